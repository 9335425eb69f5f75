import { describe, expect, it } from "@jest/globals";
import { Channel } from "../../src/live/channel.js";
import { eventCursor, positionOf } from "../../src/live/cursor.js";
import type { EventHandler, EventStream, LoggedEvent } from "../../src/live/event-stream.js";
import { follow } from "../../src/live/follow.js";

/** A log in memory with the part of EventStream's face that `follow` uses; commits and hands out when told. */
class MemoryLog {
  head = 0;
  readonly log: LoggedEvent[] = [];
  readonly handlers = new Set<EventHandler>();
  beforeRead = (): void => undefined;

  commit(): void {
    this.log.push({ position: this.log.length + 1, kind: "idea.posted", subjectId: "", data: {} });
  }
  handOut(): void {
    for (const event of this.log.slice(this.head)) {
      this.head = event.position;
      for (const handler of this.handlers) handler(event);
    }
  }
  attach(handler: EventHandler): () => void {
    this.handlers.add(handler);
    return () => this.handlers.delete(handler);
  }
  end(): Promise<number> {
    return Promise.resolve(this.log.length);
  }
  after(position: number, _kinds: string[], most: number): Promise<LoggedEvent[]> {
    const page = this.log.slice(position, position + most);
    this.beforeRead();
    return Promise.resolve(page);
  }
}

const all = { kinds: ["idea.posted"], matches: () => true };
const streamOf = (log: MemoryLog) => log as unknown as EventStream;

async function take(events: AsyncIterator<LoggedEvent>, count: number): Promise<number[]> {
  const positions: number[] = [];
  while (positions.length < count)
    positions.push(((await events.next()) as IteratorYieldResult<LoggedEvent>).value.position);
  return positions;
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe("following the log", () => {
  it("joins replay and live whenever the commits and their handing out fall", async () => {
    // Every pattern of [commit, hand out] between the reads of a replay, for a log of growing length.
    for (let pattern = 0; pattern < 64; pattern++) {
      const log = new MemoryLog();
      for (let n = 0; n < 3; n++) log.commit();
      if (pattern & 1) log.handOut();
      let read = 0;
      log.beforeRead = () => {
        if (pattern & (2 << read)) log.commit();
        if (pattern & (8 << read)) log.handOut();
        read++;
      };
      const events = await follow(streamOf(log), { ...all, after: eventCursor(0) });
      const seen = await take(events, 3);
      log.commit();
      while (seen.length < log.log.length) {
        // Asked for first, so that the reader may also lag behind what the replay has read when the two are joined.
        const next = take(events, 1);
        await new Promise((resolve) => setImmediate(resolve));
        log.handOut();
        seen.push(...(await next));
      }
      expect([pattern, ...seen]).toEqual([pattern, ...upTo(log.log.length)]);
      await events.return!();
      expect(log.handlers.size).toBe(0);
    }
  });

  it("replays more than a page", async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 1234; n++) log.commit();
    log.handOut();
    const events = await follow(streamOf(log), { ...all, after: eventCursor(34) });
    expect(await take(events, 1200)).toEqual(upTo(1234, 35));
    await events.return!();
  });

  it("lets go of a subscriber that does not read, and tells it where to go on", async () => {
    const log = new MemoryLog();
    const events = await follow(streamOf(log), { ...all, after: null });
    const others = await follow(streamOf(log), { ...all, after: null });
    for (let n = 0; n < 5; n++) log.commit();
    log.handOut();
    expect(await take(events, 5)).toEqual(upTo(5));
    for (let n = 0; n < 1001; n++) {
      log.commit();
      log.handOut();
      if (n === 0) expect(await take(others, 6)).toEqual(upTo(6));
      else await take(others, 1);
    }
    await expect(events.next()).rejects.toMatchObject({
      extensions: { code: "SLOW_CONSUMER", cursor: eventCursor(5) },
    });
    expect(log.handlers.size).toBe(1);
    const resumed = await follow(streamOf(log), { ...all, after: eventCursor(5) });
    expect(await take(resumed, 1001)).toEqual(upTo(1006, 6));
    await others.return!();
    await resumed.return!();
    expect(log.handlers.size).toBe(0);
  });

  it("ends at once when it is let go of while it waits", async () => {
    const log = new MemoryLog();
    const events = await follow(streamOf(log), { ...all, after: null });
    const waiting = events.next();
    await events.return!();
    expect(await waiting).toEqual({ done: true, value: undefined });
    expect(log.handlers.size).toBe(0);
  });

  it("refuses what is not a cursor of this log", async () => {
    const log = new MemoryLog();
    for (const after of ["", "abc", eventCursor(1), Buffer.from("event:01").toString("base64url")])
      await expect(follow(streamOf(log), { ...all, after })).rejects.toMatchObject({
        extensions: { code: "INVALID_CURSOR" },
      });
    expect(positionOf(eventCursor(42))).toBe(42);
  });
});

describe("a channel", () => {
  it("holds up to its bound and then lets go of everything", async () => {
    const channel = new Channel<number>(2);
    channel.push(1);
    channel.push(2);
    expect(await channel.next()).toEqual({ end: null, item: 1 });
    channel.push(3);
    channel.push(4);
    expect(await channel.next()).toEqual({ end: "overflow" });
    expect(await channel.next()).toEqual({ end: "overflow" });
  });
});
