import type { InterestStore } from "./interest-store.js";
import type { QueryTerm } from "./query-terms.js";
import { norm } from "./scoring.js";

/** For each position, the highest score that a member can have from the terms from there on. */
export const suffixUpperBounds = (store: InterestStore, terms: QueryTerm[]): number[] =>
  terms.map((_, from) => upperBoundWith(store, null, terms.slice(from)));

/** The highest score of a member who has one term, if any, together with other terms. */
export function upperBoundWith(store: InterestStore, one: QueryTerm | null, others: QueryTerm[]): number {
  const bounds = upperBoundsByLength(store, one, others);
  let max = 0;
  for (let interests = 1; interests < bounds.length; interests++)
    max = Math.max(max, ((one?.maxWeight ?? 0) + bounds[interests]!) * norm(interests, store.averageLength));
  return max;
}

/**
 * By their number of interests, the highest sum of weights that a member who has one term, if any, can get for others;
 * the last entry holds for more interests too. A member with j interests has at most j of the themes that have a
 * broader one, and j of those that have none.
 */
export function upperBoundsByLength(store: InterestStore, one: QueryTerm | null, others: QueryTerm[]): number[] {
  const isNarrow = ({ theme }: QueryTerm): boolean => store.themes.broader[theme]! >= 0;
  const kinds = [true, false].map((narrow) => ({
    available: others.filter((other) => isNarrow(other) === narrow),
    taken: one !== null && isNarrow(one) === narrow ? 1 : 0,
  }));
  const bounds = [0];
  for (let interests = 1; interests <= others.length + 1; interests++)
    bounds.push(
      kinds.reduce(
        (sum, { available, taken }) => sum + (available[interests - 1 - taken]?.maxWeight ?? 0),
        bounds.at(-1)!,
      ),
    );
  return bounds;
}
