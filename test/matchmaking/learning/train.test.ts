import { describe, expect, test } from "@jest/globals";
import { choose, type EvaluatedModel } from "../../../src/domains/matchmaking/learning/choose.js";
import { ndcgOf } from "../../../src/domains/matchmaking/learning/evaluate.js";
import { FeatureComputer } from "../../../src/domains/matchmaking/learning/features.js";
import { pairsOf } from "../../../src/core/collections/csr-adjacency.js";
import { networkOf } from "../../../src/domains/matchmaking/learning/history.js";
import {
  topPositions,
  linearModel,
  scoreWith,
  singleModel,
  themesModel,
} from "../../../src/domains/matchmaking/learning/model.js";
import { randomOf, shuffled } from "../../../src/domains/matchmaking/learning/random.js";
import { trainRanker } from "../../../src/domains/matchmaking/learning/train.js";
import { generated, historyOf } from "./networks.js";

/** Ten members to a community, who work together; what they care about does not matter. */
const communities = generated(200, 600, (member, random) => member - (member % 10) + Math.floor(random() * 10));
/** Whoever shares two themes works together, and nothing else matters. */
const likeMinded = generated(400, 400, (member, random, themes) => {
  const shared = (of: number[]): number => of.filter((theme) => themes[member]!.includes(theme)).length;
  const others = themes.flatMap((of, other) => (shared(of) >= 2 && other !== member ? [other] : []));
  return others[Math.floor(random() * others.length)] ?? member;
});
/** All work with the same few. */
const popular = generated(200, 500, (_, random) => Math.floor(200 * random() ** 4));

describe("training", () => {
  test("gives the same model for the same history and seed, in whatever order its rows come", () => {
    const trained = trainRanker(communities, 7);
    expect(trainRanker(communities, 7)).toEqual(trained);
    const { from, to } = communities.collaborations;
    const rows = Array.from(from, (a, row): [number, number] => [to[row]!, a]);
    const other = { ...communities, collaborations: pairsOf(shuffled(rows, randomOf(1))) };
    expect(trainRanker(other, 7)).toEqual(trained);
  });

  test("gives a model that is the same after being stored as JSON", () => {
    const { model } = trainRanker(communities, 7);
    expect(JSON.parse(JSON.stringify(model))).toEqual(model);
    expect(model.features.every(({ weight }) => Number.isFinite(weight))).toBe(true);
  });

  test("finds that collaborators are found through collaborators where they are", () => {
    const { evaluation } = trainRanker(communities, 7);
    expect(evaluation.chosen).not.toBe("themes");
    const [best] = evaluation.rankings;
    expect(best!.overThemes).toBeGreaterThan(3 * best!.standardError);
  });

  test("finds that collaborators are found through themes where they are", () => {
    const { evaluation } = trainRanker(likeMinded, 7);
    const simple = evaluation.rankings.find(({ kind }) => kind !== "linear")!;
    expect(simple.kind).toMatch(/theme/i);
    expect(evaluation.chosen).toMatch(/theme|linear/i);
  });

  test.each([communities, likeMinded, popular])(
    "uses nothing that is below the best single feature on what was held out",
    (history) => {
      const { evaluation } = trainRanker(history, 7);
      const chosen = evaluation.rankings.find(({ kind }) => kind === evaluation.chosen)!;
      const best = evaluation.rankings.find(({ kind }) => kind !== "linear")!;
      expect(chosen.ndcg10).toBeGreaterThanOrEqual(best.ndcg10 - best.standardError);
    },
  );

  test("ranks by themes where there is no history, or too little of it", () => {
    const interests: [number, number][] = [
      [0, 0],
      [1, 0],
      [2, 1],
    ];
    expect(trainRanker(historyOf(3, { interests }), 7)).toEqual({
      model: themesModel,
      evaluation: { seed: 7, collaborations: 0, heldOut: 0, seekers: 0, chosen: "themes", rankings: [] },
    });
    const few = generated(60, 25, (member) => (member + 1) % 60);
    expect(trainRanker(few, 7).model).toEqual(themesModel);
    expect(trainRanker(historyOf(0, {}), 7).model).toEqual(themesModel);
  });
});

describe("the choice of a ranking", () => {
  const evaluated = (
    model: EvaluatedModel["model"],
    ndcg: (target: number) => number,
    targets = 100,
  ): EvaluatedModel => ({
    model,
    ndcgs: Array.from({ length: targets }, (_, target) => ndcg(target)),
  });
  const noise = (target: number): number => (target % 2 === 0 ? 0.1 : -0.1);
  const themes = evaluated(themesModel, () => 0.3);
  const single = evaluated(singleModel("mutualAllocation"), () => 0.5);
  const linear = linearModel(["themeBm25"], [1]);

  test("is the learned one when it is clearly better than the best single feature", () => {
    expect(
      choose(
        themes,
        [single],
        evaluated(linear, (target) => 0.52 + noise(target)),
      ).model.kind,
    ).toBe("linear");
  });

  test("is the single feature when the learned one is better by less than a standard error", () => {
    expect(
      choose(
        themes,
        [single],
        evaluated(linear, (target) => 0.505 + noise(target)),
      ),
    ).toBe(single);
  });

  test("is themes when nothing is clearly better", () => {
    const lucky = evaluated(singleModel("activity"), (target) => 0.305 + noise(target));
    expect(
      choose(
        themes,
        [lucky],
        evaluated(linear, () => 0.2),
      ),
    ).toBe(themes);
  });

  test("is themes when fewer than twenty members could be evaluated", () => {
    const few = [evaluated(themesModel, () => 0, 19), evaluated(singleModel("activity"), () => 1, 19)] as const;
    expect(
      choose(
        few[0],
        [few[1]],
        evaluated(linear, () => 1, 19),
      ),
    ).toBe(few[0]);
  });
});

describe("a model", () => {
  const history = historyOf(4, {
    interests: [
      [0, 0],
      [1, 0],
      [2, 0],
      [2, 1],
      [3, 0],
    ],
    collaborations: [[1, 2]],
  });
  const features = new FeatureComputer().featuresOf(networkOf(history), 0);
  const orderBy = (model: Parameters<typeof scoreWith>[0]): number[] =>
    topPositions(scoreWith(model, features), features.candidates, 10).map((place) => features.candidates[place]!);

  test("of a single feature leaves equals to themes, and those that are still equal to the member's number", () => {
    // 2 has one more theme, which BM25 takes for less.
    expect(orderBy(singleModel("activity"))).toEqual([1, 2, 3]);
    expect(orderBy(themesModel)).toEqual([1, 3, 2]);
  });

  test("adds up its weights times each feature's share of the largest", () => {
    const scores = scoreWith(linearModel(["activity", "sharedThemes"], [2, -1]), features);
    expect([...features.candidates].map((member, place) => [member, scores[place]])).toEqual([
      [1, 1],
      [2, 1],
      [3, -1],
    ]);
  });
});

describe("NDCG", () => {
  test("is 1 for the best order, counts places by their logarithm and sees ten", () => {
    expect(ndcgOf([1, 2, 3], new Set([1, 2]))).toBe(1);
    expect(ndcgOf([3, 1], new Set([1]))).toBeCloseTo(1 / Math.log2(3), 12);
    expect(ndcgOf([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], new Set([10]))).toBe(0);
    expect(ndcgOf([], new Set())).toBe(0);
  });
});
