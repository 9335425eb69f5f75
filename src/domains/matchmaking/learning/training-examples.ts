import { partnersOf, type Link } from "./evaluate.js";
import { featureNames, type FeatureName, type Features } from "./feature-names.js";
import { FeatureComputer } from "./features.js";
import type { TrainingExample } from "./fit.js";
import { pairsOf, type CsrAdjacency } from "../../../core/collections/csr-adjacency.js";
import { withCollaborations, type PastNetwork } from "./history.js";
import { bestPlaces, largestOf } from "./model.js";
import { shuffled } from "./random.js";

const folds = 4;
/** Of each feature, so many of its best are among the others: those whom a seeker would really see. */
const hardOfEach = 15;
/** And so many of the rest, who stand for all of the rest: with hard ones alone, being ranked high by anything would look bad. */
const restAtMost = 150;
const seekersAtMost = 1_200;

/**
 * What the history teaches. The links are dealt into four parts; each is taken out of the graph as a whole, so that no link
 * helps to predict itself, and its pairs are looked for with the features of what is left.
 */
export function trainingExamples(
  network: PastNetwork,
  links: readonly Link[],
  refused: CsrAdjacency,
  names: readonly FeatureName[],
  random: () => number,
): TrainingExample[] {
  const dealt = shuffled(links, random);
  return Array.from({ length: folds }, (_, fold) => {
    const hidden = dealt.filter((_, place) => place % folds === fold);
    const known = dealt.filter((_, place) => place % folds !== fold);
    const computer = new FeatureComputer();
    const left = withCollaborations(network, pairsOf(known));
    const seekers = shuffled([...partnersOf(hidden)], random).slice(0, seekersAtMost / folds);
    return seekers.flatMap(([seeker, partners]) => {
      const turnedDown = new Set<number>();
      refused.each(seeker, (member) => turnedDown.add(member));
      const lesson = trainingExample(computer.featuresOf(left, seeker), partners, turnedDown, names, random);
      return lesson.chosen.length > 0 && lesson.others.length > 0 ? [lesson] : [];
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
  candidates.forEach((member, place) => {
    if (partners.has(member)) chosen.push(place);
    else if (turnedDown.has(member)) hard.add(place);
  });
  for (const name of featureNames)
    for (const place of bestPlaces(values[name], candidates, hardOfEach))
      if (values[name][place]! > 0 && !partners.has(candidates[place]!)) hard.add(place);
  const rest: number[] = [];
  candidates.forEach((member, place) => {
    if (!hard.has(place) && !partners.has(member)) rest.push(place);
  });
  const drawn =
    rest.length <= restAtMost
      ? rest
      : Array.from({ length: restAtMost }, () => rest[Math.floor(random() * rest.length)]!);
  const largest = names.map((name) => largestOf(values[name]));
  const row = (place: number): Float64Array =>
    Float64Array.from(names, (name, f) => (largest[f] === 0 ? 0 : values[name][place]! / largest[f]!));
  return {
    chosen: chosen.map(row),
    others: [...hard, ...drawn].map(row),
    standsFor: Float64Array.from([...hard, ...drawn], (_, number) =>
      number < hard.size ? 1 : rest.length / drawn.length,
    ),
  };
}
