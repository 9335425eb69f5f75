import { describe, expect, it } from "@jest/globals";
import { EventLoopPacer, type Pace } from "../../src/core/database/event-loop-pacer.js";

describe("the pacer of the event loop", () => {
  it("lets one piece of work run in each turn of the event loop, in order, and others between them", async () => {
    const pacer = new EventLoopPacer();
    const order: string[] = [];
    const work = async (name: string): Promise<void> => {
      await pacer.next("foreground");
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

  it("lets results that a client waits for go before others, of which one goes in every fourth turn", async () => {
    const pacer = new EventLoopPacer();
    const order: string[] = [];
    const work = async (pace: Pace): Promise<void> => {
      await pacer.next(pace);
      order.push(pace);
    };
    await Promise.all(
      (["foreground", "background", "background", "foreground", "foreground", "foreground"] as const).map(work),
    );
    expect(order).toEqual(["foreground", "foreground", "foreground", "foreground", "background", "background"]);
  });

  it("is free again when nobody waits", async () => {
    const pacer = new EventLoopPacer();
    expect(pacer.next("foreground")).toBeUndefined();
    await new Promise((resolve) => setImmediate(resolve));
    expect(pacer.next("foreground")).toBeUndefined();
  });
});
