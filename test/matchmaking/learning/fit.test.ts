import { describe, expect, test } from "@jest/globals";
import { fitWeights, type TrainingExample } from "../../../src/domains/matchmaking/learning/fit.js";
import { randomOf } from "../../../src/domains/matchmaking/learning/random.js";

const rows = (...values: number[][]): Float64Array[] => values.map((row) => Float64Array.from(row));

/** Lessons whose chosen rows were drawn by the conditional logit with these weights. */
function drawn(truth: number[], count: number): TrainingExample[] {
  const random = randomOf(3);
  return Array.from({ length: count }, () => {
    const all = Array.from({ length: 10 }, () => Float64Array.from(truth, random));
    const odds = all.map((row) => Math.exp(row.reduce((sum, value, f) => sum + truth[f]! * value, 0)));
    let left = random() * odds.reduce((sum, value) => sum + value, 0);
    const chosen = odds.findIndex((value) => (left -= value) <= 0);
    const others = all.filter((_, place) => place !== chosen);
    return { chosen: [all[chosen]!], others, standsFor: new Float64Array(others.length).fill(1) };
  });
}

describe("fitting weights", () => {
  test("finds those that the choices were made with", () => {
    const weights = fitWeights(drawn([4, -2, 0], 4_000), 3, 1);
    [4, -2, 0].forEach((truth, f) => expect(Math.abs(weights[f]! - truth)).toBeLessThan(0.3));
  });

  test("with one other is the pairwise logistic: at its minimum the slope is the ridge's", () => {
    const example: TrainingExample = { chosen: rows([1]), others: rows([0]), standsFor: Float64Array.of(1) };
    const [weight] = fitWeights([example], 1, 0.1);
    // Half of the spread of 0 and 1 is a quarter.
    expect(1 / (1 + Math.exp(weight!))).toBeCloseTo(0.1 * 0.25 * weight!, 6);
  });

  test("gives no weight to what nobody has, and stays finite when the choice is never in doubt", () => {
    const examples = Array.from({ length: 500 }, (): TrainingExample => ({
      chosen: rows([1, 0], [0, 0]),
      others: rows([0, 0], [0, 0]),
      standsFor: Float64Array.of(1, 1_000),
    }));
    const [first, second] = fitWeights(examples, 2, 1e-6);
    expect(first).toBeGreaterThan(1);
    expect(Number.isFinite(first)).toBe(true);
    expect(second).toBe(0);
  });

  test("one who stands for many weighs as many", () => {
    const [a, b] = rows([1], [0]);
    const examples: TrainingExample[] = [
      { chosen: [a!], others: [b!], standsFor: Float64Array.of(3) },
      { chosen: [b!], others: [a!], standsFor: Float64Array.of(1) },
    ];
    // Where 3 / (x + 3) = x / (x + 1), with x = e to the weight.
    expect(fitWeights(examples, 1, 1e-9)[0]).toBeCloseTo(Math.log(3) / 2, 5);
  });
});
