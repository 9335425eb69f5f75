import { pairedDifference, type RankingEvaluation } from "./evaluate.js";
import type { RankerModel } from "./model.js";

/** A ranking and its NDCG for each target of the held-out history, the same targets for all. */
export interface EvaluatedModel {
  model: RankerModel;
  ndcgs: number[];
}

/** The standard error of fewer is not to be trusted. */
const minTargets = 20;

/**
 * The ranking to use: of those by a single feature the best, if it beats themes by more than a standard error of the
 * paired differences, and the learned one if it beats that, or themes, by as much (the one-standard-error rule of
 * Breiman et al., Classification and Regression Trees, 1984: the simpler one unless the other is clearly better).
 */
export function choose(
  themes: EvaluatedModel,
  singles: readonly EvaluatedModel[],
  learned: EvaluatedModel,
): EvaluatedModel {
  if (themes.ndcgs.length < minTargets) return themes;
  const best = singles.reduce((a, b) => (meanOf(b) > meanOf(a) ? b : a), themes);
  const simple = clearlyBetter(best, themes) ? best : themes;
  return clearlyBetter(learned, simple) && meanOf(learned) >= meanOf(best) ? learned : simple;
}

export function rankingsOf(themes: EvaluatedModel, all: readonly EvaluatedModel[]): RankingEvaluation[] {
  return all
    .map((evaluated): RankingEvaluation => {
      const { mean, standardError } = pairedDifference(evaluated.ndcgs, themes.ndcgs);
      const kind = evaluated.model.kind;
      return { kind, ndcg10: meanOf(evaluated), overThemes: mean, standardError };
    })
    .sort((a, b) => b.ndcg10 - a.ndcg10);
}

const meanOf = ({ ndcgs }: EvaluatedModel): number =>
  ndcgs.reduce((sum, ndcg) => sum + ndcg, 0) / Math.max(1, ndcgs.length);

function clearlyBetter(a: EvaluatedModel, b: EvaluatedModel): boolean {
  const { mean, standardError } = pairedDifference(a.ndcgs, b.ndcgs);
  return mean > standardError;
}
