import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse } from "graphql";
import { pino } from "pino";
import type { BudgetContext } from "../../src/core/budget/budget.services.js";
import { ServiceTime } from "../../src/core/budget/service-time.js";
import type { HubServices } from "../../src/core/subscriptions/hub.services.js";
import { Language } from "../../src/core/texts/language.js";
import { beginning, encodeCursor, eventCursor, decodeCursor } from "../../src/core/event-log/log-cursor.js";
import type { LoggedEvent } from "../../src/core/event-log/events.js";
import type { LogFollower } from "../../src/core/event-log/log-follower.js";
import { SubscriptionHub } from "../../src/core/subscriptions/subscription-hub.js";
import {
  defineSubscription,
  type SubscriptionDefinition,
} from "../../src/core/subscriptions/subscription-definition.js";
import {
  subscriptionOperation,
  type SubscriptionOperation,
} from "../../src/core/subscriptions/subscription-operation.js";
import type { Sink, Subscriber } from "../../src/core/subscriptions/subscriber.js";

/** A log in memory with the part of EventLogReader that SubscriptionHub uses; commits and hands out when told. */
class MemoryLog {
  head = 0;
  readonly log: LoggedEvent[] = [];
  readonly followers = new Set<LogFollower>();
  /** Nothing of it was dropped. */
  readonly database = {
    reads: {
      query: ({ values }: { values: unknown[] }) =>
        Promise.resolve([
          { position: "0", start: "0", occurredAt: this.log[Number(values[0]) - 1]?.occurredAt ?? null },
        ]),
    },
  };
  beforeRead = (): void => undefined;

  commit(kind: "member.joined" | "member.updated" = "member.joined"): void {
    this.log.push({ position: this.log.length + 1, kind, subjectId: "", data: {}, occurredAt: new Date(0) });
  }
  handOut(): void {
    for (const event of this.log.slice(this.head)) {
      this.head = event.position;
      for (const { onEvent } of this.followers) onEvent(event);
    }
  }
  get cursor(): string {
    return encodeCursor({ position: this.head, fingerprint: "0" });
  }
  follow(follower: LogFollower): () => void {
    this.followers.add(follower);
    return () => this.followers.delete(follower);
  }
  end(): Promise<number> {
    return Promise.resolve(this.log.length);
  }
  after(position: number, kinds: string[], max: number): Promise<LoggedEvent[]> {
    const page = this.log.slice(position).filter(({ kind }) => kinds.includes(kind));
    this.beforeRead();
    return Promise.resolve(page.slice(0, max));
  }
}

const schema = buildSchema("type Query { a: Int } type Subscription { count(after: String): Int }");
const count = defineSubscription({
  name: "count",
  kinds: ["member.joined"],
  topicsOf: () => [],
  ownersOf: () => [],
  filterFor: () => Promise.resolve({ topics: null, where: null, matches: () => true }),
  resolvePayload: (ctx, event) => counted(ctx, event),
});
const counted = (_ctx: unknown, { position }: LoggedEvent): Promise<object> =>
  Promise.resolve({ count: (++told, position + raisedBy) });
/** How often an event was told, and by what its count has been raised since it was committed. */
let told = 0;
let raisedBy = 0;
const document = parse("subscription ($after: String) { count(after: $after) }");

/** A client that reads when told to. */
class Client implements Sink {
  readonly received: number[] = [];
  isReading = true;
  #drained: (() => void)[] = [];

