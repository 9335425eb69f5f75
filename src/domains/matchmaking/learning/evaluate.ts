import { FeatureComputer } from "./features.js";
import { pairsOf } from "../../../core/collections/csr-adjacency.js";
import { withCollaborations, type PastNetwork } from "./history.js";
import { topPositions, scoreWith, type RankerModel } from "./model.js";
import { shuffled } from "./random.js";

export type Link = readonly [number, number];

/** How one ranking did on the held-out collaborations. */
export interface RankingEvaluation {
  kind: RankerModel["kind"];
  /** NDCG of the first ten, 0..1, mean over the targets. */
  ndcg10: number;
  /** Of its NDCG less that of the ranking by themes, for the same targets: the mean and its standard error. */
  overThemes: number;
  standardError: number;
}

/** What decided which ranking is used; goes with the model, for people to read. */
export interface Evaluation {
  seed: number;
  /** Distinct pairs of collaborators, and how many of them were held out. */
  collaborations: number;
  heldOut: number;
  /**
   * Members with a held-out collaboration whose rankings were evaluated; the name is that of the stored evaluations.
   */
  seekers: number;
  chosen: RankerModel["kind"];
  /** The best first; none when there is too little history. */
  rankings: RankingEvaluation[];
}

const first = 10;
const gain = (position: number): number => 1 / Math.log2(position + 2);

/** The NDCG of the first ten with `relevant` as the only right answers: Järvelin and Kekäläinen, 2002. */
export function ndcgOf(ranked: ArrayLike<number>, relevant: ReadonlySet<number>): number {
  let gained = 0;
  for (let position = 0; position < Math.min(first, ranked.length); position++)
    if (relevant.has(ranked[position]!)) gained += gain(position);
  let ideal = 0;
  for (let position = 0; position < Math.min(first, relevant.size); position++) ideal += gain(position);
  return ideal === 0 ? 0 : gained / ideal;
}

/** The NDCG of each ranking (outer) for each target (inner) when `heldOut` is not known and to be found. */
export function evaluateModels(
  network: PastNetwork,
  known: readonly Link[],
  heldOut: readonly Link[],
  models: readonly RankerModel[],
  options: { maxTargets: number; random: () => number },
): number[][] {
  const computer = new FeatureComputer();
  const left = withCollaborations(network, pairsOf(known));
  const targets = shuffled([...partnersOf(heldOut)], options.random).slice(0, options.maxTargets);
  const evaluated = models.map((): number[] => []);
  for (const [target, partners] of targets) {
    const features = computer.featuresOf(left, target);
    models.forEach((model, number) => {
      const best = topPositions(scoreWith(model, features), features.candidates, first);
      const ranked = best.map((position) => features.candidates[position]!);
      evaluated[number]!.push(ndcgOf(ranked, partners));
    });
  }
  return evaluated;
}

/** With whom each member of the links is linked. */
export function partnersOf(links: readonly Link[]): Map<number, Set<number>> {
  const partners = new Map<number, Set<number>>();
  const add = (member: number, partner: number): void => {
    const known = partners.get(member);
    if (known) known.add(partner);
    else partners.set(member, new Set([partner]));
  };
  for (const [a, b] of links) {
    add(a, b);
    add(b, a);
  }
  return partners;
}

/** Of the differences a − b of the same targets. */
export function pairedDifference(a: readonly number[], b: readonly number[]): { mean: number; standardError: number } {
  const count = a.length;
  const differences = a.map((value, at) => value - b[at]!);
  const mean = differences.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  if (count < 2) return { mean, standardError: Infinity };
  const variance = differences.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  return { mean, standardError: Math.sqrt(variance / count) };
}
