import { describe, expect, it } from "@jest/globals";
import { QueuedBytes } from "../../src/core/subscriptions/queued-bytes.js";
import { Subscriber, type DeliveredResult, type Sink } from "../../src/core/subscriptions/subscriber.js";

const mebibyte = 1024 * 1024;

/** A client that takes so many results before it is full, and lets more in when told to. */
class Client implements Sink {
  readonly received: string[] = [];
  room = 0;
  #waiting: (() => void)[] = [];

  isFull = (): boolean => this.room <= 0;
  whenDrained = (then: () => void): void => void this.#waiting.push(then);
  send = (_result: string, cursor: string): void => {
    this.room--;
    this.received.push(cursor);
  };
  /** Tells of the room that is there. */
  drain(): void {
    for (const then of this.#waiting.splice(0)) then();
  }
}

const billing = { payer: { key: "address:", limit: 1 }, cost: 1 };

const subscriberOf = (client: Client, held = false, queued = new QueuedBytes()): Subscriber =>
  new Subscriber(client, null, { position: 0, cursor: "0", held }, billing, queued);

const delivery = (position: number, bytes = 1): DeliveredResult => ({
  position,
  cursor: `${position}`,
  result: "x".repeat(bytes),
});

describe("what waits for a subscriber", () => {
  it("is at most 4 MiB, of however few events", () => {
    const subscriber = subscriberOf(new Client());
    for (let n = 1; n <= 4; n++) subscriber.deliver(delivery(n, mebibyte));
    expect(subscriber.isOver).toBe(false);
    subscriber.deliver(delivery(5));
    let fault: unknown;
    subscriber.whenEnded((ended) => (fault = ended));
    expect(fault).toMatchObject({ extensions: { code: "SLOW_CONSUMER", cursor: "0" } });
  });

  it("is bounded alike while it catches up", () => {
    const subscriber = subscriberOf(new Client(), true);
    for (let n = 1; n <= 5; n++) subscriber.deliver(delivery(n, mebibyte));
    expect(subscriber.isOver).toBe(true);
  });

  it("does not count any more once it was read", () => {
    const client = new Client();
    const subscriber = subscriberOf(client);
    for (let n = 1; n <= 20; n++) {
      subscriber.deliver(delivery(n, mebibyte));
      client.room = 1;
      client.drain();
    }
    expect([subscriber.isOver, client.received.length]).toEqual([false, 20]);
  });

  it("comes before what is delivered when there is room already, and nobody has told of it yet", () => {
    const client = new Client();
    const subscriber = subscriberOf(client);
    subscriber.deliver(delivery(1));
    client.room = 10;
    subscriber.deliver(delivery(2));
    client.drain();
    expect(client.received).toEqual(["1", "2"]);
  });

  it("is written as far as there is room, and the rest when there is more", () => {
    const client = new Client();
    const subscriber = subscriberOf(client);
    for (let n = 1; n <= 5; n++) subscriber.deliver(delivery(n));
    client.room = 2;
    client.drain();
    expect(client.received).toEqual(["1", "2"]);
    client.room = 10;
    client.drain();
    expect(client.received).toEqual(["1", "2", "3", "4", "5"]);
  });
});

describe("what waits for all subscribers of a process", () => {
  it("is bounded, and a result that waits for many counts once", () => {
    const queued = new QueuedBytes(2 * mebibyte);
    const subscribers = Array.from({ length: 10 }, () => subscriberOf(new Client(), true, queued));
    const shared = delivery(1, mebibyte);
    for (const subscriber of subscribers) subscriber.deliver(shared);
    expect(queued.bytes).toBe(mebibyte);
    subscribers[0]!.deliver(delivery(2, mebibyte));
    expect(subscribers.some(({ isOver }) => isOver)).toBe(false);
    subscribers[1]!.deliver(delivery(2, mebibyte));
    expect(subscribers.map(({ isOver }) => isOver)).toEqual([false, true, ...Array<boolean>(8).fill(false)]);
    // What waited for it is free again, for the others.
    expect(queued.bytes).toBe(2 * mebibyte);
  });

  it("is nothing any more when it was read or its subscribers have gone", () => {
    const queued = new QueuedBytes();
    const [client, gone] = [new Client(), subscriberOf(new Client(), true, queued)];
    const reading = subscriberOf(client, true, queued);
    for (const subscriber of [gone, reading]) subscriber.deliver(delivery(1, mebibyte));
    client.room = 1;
    reading.caughtUp();
    gone.end();
    expect([client.received, queued.bytes]).toEqual([["1"], 0]);
  });
});