  isFull = (): boolean => !this.isReading;
  whenDrained = (then: () => void): void => void this.#drained.push(then);
  send = (result: string): void => {
    this.received.push((JSON.parse(result) as { data: { count: number } }).data.count);
  };
  read(): void {
    this.isReading = true;
    for (const then of this.#drained.splice(0)) then();
  }
}

const turns = async (): Promise<void> => {
  for (let n = 0; n < 30; n++) await new Promise((resolve) => setImmediate(resolve));
};

/** With so much to spend, a unit for each event. */
function started(log: MemoryLog, budget = Infinity, tell: SubscriptionDefinition["resolvePayload"] = counted) {
  const services = {
    database: {},
    events: log,
    newId: () => "id",
    budgets: { debit: () => null, limits: { second: 0 } },
    serviceTime: new ServiceTime(),
  } as unknown as HubServices;
  const fields = new Map([["count", { ...count, resolvePayload: tell }]]);
  const live = new SubscriptionHub(() => services, { definitions: fields, isolation: [] }, pino({ level: "silent" }));
  live.start();
  const follow = async (after: number | null): Promise<{ client: Client; subscriber: Subscriber }> => {
    const client = new Client();
    const cursor = after === null ? null : at(after);
    const operation = subscriptionOperation(
      { schema, document, variableValues: { after: cursor } },
      fields,
      5,
    ) as SubscriptionOperation;
    const short = { remaining: 0, resetAt: new Date(0), retryAfterSeconds: 7 };
    const spend = () => Promise.resolve(budget-- > 0 ? null : short);
    const budgets = { limits: { member: 1, anonymous: 1 }, spend };
    const from = { callerId: null, client: { address: "", userAgent: null }, language: Language.NL, requestId: "r" };
    const ctx = { ...from, budgets, bill: {} } as unknown as BudgetContext;
    return { client, subscriber: await live.subscribe(ctx, operation, client) };
  };
  return { live, follow };
}

const end = (subscriber: Subscriber): Promise<unknown> => new Promise((resolve) => subscriber.whenEnded(resolve));

const at = (position: number): string => encodeCursor(position === 0 ? beginning : { position, fingerprint: "0" });

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, n) => first + n);

describe("a subscription that goes on after a cursor", () => {
  it("joins replay and live whenever the commits and their handing out fall", async () => {
    // Every pattern of [commit, hand out] between the reads of a replay.
    for (let pattern = 0; pattern < 64; pattern++) {
      const log = new MemoryLog();
      for (let n = 0; n < 3; n++) log.commit();
      const { live, follow } = started(log);
      if (pattern & 1) log.handOut();
      let read = 0;
      log.beforeRead = () => {
        if (pattern & (2 << read)) log.commit();
        if (pattern & (8 << read)) log.handOut();
        read++;
      };
      const { client } = await follow(0);
      await turns();
      log.commit();
      log.handOut();
      await turns();
      expect([pattern, ...client.received]).toEqual([pattern, ...upTo(log.log.length)]);
      await live.stop();
    }
  });

  it("replays more than a page, at the pace of its client, and then goes on", async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 1234; n++) log.commit();
    const { live, follow } = started(log);
    log.handOut();
    const { client } = await follow(34);
    client.isReading = false;
    await turns();
    expect(client.received.length).toBeLessThan(1200);
    client.read();
    while (client.received.length < 1200) await turns();
    log.commit();
    log.handOut();
    await turns();
    expect(client.received).toEqual(upTo(1235, 35));
    await live.stop();
  });

  it("reads once for all who go on at the same time, and anew when something has changed since", async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 3; n++) log.commit();
    log.handOut();
    const { live, follow } = started(log);
    const before = told;
    const replays = [];
    for (let n = 0; n < 20; n++) replays.push((await follow(0)).client);
    await turns();
    expect([told - before, ...replays.map(({ received }) => received.length)]).toEqual([3, ...replays.map(() => 3)]);
    raisedBy = 10;
    log.commit("member.updated");
    log.handOut();
    const { client } = await follow(0);
    await turns();
    raisedBy = 0;
    expect(client.received).toEqual([11, 12, 13]);
    await live.stop();
  });

  it("is refused for what is not a cursor of this log", async () => {
    const { live, follow } = started(new MemoryLog());
    await expect(follow(1)).rejects.toMatchObject({ extensions: { code: "INVALID_CURSOR" } });
    expect(decodeCursor(eventCursor({ position: 42, occurredAt: new Date(36) }))).toEqual({
      position: 42,
      fingerprint: "10",
    });
    for (const cursor of ["", "abc", Buffer.from("event:01:").toString("base64url")])
      expect(() => decodeCursor(cursor)).toThrow();
    await live.stop();
  });
});

