import type { MatchmakingContext } from "../matchmaking.services.js";
import type { Member } from "../../members/member.entity.js";
import type { ScoredMember } from "../interest-index/top-k-search.js";
import type { SuggestionQuery, SuggestionTarget } from "../query/suggestion-query.js";
import type { Candidates } from "../retrieve/retrieve.js";
import { sharedInterests, type SharedInterest } from "../score/shared-interests.js";
import { excludedFor, suggestibleTo } from "./suggestible.reads.js";
import { isTied } from "./ties.reads.js";

/** A member proposed to the target, as their rows are now. */
export interface Suggestion {
  target: SuggestionTarget;
  member: Member;
  /** The number of the member in the interest index. */
  number: number;
  /** What ranks: the candidate's score times the discount. */
  score: number;
  /** For how often the member was shown to the target, and to others: above 0, at most 1. */
  discount: number;
  /** The score divided by the highest that anybody could have: 0..1. */
  relativeScore: number;
  /** The highest share first. */
  sharedInterests: SharedInterest[];
}

/** The candidates as they are in the database, in descending order of discounted score. */
export interface HydratedCandidates {
  top: (size: number, admits: (member: number) => boolean) => Promise<Suggestion[]>;
}

/** How many more are read than are needed, as some may turn out not to be suggested. */
const spare = 5;

/**
 * Reads the rows of the candidates, and drops those who may not be suggested. Without discounts they stay in the order
 * of their scores.
 */
export function hydrate(
  ctx: MatchmakingContext,
  query: SuggestionQuery,
  candidates: Candidates,
  { discounted = true } = {},
): HydratedCandidates {
  const excluded = new Set<number>();
  return {
    top: (size, admits) => hydrateTop(ctx, query, candidates, { size, admits, excluded, discounted }),
  };
}

/**
 * A discount only lowers, so whoever was not read has no more than the last who was: when that is less than what the
 * first `size` have, nobody is missing. Else twice as many are read, without those who were found to be excluded.
 */
async function hydrateTop(
  ctx: MatchmakingContext,
  query: SuggestionQuery,
  candidates: Candidates,
  options: { size: number; admits: (member: number) => boolean; excluded: Set<number>; discounted: boolean },
): Promise<Suggestion[]> {
  const { size, admits, excluded, discounted } = options;
  const { members } = query.store;
  if (size === 0) return [];
  for (let depth = size + spare; ; depth *= 2) {
    const scored = await candidates.top(depth, (member) => !excluded.has(member) && admits(member));
    const read = await Promise.all(
      scored.map((candidate) => readSuggestion(ctx, query, candidate, candidates.maxScore, discounted)),
    );
    const suggestions = read.filter((suggestion) => suggestion !== null);
    suggestions.sort((one, other) => other.score - one.score || members.compare(one.number, other.number));
    const isExhausted = scored.length < depth;
    const first = suggestions.slice(0, size);
    if (isExhausted) return first;
    const unreadMax = scored.at(-1)!.score;
    const isSettled = ({ score, discount }: Suggestion): boolean =>
      score > unreadMax || (score === unreadMax && discount === 1);
    if (first.length === size && first.every(isSettled)) return first;
    for (const id of await excludedFor(ctx, query.target.memberId)) excluded.add(members.find(id));
    for (const [position, { member }] of scored.entries()) if (read[position] === null) excluded.add(member);
  }
}

/** Null when the member may not be suggested, or nothing that the caller may know speaks for them. */
async function readSuggestion(
  ctx: MatchmakingContext,
  query: SuggestionQuery,
  candidate: ScoredMember,
  maxScore: number,
  discounted: boolean,
): Promise<Suggestion | null> {
  const { target, store } = query;
  const { member: number } = candidate;
  const suggestible = await suggestibleTo(ctx, target.memberId, store.members.idOf(number));
  if (suggestible === null) return null;
  const { member } = suggestible;
  const discount = discounted ? suggestible.discount : 1;
  const score = candidate.score * discount;
  const relativeScore = Math.min(1, score / maxScore);
  const shared = sharedInterests(query, number);
  if (shared.length === 0 && !(await isTied(ctx, target.memberId, member))) return null;
  return { target, member, number, score, discount, relativeScore, sharedInterests: shared };
}
