import type { FeatureName, Features } from "./feature-names.js";

export interface WeightedFeature {
  name: FeatureName;
  /** How the value goes into the score: as its share of the largest among the target's candidates, 0..1. */
  transform: "share";
  weight: number;
}

/**
 * A ranking, as JSON. One by themes or by a single feature is one of weighted features too, so that one function scores
 * all.
 */
export interface RankerModel {
  version: 1;
  kind: "themes" | "linear" | `single:${FeatureName}`;
  features: WeightedFeature[];
}

/** Small enough to order only those whom a single feature leaves equal. */
const tieBreak = 1e-6;

const weighted = (name: FeatureName, weight: number): WeightedFeature => ({ name, transform: "share", weight });

/** The ranking of a network without history: by themes alone. */
export const themesModel: RankerModel = { version: 1, kind: "themes", features: [weighted("themeBm25", 1)] };

/** By one feature, and by themes among equals. */
export const singleModel = (name: FeatureName): RankerModel => ({
  version: 1,
  kind: `single:${name}`,
  features: [weighted(name, 1), weighted("themeBm25", tieBreak)],
});

export const linearModel = (names: readonly FeatureName[], weights: ArrayLike<number>): RankerModel => ({
  version: 1,
  kind: "linear",
  features: names.map((name, position) => weighted(name, weights[position]!)),
});

/** The score of each candidate of one target; comparable among these alone, and negative where more speaks against. */
export function scoreWith({ features }: Pick<RankerModel, "features">, { candidates, values }: Features): Float64Array {
  const scores = new Float64Array(candidates.length);
  for (const { name, weight } of features) {
    const column = values[name];
    const largest = largestOf(column);
    if (largest === 0 || weight === 0) continue;
    for (let i = 0; i < scores.length; i++) scores[i]! += (weight * column[i]!) / largest;
  }
  return scores;
}

/**
 * The scores as numbers of 0..1 in the same order. Of a linear model, the odds of being chosen over those of the best;
 * of one feature, its share of the largest.
 */
export function sharesOf({ kind }: Pick<RankerModel, "kind">, scores: Float64Array): Float64Array {
  if (kind !== "linear") return scores.map((score) => score / (1 + tieBreak));
  const best = scores.reduce((max, score) => Math.max(max, score), -Infinity);
  return scores.map((score) => Math.exp(score - best));
}

export function largestOf(column: Float64Array): number {
  let largest = 0;
  for (const value of column) if (value > largest) largest = value;
  return largest;
}

/** Where the best `count` stand, the best first; equal ones by member number. */
export function topPositions(scores: Float64Array, candidates: Int32Array, count: number): number[] {
  const best: number[] = [];
  const before = (a: number, b: number): boolean =>
    scores[a]! > scores[b]! || (scores[a] === scores[b] && candidates[a]! < candidates[b]!);
  for (let position = 0; position < scores.length; position++) {
    if (best.length === count && !before(position, best[count - 1]!)) continue;
    let at = best.length;
    while (at > 0 && before(position, best[at - 1]!)) at--;
    best.splice(at, 0, position);
    if (best.length > count) best.pop();
  }
  return best;
}