describe("many who catch up at once", () => {
  it("read the log a few at a time, each to its end", async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 450; n++) log.commit();
    let [reading, most] = [0, 0];
    const after = log.after.bind(log);
    log.after = async (...asked) => {
      most = Math.max(most, ++reading);
      await new Promise((resolve) => setImmediate(resolve));
      reading--;
      return after(...asked);
    };
    const { live, follow } = started(log);
    log.handOut();
    const all = await Promise.all(Array.from({ length: 20 }, () => follow(0)));
    while (all.some(({ client }) => client.received.length < 450)) await turns();
    for (const { client } of all) expect(client.received).toEqual(upTo(450));
    expect(most).toBe(3);
    await live.stop();
  });

  it("pay for each event that they are told, and go on where what they can pay for ended", async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 100; n++) log.commit();
    const { live, follow } = started(log, 70);
    const { client, subscriber } = await follow(0);
    const fault = await end(subscriber);
    expect(client.received).toEqual(upTo(70));
    expect(fault).toMatchObject({ extensions: { code: "RATE_LIMITED", retryAfterSeconds: 7, cursor: at(70) } });
    await live.stop();
  });
});

describe("events that cannot be delivered as fast as they are read", () => {
  it("are counted, with how long the oldest has waited", async () => {
    const log = new MemoryLog();
    let tell = (): void => undefined;
    const { live, follow } = started(log, undefined, async (_ctx, { position }) => {
      await new Promise<void>((resolve) => (tell = resolve));
      return { count: position };
    });
    const { client } = await follow(null);
    await turns();
    expect(live.backlog).toEqual({ events: 0, seconds: 0, alone: 0 });
    for (let n = 0; n < 3; n++) log.commit();
    log.handOut();
    await turns();
    const [waiting, before] = [live.backlog, live.backlog.seconds];
    expect(waiting).toEqual({ events: 3, seconds: expect.any(Number), alone: 0 });
    expect(before).toBeGreaterThan(0);
    for (const left of [2, 1, 0]) {
      tell();
      await turns();
      expect(live.backlog.events).toBe(left);
    }
    expect(client.received).toEqual(upTo(3));
    await live.stop();
  });
});

describe("a subscriber that does not read", () => {
  it("is let go of past the bound and told where to go on, while another misses nothing", async () => {
    const log = new MemoryLog();
    const { live, follow } = started(log);
    const [stuck, reading] = [await follow(null), await follow(null)];
    for (let n = 0; n < 5; n++) log.commit();
    log.handOut();
    await turns();
    stuck.client.isReading = false;
    for (let n = 0; n < 1001; n++) log.commit();
    log.handOut();
    while (reading.client.received.length < 1006) await turns();
    await expect(end(stuck.subscriber)).resolves.toMatchObject({
      extensions: { code: "SLOW_CONSUMER", cursor: at(5) },
    });
    expect([reading.client.received, live.subscriberCount]).toEqual([upTo(1006), 1]);
    const resumed = await follow(5);
    while (resumed.client.received.length < 1001) await turns();
    expect(resumed.client.received).toEqual(upTo(1006, 6));
    await live.stop();
  });

  it("that reads again before is told what waited, in order", async () => {
    const log = new MemoryLog();
    const { live, follow } = started(log);
    const { client } = await follow(null);
    client.isReading = false;
    for (let n = 0; n < 900; n++) log.commit();
    log.handOut();
    await turns();
    expect(client.received).toEqual([]);
    client.read();
    log.commit();
    log.handOut();
    await turns();
    while (client.received.length < 901) await turns();
    expect(client.received).toEqual(upTo(901));
    await live.stop();
  });
});

describe("a subscription that was left", () => {
  it("is told nothing any more, also while it still catches up", async () => {
    const log = new MemoryLog();
    for (let n = 0; n < 10; n++) log.commit();
    const { live, follow } = started(log);
    const { client, subscriber } = await follow(0);
    live.leave(subscriber);
    await end(subscriber);
    const { length } = client.received;
    log.handOut();
    log.commit();
    log.handOut();
    await turns();
    expect([client.received.length, live.subscriberCount, live.groupCount]).toEqual([length, 0, 0]);
    await live.stop();
    expect(log.followers.size).toBe(0);
  });
});
