import { partnersOf, type Link } from "./evaluate.js";
import { featureNames, type FeatureName, type Features } from "./feature-names.js";
import { FeatureComputer } from "./features.js";
import type { TrainingExample } from "./fit.js";
import { pairsOf, type CsrAdjacency } from "../../../core/collections/csr-adjacency.js";
import { withCollaborations, type PastNetwork } from "./history.js";
import { topPositions, largestOf } from "./model.js";
import { shuffled } from "./random.js";

const folds = 4;
/** Of each feature, so many of its best are among the negatives: those whom a target would really see. */
const hardOfEach = 15;
/**
 * And so many of the easy ones, who stand for all of them: with hard ones alone, being ranked high by anything would
 * look bad.
 */
const maxSampled = 150;
const maxTargets = 1_200;

/**
 * What the history teaches. The links are divided at random into four parts; each is taken out of the graph as a whole,
 * so that no link helps to predict itself, and its pairs are looked for with the features of what is left.
 */
export function trainingExamples(
  network: PastNetwork,
  links: readonly Link[],
  refused: CsrAdjacency,
  names: readonly FeatureName[],
  random: () => number,
): TrainingExample[] {
  const shuffledLinks = shuffled(links, random);
  return Array.from({ length: folds }, (_, fold) => {
    const hidden = shuffledLinks.filter((_, position) => position % folds === fold);
    const known = shuffledLinks.filter((_, position) => position % folds !== fold);
    const computer = new FeatureComputer();
    const left = withCollaborations(network, pairsOf(known));
    const targets = shuffled([...partnersOf(hidden)], random).slice(0, maxTargets / folds);
    return targets.flatMap(([target, partners]) => {
      const turnedDown = new Set<number>();
      refused.each(target, (member) => turnedDown.add(member));
      const example = trainingExample(computer.featuresOf(left, target), partners, turnedDown, names, random);
      return example.chosen.length > 0 && example.others.length > 0 ? [example] : [];
    });
  }).flat();
}

function trainingExample(
  features: Features,
  partners: ReadonlySet<number>,
  turnedDown: ReadonlySet<number>,
  names: readonly FeatureName[],
  random: () => number,
): TrainingExample {
  const { candidates, values } = features;
  const chosen: number[] = [];
  const hard = new Set<number>();
  candidates.forEach((member, position) => {
    if (partners.has(member)) chosen.push(position);
    else if (turnedDown.has(member)) hard.add(position);
  });
  for (const name of featureNames)
    for (const position of topPositions(values[name], candidates, hardOfEach))
      if (values[name][position]! > 0 && !partners.has(candidates[position]!)) hard.add(position);
  const easy: number[] = [];
  candidates.forEach((member, position) => {
    if (!hard.has(position) && !partners.has(member)) easy.push(position);
  });
  const drawn =
    easy.length <= maxSampled
      ? easy
      : Array.from({ length: maxSampled }, () => easy[Math.floor(random() * easy.length)]!);
  const largest = names.map((name) => largestOf(values[name]));
  const row = (position: number): Float64Array =>
    Float64Array.from(names, (name, f) => (largest[f] === 0 ? 0 : values[name][position]! / largest[f]!));
  return {
    chosen: chosen.map(row),
    others: [...hard, ...drawn].map(row),
    standsFor: Float64Array.from([...hard, ...drawn], (_, number) =>
      number < hard.size ? 1 : easy.length / drawn.length,
    ),
  };
}
