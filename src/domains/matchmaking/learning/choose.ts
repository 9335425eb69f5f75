import { pairedDifference, type RankingEvaluation } from "./evaluate.js";
import type { RankerModel } from "./model.js";

/** A ranking and its NDCG for each seeker of the held-out history, the same seekers for all. */
export interface Judged {
  model: RankerModel;
  ndcgs: number[];
}

/** The standard error of fewer is not to be trusted. */
const fewestSeekers = 20;

/**
 * The ranking to use: of those by a single feature the best, if it beats themes by more than a standard error of the paired
 * differences, and the learned one if it beats that, or themes, by as much (the one-standard-error rule of Breiman et al.,
 * Classification and Regression Trees, 1984: the simpler one unless the other is clearly better).
 */
export function choose(themes: Judged, singles: readonly Judged[], learned: Judged): Judged {
  if (themes.ndcgs.length < fewestSeekers) return themes;
  const best = singles.reduce((a, b) => (meanOf(b) > meanOf(a) ? b : a), themes);
  const simple = clearlyBetter(best, themes) ? best : themes;
  return clearlyBetter(learned, simple) && meanOf(learned) >= meanOf(best) ? learned : simple;
}

export function rankingsOf(themes: Judged, all: readonly Judged[]): RankingEvaluation[] {
  return all
    .map((judged): RankingEvaluation => {
      const { mean, standardError } = pairedDifference(judged.ndcgs, themes.ndcgs);
      const kind = judged.model.kind;
      return { kind, ndcg10: meanOf(judged), overThemes: mean, standardError };
    })
    .sort((a, b) => b.ndcg10 - a.ndcg10);
}

const meanOf = ({ ndcgs }: Judged): number => ndcgs.reduce((sum, ndcg) => sum + ndcg, 0) / Math.max(1, ndcgs.length);

function clearlyBetter(a: Judged, b: Judged): boolean {
  const { mean, standardError } = pairedDifference(a.ndcgs, b.ndcgs);
  return mean > standardError;
}
