import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../database/rows.js";
import { batched, groupBy } from "../graphql/batch.js";
import type { Context } from "../graphql/context.js";
import { Fault } from "../graphql/faults.js";
import { Member } from "../members/member.entity.js";
import { Stance } from "../members/member.enums.js";
import { themesWithin } from "../themes/theme.reads.js";
import { interestOf, stances, type InterestStore } from "./interest-index/interest-store.js";
import { isSuggestible } from "./interest-index/interest-index.js";
import { restBounds } from "./interest-index/bounds.js";
import type { Ranking } from "./interest-index/ranking.js";
import { wantedBy, type Wanted } from "./interest-index/seeker.js";
import { sharedInterests, type SharedInterest } from "./reasons.js";
import { leftOut, maySuggest, referenceRanking, type Seeker } from "./reference.reads.js";

/** A member proposed to a seeker. */
export interface Suggested {
  /** The member whom it is for, or the author of the idea. */
  seekerId: string;
  forIdea: boolean;
  member: Member;
  /** Points times norm, which ranks. */
  total: number;
  /** The same, divided by the most that anybody could have: 0..1. */
  score: number;
  /** What counts most first. */
  shared: SharedInterest[];
}

/** How many more are ranked than asked for, as some may be found not to be suggested when their rows are read. */
const spare = 5;

/** The members to suggest to a member. `themes` are slugs; with them, something shared must be within. */
export const suggestedToMember = (
  ctx: Context,
  memberId: string,
  first: number,
  themes: string[] | null,
): Promise<Suggested[]> => suggested(ctx, { memberId, ideaId: null }, first, themes);

/** The members to suggest for an idea: who could help with its themes. */
export const suggestedForIdea = (
  ctx: Context,
  idea: { id: string; authorId: string },
  first: number,
): Promise<Suggested[]> => suggested(ctx, { memberId: idea.authorId, ideaId: idea.id }, first, null);

async function suggested(ctx: Context, seeker: Seeker, first: number, themes: string[] | null): Promise<Suggested[]> {
  // One copy of the network for the whole answer, whatever is read anew meanwhile.
  const ranking = readyRanking(ctx);
  const { store } = ranking;
  const [interests, within] = await Promise.all([
    interestsOf(ctx, store, seeker),
    themes === null ? null : numbersWithin(ctx, store, themes),
  ]);
  const wanted = wantedBy(store, interests);
  const best = restBounds(store, wanted)[0] ?? 0;
  const left = new Set([store.members.find(seeker.memberId)]);
  for (let size = first + spare; ;) {
    const ranked = await ranks(ctx, ranking, seeker, { wanted, left, within, themes, size });
    const members = await Promise.all(
      ranked.map(({ member }) => suggestible(ctx, `${seeker.memberId} ${store.members.idOf(member)}`)),
    );
    const found = ranked.flatMap(({ member: number, total }, place): Suggested[] => {
      const member = members[place];
      if (!member) return [];
      const shared = sharedInterests(store, wanted, interests, number);
      // Between two readings of the index somebody may have lost what they shared.
      if (shared.length === 0) return [];
      const score = Math.min(1, total / best);
      return [{ seekerId: seeker.memberId, forIdea: seeker.ideaId !== null, member, total, score, shared }];
    });
    const dropped = ranked.filter((_, place) => !members[place]);
    if (found.length >= first || ranked.length < size || dropped.length === 0) return found.slice(0, first);
    // Most of all those whom the seeker works with already: then the rest of them is better known before the next look.
    for (const id of await excludedFor(ctx, seeker.memberId)) left.add(store.members.find(id));
    for (const { member } of dropped) left.add(member);
  }
}

interface Ask {
  wanted: Wanted[];
  left: Set<number>;
  within: Set<number> | null;
  themes: string[] | null;
  size: number;
}

/** The best by the index; or, for whoever compares, by the statement that it is checked against. */
async function ranks(ctx: Context, ranking: Ranking, seeker: Seeker, { wanted, left, within, themes, size }: Ask) {
  const { store } = ranking;
  if (ctx.suggestionsBy === "sql") {
    const rows = await referenceRanking(ctx, seeker, size + left.size, themes);
    return rows
      .map(({ memberId, total }) => ({ member: store.members.find(memberId), total }))
      .filter(({ member }) => member >= 0 && !left.has(member))
      .slice(0, size);
  }
  const inside = within && wanted.filter(({ theme }) => within.has(theme));
  const shares = (member: number): boolean => inside === null || sharesOneOf(store, member, inside);
  return ranking.top(wanted, size, (member) => isSuggestible(store, member) && !left.has(member) && shares(member));
}

/** Whether a member has one of these themes, as an interest or through a narrower one. */
function sharesOneOf(store: InterestStore, member: number, wanted: Wanted[]): boolean {
  const held = store.interestsOf(member);
  return held.some((interest) =>
    wanted.some(({ theme }) => interest >>> 2 === theme || store.themes.broader[interest >>> 2] === theme),
  );
}

function readyRanking({ interests }: Context): Ranking {
  if (interests.isReady) return interests.ranking;
  throw new Fault("UNAVAILABLE", "The service is still reading the network: try again in a few seconds.");
}

/** What a seeker has, as the index writes it. Who has an idea seeks help with its themes. */
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

const themeIdsOfIdea = batched<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ ideaId: string; themeId: string }>(
    sql`SELECT idea_id AS "ideaId", theme_id AS "themeId" FROM idea_theme WHERE idea_id = ANY(${ids}::uuid[])`,
  );
  return groupBy(
    rows,
    (row) => row.ideaId,
    (row) => row.themeId,
  );
}, []);

/** Who is never suggested to a member, as it is now. */
const excludedFor = batched<string[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ seekerId: string; memberId: string }>(sql`
    SELECT seeker.id AS "seekerId", out.member_id AS "memberId" FROM unnest(${ids}::uuid[]) AS seeker (id)
    CROSS JOIN LATERAL (${leftOut(ctx, sql`seeker.id`)}) AS out`);
  return groupBy(
    rows,
    (row) => row.seekerId,
    (row) => row.memberId,
  );
}, []);

/** The member, when they may be suggested to the seeker and the caller as it is now; keyed by the ids of seeker and member. */
const suggestible = batched<Member | null>(async (ctx, pairs) => {
  const rows = await ctx.db.query<Member & { pair: string }>(sql`
    SELECT pair, ${columnsOf(ctx.database.source, Member, "member")} FROM unnest(${pairs}::text[]) AS pair
    JOIN member ON member.id = split_part(pair, ' ', 2)::uuid
    WHERE ${maySuggest(ctx)} AND member.id NOT IN (SELECT member_id FROM (${leftOut(ctx, sql`split_part(pair, ' ', 1)::uuid`)}) AS out)`);
  return new Map(rows.map(({ pair, ...row }) => [pair, entityOf(Member, row)]));
}, null);
