import { describe, expect, it } from "@jest/globals";
import { buildSchema, parse } from "graphql";
import { pino } from "pino";
import type { Budget } from "../../src/core/budget/budgets.js";
import type { Payer } from "../../src/core/budget/payer.js";
import { ServiceTime } from "../../src/core/budget/service-time.js";
import { QueuedBytes } from "../../src/core/subscriptions/queued-bytes.js";
import type { HubServices } from "../../src/core/subscriptions/hub.services.js";
import { Language } from "../../src/core/texts/language.js";
import { ownAudience, type Audience } from "../../src/core/subscriptions/audience.js";
import { EventDispatcher } from "../../src/core/subscriptions/event-dispatcher.js";
import type { LoggedEvent } from "../../src/core/event-log/events.js";
import { Group } from "../../src/core/subscriptions/group.js";
import type { SubscriptionDefinition } from "../../src/core/subscriptions/subscription-definition.js";
import {
  subscriptionOperation,
  type SubscriptionOperation,
} from "../../src/core/subscriptions/subscription-operation.js";
import { SubscriberRegistry } from "../../src/core/subscriptions/subscriber-registry.js";
import { Subscriber } from "../../src/core/subscriptions/subscriber.js";

const schema = buildSchema("type Query { a: Int } type Subscription { count: Int }");
const everybody: Audience = { key: "everybody", callerId: null, language: Language.NL, isIndividual: false };
const log = pino({ level: "silent" });
const billing = { payer: { key: "address:127.0.0.1", limit: 1_000 }, cost: 3 };

const event = (position: number): LoggedEvent => ({
  position,
  kind: "member.updated",
  subjectId: "",
  data: {},
  occurredAt: new Date(0),
});

/** A group whose events are told by `tell`, with subscribers who have had all up to these positions. */
function grouped(audience: Audience, tell: SubscriptionDefinition["resolvePayload"], ...positions: number[]) {
  const received: number[] = [];
  const want = { topics: null, where: null, matches: () => true };
  const field: SubscriptionDefinition = {
    name: "count",
    kinds: ["member.updated"],
    topicsOf: () => [],
    ownersOf: () => [],
    filterFor: () => Promise.resolve(want),
    resolvePayload: tell,
  };
  const operation = subscriptionOperation(
    { schema, document: parse("subscription { count }") },
    new Map([["count", field]]),
    5,
  ) as SubscriptionOperation;
  const group = new Group("", operation, want, audience);
  const sink = {
    isFull: () => false,
    whenDrained: () => undefined,
    send: (result: string) => void received.push((JSON.parse(result) as { data: { count: number } }).data.count),
  };
  const subscribers = positions.map(
    (position) =>
      new Subscriber(sink, null, { position, cursor: `${position}`, held: false }, billing, new QueuedBytes()),
  );
  for (const subscriber of subscribers) group.subscribers.add(subscriber);
  return { group, subscribers, received };
}

/** Delivers on a budget of so much. */
function delivering(budget = Number.POSITIVE_INFINITY) {
  const failed: [Subscriber, unknown][] = [];
  let left = budget;
  const debit = (_payer: Payer, cost: number): Budget | null => {
    if (left < cost) return { remaining: left, resetAt: new Date(60_000), retryAfterSeconds: 7 };
    left -= cost;
    return null;
  };
  const services = () =>
    ({
      database: {},
      newId: () => "id",
      budgets: { debit, limits: { second: 0 } },
      serviceTime: new ServiceTime(),
    }) as unknown as HubServices;
  const delivery = new EventDispatcher(services, log, {
    present: new SubscriberRegistry(),
    fail: (subscriber, fault) => {
      failed.push([subscriber, fault]);
      subscriber.fail(fault);
    },
    leave: () => undefined,
  });
  return { delivery, failed };
}

describe("an event that cannot be told", () => {
  it("ends those who wait for it, and nobody who has had it by a replay", async () => {
    const { delivery, failed } = delivering();
    const fault = new Error("mislukt");
    const { group, subscribers } = grouped(everybody, () => Promise.reject(fault), 4, 5);
    await delivery.deliver(event(5), [group]);
    expect(failed).toEqual([[subscribers[0], fault]]);
  });
});

describe("a delivery", () => {
  it("is charged to each subscriber, who gets RATE_LIMITED and the cursor when the budget is used up", async () => {
    const { delivery } = delivering(10);
    let executed = 0;
    const { group, subscribers, received } = grouped(
      everybody,
      (_ctx, { position }) => Promise.resolve({ count: position + 0 * executed++ }),
      ...[0, 0, 0, 0],
    );
    await delivery.deliver(event(1), [group]);
    expect(received).toEqual([1, 1, 1]);
    const faults = subscribers.map((subscriber) => {
      let ended: unknown;
      if (subscriber.isOver) subscriber.whenEnded((fault) => (ended = fault));
      return ended;
    });
    const refused = { extensions: { code: "RATE_LIMITED", retryAfterSeconds: 7, cursor: "0" } };
    expect(faults).toMatchObject([undefined, undefined, undefined, refused]);
    // Nobody can pay for the next: it is not executed.
    for (const subscriber of subscribers) if (subscriber.isOver) group.subscribers.delete(subscriber);
    await delivery.deliver(event(2), [group]);
    expect([executed, received, subscribers.every(({ isOver }) => isOver)]).toEqual([1, [1, 1, 1], true]);
  });

  it("is executed for eight groups at a time, however many there are", async () => {
    const { delivery } = delivering();
    let [running, most] = [0, 0];
    const counted: SubscriptionDefinition["resolvePayload"] = async (_ctx, { position }) => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setImmediate(resolve));
      running--;
      return { count: position };
    };
    const groups = Array.from({ length: 100 }, () => grouped(everybody, counted, 0));
    await delivery.deliver(
      event(1),
      groups.map(({ group }) => group),
    );
    expect(most).toBe(8);
    expect(groups.flatMap(({ received }) => received)).toEqual(Array(100).fill(1));
  });
});

describe("who is told alone", () => {
  it("is told to come back when a thousand events wait for them already", async () => {
    const { delivery, failed } = delivering();
    let go = (): void => undefined;
    const held = new Promise<void>((resolve) => (go = resolve));
    const telling: SubscriptionDefinition["resolvePayload"] = async (_ctx, { position }) => {
      await held;
      return { count: position };
    };
    const alone = grouped(ownAudience("ada", Language.NL), telling, 0);
    for (let n = 1; n <= 1_000; n++) await delivery.deliver(event(n), [alone.group]);
    expect(failed).toEqual([]);
    await delivery.deliver(event(1_001), [alone.group]);
    expect(failed).toMatchObject([[alone.subscribers[0], { extensions: { code: "UNAVAILABLE" } }]]);
    go();
    await delivery.done();
    // What has not been told by then is none of theirs any more: they ask for it anew.
    expect(alone.received).toEqual([]);
  });
});
