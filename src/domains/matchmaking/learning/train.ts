import { choose, rankingsOf, type EvaluatedModel } from "./choose.js";
import { evaluateModels, type Evaluation, type Link } from "./evaluate.js";
import { featureNames, type FeatureName } from "./feature-names.js";
import { fitWeights } from "./fit.js";
import { adjacencyOf, type CsrAdjacency } from "../../../core/collections/csr-adjacency.js";
import { linksOf, networkOf, type NetworkHistory, type PastNetwork } from "./history.js";
import { trainingExamples } from "./training-examples.js";
import { linearModel, singleModel, themesModel, type RankerModel } from "./model.js";
import { randomOf, shuffled } from "./random.js";

/** What the learned ranking weighs: of features that say the same, one. */
export const learnedFeatures = [
  "sharedThemes",
  "themeCosine",
  "themeBm25",
  "complements",
  "mutualAdamicAdar",
  "mutualAllocation",
  "mutualCosine",
  "threeSteps",
  "activity",
  "gatherings",
  "gatheringCosine",
  "sameOrganisation",
  "sameSector",
] as const satisfies FeatureName[];

const heldOutShare = 0.2;
const ridge = 1;
const maxTargets = 1_000;

/**
 * Learns from a network's own history which ranking finds its collaborations best. A fifth of them, which `seed`
 * decides, is held out; every single feature, themes and a linear ranking trained on the rest compete for it. What wins
 * is used; the linear one is trained once more with all. The same history and seed give the same model.
 */
export function trainRanker(history: NetworkHistory, seed: number): { model: RankerModel; evaluation: Evaluation } {
  const network = networkOf(history);
  const links = linksOf(network.collaborators);
  const refused = adjacencyOf(history.memberCount, history.refusals.from, history.refusals.to);
  const random = randomOf(seed);
  const shuffledLinks = shuffled(links, random);
  const heldOut = shuffledLinks.slice(0, Math.floor(links.length * heldOutShare));
  const known = shuffledLinks.slice(heldOut.length);
  const models = [themesModel, ...singles.map(singleModel), learn(network, known, refused, randomOf(seed + 1))];
  const evaluated = evaluateModels(network, known, heldOut, models, { maxTargets, random }).map(
    (ndcgs, number): EvaluatedModel => ({
      model: models[number]!,
      ndcgs,
    }),
  );
  const [themes, learned] = [evaluated[0]!, evaluated.at(-1)!];
  const chosen = choose(themes, evaluated.slice(1, -1), learned);
  const evaluation: Evaluation = {
    seed,
    collaborations: links.length,
    heldOut: heldOut.length,
    seekers: themes.ndcgs.length,
    chosen: chosen.model.kind,
    rankings: themes.ndcgs.length > 0 ? rankingsOf(themes, evaluated) : [],
  };
  const model = chosen === learned ? learn(network, links, refused, randomOf(seed + 1)) : chosen.model;
  return { model, evaluation };
}

/** Who share nothing but their sector are too many for it to rank alone; by BM25 is what by themes means. */
const singles = featureNames.filter((name) => name !== "sameSector" && name !== "themeBm25");

function learn(network: PastNetwork, links: readonly Link[], refused: CsrAdjacency, random: () => number): RankerModel {
  const examples = trainingExamples(network, links, refused, learnedFeatures, random);
  return linearModel(learnedFeatures, fitWeights(examples, learnedFeatures.length, ridge));
}
