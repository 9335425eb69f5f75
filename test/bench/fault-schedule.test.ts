import { describe, expect, it } from "@jest/globals";
import { faultsWithin } from "../../bench/resume/schedule.js";
import { randomOf } from "../../src/domains/matchmaking/learning/random.js";

describe("the faults of the fault proof", () => {
  it("are the same for the same seed, and others for another", () => {
    expect(faultsWithin(60, randomOf(1))).toEqual(faultsWithin(60, randomOf(1)));
    expect(faultsWithin(60, randomOf(1))).not.toEqual(faultsWithin(60, randomOf(2)));
  });

  it("happen one after the other, within the time", () => {
    const times = faultsWithin(60, randomOf(1)).map(({ atMs }) => atMs);
    expect(times).toEqual(times.toSorted((one, other) => one - other));
    expect(times.every((atMs) => atMs >= 0 && atMs < 60_000)).toBe(true);
  });

  it("are of each kind at least one, however short the time", () => {
    const kinds = new Set(faultsWithin(5, randomOf(1)).map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(["cut", "kill", "pause", "restart", "stall"]);
  });
});
