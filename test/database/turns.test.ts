import { describe, expect, it } from "@jest/globals";
import { Turns } from "../../src/core/database/turns.js";

describe("turns", () => {
  it("let one piece of work run in each turn of the event loop, in order, and others between them", async () => {
    const turns = new Turns();
    const order: string[] = [];
    const work = async (name: string): Promise<void> => {
      await turns.take();
      order.push(name);
    };
    const all = ["a", "b", "c"].map(work);
    setImmediate(() => {
      order.push("other");
      setImmediate(() => order.push("another"));
    });
    await Promise.all(all);
    expect(order).toEqual(["a", "b", "other", "c"]);
  });

  it("are free again when nobody waits", async () => {
    const turns = new Turns();
    expect(turns.take()).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    expect(turns.take()).toBeUndefined();
  });
});
