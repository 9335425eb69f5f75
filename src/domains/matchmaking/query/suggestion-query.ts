import sql from "sql-template-tag";
import { Fault } from "../../../core/errors/fault.js";
import { groupBy, loader } from "../../../core/graphql/batch.js";
import type { MatchmakingContext } from "../matchmaking.services.js";
import { Stance } from "../../members/member.enums.js";
import { themesWithin } from "../../themes/theme.reads.js";
import { isSuggestible, type InterestIndex } from "../interest-index/interest-index.js";
import { interestOf, stances, type InterestStore } from "../interest-index/interest-store.js";
import { queryTerms, type QueryTerm } from "../interest-index/query-terms.js";
import type { TopKSearch } from "../interest-index/top-k-search.js";

/** Whom suggestions are for: a member, or the author of an idea with the themes of that idea. */
export interface SuggestionTarget {
  memberId: string;
  ideaId: string | null;
  /** Who writes the idea with them, and is not suggested either. */
  coAuthorIds?: readonly string[];
}

export interface SuggestionRequest {
  target: SuggestionTarget;
  /** How many at most. */
  first: number;
  /** Slugs; with them, something shared must be one of these themes or of their narrower ones. */
  themes: string[] | null;
}

/** A request on one copy of the network, whatever is loaded again meanwhile. */
export interface SuggestionQuery extends SuggestionRequest {
  search: TopKSearch;
  store: InterestStore;
  /** The target's interests, as the index encodes them. */
  interests: Uint32Array;
  terms: QueryTerm[];
  /** The terms within `themes`, one of which must be shared; null when any may. */
  requiredTerms: QueryTerm[] | null;
}

export async function suggestionQuery(ctx: MatchmakingContext, request: SuggestionRequest): Promise<SuggestionQuery> {
  const search = readySearch(ctx.interests);
  const { store } = search;
  const { target, first, themes } = request;
  const [interests, within] = await Promise.all([
    interestsOf(ctx, store, target),
    themes === null ? null : themeNumbersWithin(ctx, store, themes),
  ]);
  const terms = queryTerms(store, interests);
  const requiredTerms = within && terms.filter(({ theme }) => within.has(theme));
  return { target, first, themes, search, store, interests, terms, requiredTerms };
}

/** Whether a member may be a candidate, as far as the index knows. */
export const isCandidate = ({ store, target, requiredTerms }: SuggestionQuery): ((member: number) => boolean) => {
  const authors = [target.memberId, ...(target.coAuthorIds ?? [])].map((id) => store.members.find(id));
  return (member) =>
    isSuggestible(store, member) &&
    !authors.includes(member) &&
    (requiredTerms === null || sharesOneOf(store, member, requiredTerms));
};

/** Whether a member has one of these themes, as an interest or through a narrower one. */
function sharesOneOf(store: InterestStore, member: number, terms: QueryTerm[]): boolean {
  const interests = store.interestsOf(member);
  return interests.some((interest) =>
    terms.some(({ theme }) => interest >>> 2 === theme || store.themes.broader[interest >>> 2] === theme),
  );
}

function readySearch(interests: InterestIndex): TopKSearch {
  if (interests.isReady) return interests.search;
  throw new Fault("UNAVAILABLE", "The service is still reading the network: try again in a few seconds.");
}

/** Who has an idea seeks help with its themes. */
async function interestsOf(
  ctx: MatchmakingContext,
  store: InterestStore,
  { memberId, ideaId }: SuggestionTarget,
): Promise<Uint32Array> {
  if (ideaId === null) {
    const member = store.members.find(memberId);
    return member < 0 ? new Uint32Array(0) : store.interestsOf(member).slice();
  }
  const themes = (await themeIdsOfIdea(ctx, ideaId)).map((id) => store.themes.find(id)).filter((theme) => theme >= 0);
  return Uint32Array.from(themes, (theme) => interestOf(theme, stances.indexOf(Stance.SEEKS)));
}

async function themeNumbersWithin(
  ctx: MatchmakingContext,
  store: InterestStore,
  themes: string[],
): Promise<Set<number>> {
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
