import { norm } from "./scoring.js";
import type { InterestStore } from "./interest-store.js";
import type { QueryTerm } from "./query-terms.js";

/** For each place, the most that a member can get for the themes from there on. */
export const suffixUpperBounds = (store: InterestStore, wanted: QueryTerm[]): number[] =>
  wanted.map((_, from) => boundWith(store, null, wanted.slice(from)));

/** The most that a member can have with one theme, if any, and what they get for others. */
export function boundWith(store: InterestStore, one: QueryTerm | null, others: QueryTerm[]): number {
  const rest = restByLength(store, one, others);
  let max = 0;
  for (let interests = 1; interests < rest.length; interests++)
    max = Math.max(max, ((one?.max ?? 0) + rest[interests]!) * norm(interests, store.averageLength));
  return max;
}

/**
 * By their number of interests, the most points that a member who has one theme, if any, can get for others; the last stands for more
 * interests too. A member with j interests has at most j of the themes that have a broader one, and j of those that have none.
 */
export function restByLength(store: InterestStore, one: QueryTerm | null, others: QueryTerm[]): number[] {
  const isNarrow = ({ theme }: QueryTerm): boolean => store.themes.broader[theme]! >= 0;
  const kinds = [true, false].map((narrow) => ({
    left: others.filter((other) => isNarrow(other) === narrow),
    taken: one !== null && isNarrow(one) === narrow ? 1 : 0,
  }));
  const rest = [0];
  for (let interests = 1; interests <= others.length + 1; interests++)
    rest.push(kinds.reduce((sum, { left, taken }) => sum + (left[interests - 1 - taken]?.max ?? 0), rest.at(-1)!));
  return rest;
}
