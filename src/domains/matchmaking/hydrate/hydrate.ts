import type { Context } from "../../../core/graphql/context.js";
import type { Member } from "../../members/member.entity.js";
import { byThemes, candidatesOf, type Candidates } from "../retrieve/retrieve.js";
import { reasonsOf } from "../explain/reasons.reads.js";
import { freshTo, withFreshContacts } from "../diversify/diversify.js";
import type { Ranked } from "../../../core/collections/top-k.js";
import { sharedInterests, type SharedInterest } from "../score/shared-interests.js";
import type { Seeker } from "../reference/reference-ranking.reads.js";
import { suggestionQuery, type SuggestionQuery } from "../query/suggestion-query.js";
import { excludedFor, suggestibleTo } from "./suggestible.reads.js";

/** A member proposed to a seeker. */
export interface Suggested {
  /** The member whom it is for, or the author of the idea. */
  seekerId: string;
  forIdea: boolean;
  member: Member;
  /** The number of the member in the interest index. */
  number: number;
  /** What ranks: points times norm by themes, a share of the best one's score by what was learned; times the discount. */
  total: number;
  discount: number;
  /** The same, divided by the most that anybody could have: 0..1. */
  score: number;
  /** What counts most first. */
  shared: SharedInterest[];
}

/** How many more are ranked than asked for, as some may be found not to be suggested when their rows are read. */
const spare = 5;
const anybody = (): boolean => true;

/** The members to suggest to a member. `themes` are slugs; with them, something shared must be within. */
export async function suggestedToMember(
  ctx: Context,
  memberId: string,
  first: number,
  themes: string[] | null,
): Promise<Suggested[]> {
  const seeking = await suggestionQuery(ctx, { memberId, ideaId: null }, themes);
  const candidates = candidatesOf(ctx, seeking);
  return withFreshContacts(ctx, first, freshTo(ctx, seeking), (size, also) =>
    best(ctx, seeking, candidates, size, also),
  );
}

/** The members to suggest for an idea: who could help with its themes. */
export async function suggestedForIdea(
  ctx: Context,
  idea: { id: string; authorId: string },
  first: number,
): Promise<Suggested[]> {
  const seeking = await suggestionQuery(ctx, { memberId: idea.authorId, ideaId: idea.id }, null);
  return best(ctx, seeking, candidatesOf(ctx, seeking), first, anybody);
}

/** The ranking by themes alone, as it is before anything is discounted or anybody preferred: what the reference ranks. */
export async function rankedByThemes(ctx: Context, seeker: Seeker, first: number): Promise<Suggested[]> {
  const seeking = await suggestionQuery(ctx, seeker, null);
  return best(ctx, seeking, byThemes(seeking), first, anybody, () => 1);
}

/**
 * The first `first` of the candidates as they are now, each with the discount of their own. A discount only lowers, so whoever was not
 * looked at has no more than the last who was: when that is less than what the first have, nobody is missing.
 */
async function best(
  ctx: Context,
  seeking: SuggestionQuery,
  candidates: Candidates,
  first: number,
  also: (member: number) => boolean,
  discounted: (discount: number) => number = (discount) => discount,
): Promise<Suggested[]> {
  if (first === 0) return [];
  const { seeker, store, left } = seeking;
  for (let size = first + spare; ; size *= 2) {
    const ranked = await candidates.best(size, also);
    const looked = await Promise.all(ranked.map((one) => toldOf(ctx, seeking, candidates.max, one, discounted)));
    const found = looked.filter((one) => one !== null);
    found.sort((one, other) => other.total - one.total || store.members.compare(one.number, other.number));
    const floor = ranked.length < size ? -1 : ranked.at(-1)!.total;
    const isBeyondDoubt = ({ total, discount }: Suggested): boolean =>
      total > floor || (total === floor && discount === 1);
    const told = found.slice(0, first);
    if (floor < 0 || (told.length === first && told.every(isBeyondDoubt))) return told;
    // Most of all those whom the seeker works with already: then the rest of them is better known before the next look.
    for (const id of await excludedFor(ctx, seeker.memberId)) left.add(store.members.find(id));
    for (const [place, { member }] of ranked.entries()) if (looked[place] === null) left.add(member);
  }
}

/** A candidate with the reasons; null when they may not be suggested, or nothing may be told that speaks for them. */
async function toldOf(
  ctx: Context,
  { seeker, store, terms, interests }: SuggestionQuery,
  max: number,
  { member: number, total: ranked }: Ranked,
  discounted: (discount: number) => number,
): Promise<Suggested | null> {
  const suggestible = await suggestibleTo(ctx, seeker.memberId, store.members.idOf(number));
  if (suggestible === null) return null;
  const discount = discounted(suggestible.discount);
  const total = ranked * discount;
  const told = {
    seekerId: seeker.memberId,
    forIdea: seeker.ideaId !== null,
    member: suggestible.member,
    number,
    total,
    discount,
    score: Math.min(1, total / max),
    shared: sharedInterests(store, terms, interests, number),
  };
  return told.shared.length > 0 || (await isTied(ctx, told)) ? told : null;
}

/** Whether something else than themes ties the two together, and may be told. */
async function isTied(ctx: Context, one: Suggested): Promise<boolean> {
  const reasons = await reasonsOf(ctx, one, ctx.language);
  return reasons.mutualCollaborators > 0 || reasons.sharedGatherings > 0 || reasons.sameOrganisation !== null;
}
