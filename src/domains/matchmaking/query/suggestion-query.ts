import sql from "sql-template-tag";
import { loader, groupBy } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { Fault } from "../../../core/errors/fault.js";
import { Stance } from "../../members/member.enums.js";
import { themesWithin } from "../../themes/theme.reads.js";
import { isSuggestible, type InterestIndex } from "../interest-index/interest-index.js";
import { interestOf, stances, type InterestStore } from "../interest-index/interest-store.js";
import type { Ranking } from "../interest-index/top-k-search.js";
import { queryTerms, type QueryTerm } from "../interest-index/query-terms.js";
import type { Seeker } from "../reference/reference-ranking.reads.js";

/** What one answer looks for: on one copy of the network, whatever is read anew meanwhile. */
export interface SuggestionQuery {
  seeker: Seeker;
  ranking: Ranking;
  store: InterestStore;
  /** What the seeker has, as the index writes it. */
  interests: Uint32Array;
  terms: QueryTerm[];
  /** Slugs; with them, something shared must be within. */
  themes: string[] | null;
  /** Those of `wanted` that are within. */
  inside: QueryTerm[] | null;
  /** Who is not ranked. */
  left: Set<number>;
}

export async function suggestionQuery(ctx: Context, seeker: Seeker, themes: string[] | null): Promise<SuggestionQuery> {
  const ranking = readyRanking(ctx.interests);
  const { store } = ranking;
  const [interests, within] = await Promise.all([
    interestsOf(ctx, store, seeker),
    themes === null ? null : numbersWithin(ctx, store, themes),
  ]);
  const wanted = queryTerms(store, interests);
  const inside = within && wanted.filter(({ theme }) => within.has(theme));
  const left = new Set([store.members.find(seeker.memberId)]);
  return { seeker, ranking, store, interests, terms: wanted, themes, inside, left };
}

/** Whether a member may be ranked, as far as the index knows. */
export const isSought = ({ store, left, inside }: SuggestionQuery, member: number): boolean =>
  isSuggestible(store, member) && !left.has(member) && (inside === null || sharesOneOf(store, member, inside));

/** Whether a member has one of these themes, as an interest or through a narrower one. */
function sharesOneOf(store: InterestStore, member: number, wanted: QueryTerm[]): boolean {
  const held = store.interestsOf(member);
  return held.some((interest) =>
    wanted.some(({ theme }) => interest >>> 2 === theme || store.themes.broader[interest >>> 2] === theme),
  );
}

function readyRanking(interests: InterestIndex): Ranking {
  if (interests.isReady) return interests.ranking;
  throw new Fault("UNAVAILABLE", "The service is still reading the network: try again in a few seconds.");
}

/** Who has an idea seeks help with its themes. */
async function interestsOf(ctx: Context, store: InterestStore, { memberId, ideaId }: Seeker): Promise<Uint32Array> {
  if (ideaId === null) {
    const member = store.members.find(memberId);
    return member < 0 ? new Uint32Array(0) : store.interestsOf(member).slice();
  }
  const themes = (await themeIdsOfIdea(ctx, ideaId)).map((id) => store.themes.find(id)).filter((theme) => theme >= 0);
  return Uint32Array.from(themes, (theme) => interestOf(theme, stances.indexOf(Stance.SEEKS)));
}

async function numbersWithin(ctx: Context, store: InterestStore, themes: string[]): Promise<Set<number>> {
  const rows = await ctx.db.query<{ id: string }>(themesWithin(themes));
  return new Set(rows.map(({ id }) => store.themes.find(id)));
}

const themeIdsOfIdea = loader<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ ideaId: string; themeId: string }>(
    sql`SELECT idea_id AS "ideaId", theme_id AS "themeId" FROM idea_theme WHERE idea_id = ANY(${ids}::uuid[])`,
  );
  return groupBy(
    rows,
    (row) => row.ideaId,
    (row) => row.themeId,
  );
}, []);
