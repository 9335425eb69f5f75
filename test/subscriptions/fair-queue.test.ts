import { describe, expect, it } from "@jest/globals";
import { FairQueue } from "../../src/core/subscriptions/fair-queue.js";

/** Work that is done when told to. */
function held() {
  const begun: string[] = [];
  const finish = new Map<string, () => void>();
  const work = (name: string) => () =>
    new Promise<void>((resolve) => {
      begun.push(name);
      finish.set(name, resolve);
    });
  const end = async (name: string): Promise<void> => {
    finish.get(name)!();
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { begun, work, end };
}

describe("turns", () => {
  it("keep each one's order, so many at a time, and let nobody wait for all that another has to do", async () => {
    const turns = new FairQueue(2);
    const { begun, work, end } = held();
    for (const name of ["a1", "a2", "a3", "b1", "c1"]) turns.add(name[0]!, work(name));
    expect([begun, turns.waiting("a"), turns.waiting("d"), turns.size]).toEqual([["a1", "b1"], 3, 0, 5]);
    await end("a1");
    await end("c1");
    expect(begun).toEqual(["a1", "b1", "c1", "a2"]);
    await end("a2");
    turns.add("a", work("a4"));
    expect(begun).toEqual(["a1", "b1", "c1", "a2", "a3"]);
    const done = turns.done();
    for (const name of ["a3", "a4", "b1"]) await end(name);
    await done;
    expect([begun.at(-1), turns.waiting("a"), turns.size]).toEqual(["a4", 0, 0]);
    await turns.done();
  });

  it("go on after work that fails", async () => {
    const turns = new FairQueue(1);
    const { begun, work } = held();
    turns.add("a", () => Promise.reject(new Error("mislukt")));
    turns.add("a", work("a2"));
    turns.add("b", work("b1"));
    await new Promise((resolve) => setImmediate(resolve));
    expect([begun, turns.waiting("a")]).toEqual([["b1"], 1]);
  });
});
