import { describe, expect, test } from "@jest/globals";
import type { FeatureName } from "../../../src/domains/matchmaking/learning/feature-names.js";
import { FeatureComputer } from "../../../src/domains/matchmaking/learning/features.js";
import { networkOf, type NetworkHistory } from "../../../src/domains/matchmaking/learning/history.js";
import { generated, historyOf } from "./networks.js";

function feature(history: NetworkHistory, target: number, name: FeatureName): Record<number, number> {
  const { candidates, values } = new FeatureComputer().featuresOf(networkOf(history), target);
  return Object.fromEntries([...candidates].map((member, place) => [member, values[name][place]!]));
}

const close = (expected: Record<number, number>): Record<number, unknown> =>
  Object.fromEntries(Object.entries(expected).map(([member, value]) => [member, expect.closeTo(value, 9) as unknown]));

// Theme 0 has members 0, 1 and 2; theme 1 has 0 and 1; theme 2 has 2; member 3 has none.
const themes = historyOf(4, {
  interests: [
    [0, 0, 1],
    [1, 0, 2],
    [2, 0, 1],
    [0, 1, 2],
    [1, 1, 2],
    [2, 2, 0],
  ],
});

describe("features of shared themes", () => {
  test.each<[FeatureName, Record<number, number>]>([
    ["sharedThemes", { 1: 2, 2: 1 }],
    ["themeJaccard", { 1: 1, 2: 1 / 3 }],
    ["themeIdf", { 1: Math.log(4 / 3) + Math.log(2), 2: Math.log(4 / 3) }],
    ["themeAdamicAdar", { 1: 1 / Math.log(3) + 1 / Math.log(2), 2: 1 / Math.log(3) }],
    // All who have themes have two, so that length changes nothing.
    ["themeBm25", { 1: Math.log(1 + 1.5 / 3.5) + Math.log(1 + 2.5 / 2.5), 2: Math.log(1 + 1.5 / 3.5) }],
    [
      "themeCosine",
      {
        1: 1,
        2: Math.log(4 / 3) ** 2 / (Math.hypot(Math.log(4 / 3), Math.log(2)) * Math.hypot(Math.log(4 / 3), Math.log(4))),
      },
    ],
    // 0 seeks theme 0, which 1 offers; 2 seeks it too; both 0 and 1 offer theme 1.
    ["complements", { 1: Math.log(1 + 1.5 / 3.5), 2: 0 }],
  ])("%s is what the formula says", (name, expected) => {
    expect(feature(themes, 0, name)).toEqual(close(expected));
  });
});

// 0 works with 1 and 2; both work with 3; 2 works with 4 too; 4 works with 5.
const graph = historyOf(6, {
  collaborations: [
    [0, 1],
    [2, 0],
    [1, 3],
    [2, 3],
    [2, 4],
    [4, 5],
  ],
});

describe("features of collaborations", () => {
  test.each<[FeatureName, Record<number, number>]>([
    ["mutualAdamicAdar", { 3: 1 / Math.log(2) + 1 / Math.log(3), 4: 1 / Math.log(3), 5: 0 }],
    ["mutualAllocation", { 3: 1 / 2 + 1 / 3, 4: 1 / 3, 5: 0 }],
    ["mutualCosine", { 3: 2 / Math.sqrt(2 * 2), 4: 1 / Math.sqrt(2 * 2), 5: 0 }],
    // By way of 4, who is reached with a third and has two collaborators.
    ["threeSteps", { 3: 0, 4: 0, 5: 1 / 6 }],
    ["activity", { 3: Math.log(3), 4: Math.log(3), 5: Math.log(2) }],
  ])("%s is what the formula says", (name, expected) => {
    expect(feature(graph, 0, name)).toEqual(close(expected));
  });

  test("a collaboration that stands there twice, or of a member with themselves, counts once or not", () => {
    const twice = historyOf(6, {
      collaborations: [
        ...[...graph.collaborations.from].map((a, row): [number, number] => [graph.collaborations.to[row]!, a]),
        [0, 1],
        [2, 0],
        [1, 3],
        [2, 3],
        [2, 4],
        [4, 5],
        [3, 3],
      ],
    });
    expect(feature(twice, 0, "mutualAllocation")).toEqual(feature(graph, 0, "mutualAllocation"));
  });
});

describe("features of gatherings and places of work", () => {
  const history = historyOf(5, {
    attendances: [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
      [2, 1],
    ],
    organisations: [7, -1, -1, 7, -1],
    sectors: [1, 2, 1, -1, 1],
  });

  test("a small gathering says more than a large one", () => {
    expect(feature(history, 0, "gatherings")).toEqual(close({ 1: 1 / 2 + 1 / 3, 2: 1 / 3, 3: 0 }));
    expect(feature(history, 0, "gatheringCosine")).toEqual(close({ 1: 1, 2: 1 / Math.sqrt(2), 3: 0 }));
  });

  test("who works at the same place is a candidate; who is in the same sector is not for that alone", () => {
    expect(feature(history, 0, "sameOrganisation")).toEqual({ 1: 0, 2: 0, 3: 1 });
    expect(feature(history, 0, "sameSector")).toEqual({ 1: 0, 2: 1, 3: 0 });
  });
});

describe("candidates", () => {
  const history = generated(300, 900, (member, random) => (member + 1 + Math.floor(random() * 20)) % 300);
  const network = networkOf(history);
  const read = (computer: FeatureComputer, target: number, nominated?: number[]) => {
    const { candidates, values } = computer.featuresOf(network, target, nominated);
    return new Map([...candidates].map((m, i) => [m, Object.values(values).map((column) => column[i]!)]));
  };

  test("are neither the target nor who collaborates with them", () => {
    const { starts, items } = network.collaborators;
    const computer = new FeatureComputer();
    for (let target = 0; target < 300; target++) {
      const found = read(computer, target);
      for (const known of [target, ...items.subarray(starts[target], starts[target + 1])])
        expect(found.has(known)).toBe(false);
    }
  });

  test("have the same features whoever was asked about before", () => {
    const kept = new FeatureComputer();
    for (let target = 0; target < 300; target++) read(kept, target);
    for (const target of [0, 17, 299]) expect(read(kept, target)).toEqual(read(new FeatureComputer(), target));
  });

  test("have the same features when they are nominated as when all are looked at", () => {
    const computer = new FeatureComputer();
    const all = read(computer, 5);
    const some = read(computer, 5, [...all.keys()].slice(0, 10));
    expect(some.size).toBeLessThan(all.size);
    for (const [member, values] of some) expect(values).toEqual(all.get(member));
  });
});
