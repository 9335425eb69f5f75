import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import type { Database } from "../../src/core/database/database.js";
import { EventLogReader } from "../../src/core/event-log/event-log-reader.js";

/** A log in memory that answers when told to, read by a stream that has no connection of its own and does not poll. */
class MemoryLog {
  committed = 0;
  /** When all of it happened. */
  at = new Date(0);
  notified = 0;
  readonly #reads: (() => void)[] = [];

  query = async ({ text, values }: { text: string; values: unknown[] }): Promise<object[]> => {
    if (text.includes("pg_notify")) return (void this.notified++, []);
    const [from, most] = (text.includes("DESC") ? [this.committed, 1] : values.map(Number)) as [number, number];
    const rows = Array.from({ length: this.committed }, (_, n) => ({ position: `${n + 1}`, occurredAt: this.at }));
    await new Promise<void>((resolve) => this.#reads.push(resolve));
    return rows.filter(({ position }) => Number(position) >= from).slice(0, most);
  };
  get reading(): number {
    return this.#reads.length;
  }
  /** Answers whoever reads now. */
  async answer(): Promise<void> {
    for (const read of this.#reads.splice(0)) read();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

let log: MemoryLog;
let events: EventLogReader;
beforeEach(() => {
  log = new MemoryLog();
  events = new EventLogReader({ reads: log } as unknown as Database, "", pino({ level: "silent" }));
});
afterEach(async () => {
  const stopped = events.stop();
  await log.answer();
  await stopped;
});

describe("the reader of the log", () => {
  it("reads again when something is committed while it reads", async () => {
    events.wake();
    while (log.reading === 0) await new Promise((resolve) => setImmediate(resolve));
    log.committed = 1;
    events.wake();
    await log.answer();
    expect([events.head, log.reading]).toEqual([0, 1]);
    await log.answer();
    expect(events.head).toBe(1);
  });

  it("reads on until there is no more, however much there is", async () => {
    log.committed = 1_700;
    events.wake();
    do await log.answer();
    while (log.reading > 0);
    expect(events.head).toBe(1_700);
  });

  it("wakes the others at once, and for all that follows soon once more", async () => {
    for (let n = 0; n < 50; n++) events.wake();
    await log.answer();
    expect(log.notified).toBe(1);
    while (log.notified < 2) await log.answer();
    await log.answer();
    expect(log.notified).toBe(2);
  });

  it.each([
    ["is not there any more", { committed: 2 }],
    ["is another one", { at: new Date(1) }],
  ])("begins anew when the last event that it read %s, and tells so", async (_, lost) => {
    let resets = 0;
    events.follow({ onEvent: () => undefined, onReset: () => void resets++ });
    log.committed = 3;
    events.wake();
    while (events.head < 3) await log.answer();
    Object.assign(log, lost);
    events.wake();
    while (resets === 0) await log.answer();
    expect(events.head).toBe(log.committed);
  });
});
