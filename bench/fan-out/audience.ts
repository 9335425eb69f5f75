import { setTimeout as sleep } from "node:timers/promises";
import { documentOf, problemOf } from "./document.js";
import { nowUs } from "./mark.js";
import { Subscriber } from "./subscriber.js";
import { Tally, type Outcome } from "./tally.js";

const opened = 200;
const connectTimeoutMs = 60_000;
/** Subscribers are spread over addresses of the loopback network: in life they are not all at one either. */
const perAddress = 50;
const settleMs = 300;
const pollMs = 10;
const faultsTold = 5;

export interface AudienceOptions {
  port: number;
  subscribers: number;
  groups: number;
  /** Whether each is sent a text with the name of its own operation, in the form that it asked for. */
  asAsked: boolean;
}

/** What an audience found wrong, apart from losses. */
export interface Heard extends Outcome {
  faults: string[];
}

/** Many subscribers of one server. */
export class Audience {
  readonly #subscribers: Subscriber[] = [];
  readonly #tally: Tally;
  readonly #checked: Uint8Array;
  readonly #faults: string[] = [];

  constructor(readonly options: AudienceOptions) {
    this.#tally = new Tally(options.subscribers);
    this.#checked = new Uint8Array(options.subscribers);
  }

  /** Connects and subscribes all of them, so many at a time. */
  async gather(): Promise<void> {
    for (let from = 0; from < this.options.subscribers; from += opened) {
      const numbers = Array.from({ length: Math.min(opened, this.options.subscribers - from) }, (_, n) => from + n);
      await Promise.race([Promise.all(numbers.map((number) => this.#join(number))), late()]);
      if (this.#faults[0] !== undefined) throw new Error(this.#faults[0]);
    }
  }

  begin(phase: number, events: number): void {
    this.#tally.begin(phase, events);
  }

  /** Waits until all events are there, or nothing came any more for a time. */
  async finish(idleMs: number): Promise<Heard> {
    const began = nowUs();
    while (!this.#tally.isComplete && nowUs() - Math.max(began, this.#tally.lastUs ?? 0) < idleMs * 1e3)
      await sleep(pollMs);
    // For what comes twice.
    if (this.#tally.isComplete) await sleep(settleMs);
    return { ...this.#tally.outcome(), faults: this.#faults.slice(0, faultsTold) };
  }

  leave(): void {
    for (const subscriber of this.#subscribers) subscriber.close();
  }

  #join(number: number): Promise<void> {
    const { port, groups } = this.options;
    return new Promise((resolve) => {
      const subscriber: Subscriber = new Subscriber(
        { port, localAddress: addressOf(number), document: documentOf(number % groups, groups) },
        {
          subscribed: resolve,
          message: (id, bytes, from, to) => this.#hear(number, subscriber, id, bytes, from, to),
          ended: (why) => {
            this.#faults.push(`subscriber ${number}: ${why}`);
            resolve();
          },
        },
      );
      this.#subscribers.push(subscriber);
    });
  }

  #hear(number: number, subscriber: Subscriber, id: string, bytes: Buffer, from: number, to: number): void {
    if (!this.#tally.take(number, bytes, from, to)) {
      const text = bytes.toString("utf8", from, to);
      if ((JSON.parse(text) as { type: string }).type === "ping") subscriber.pong();
      else this.#faults.push(`subscriber ${number}: ${text.slice(0, 500)}`);
    } else if (this.options.asAsked && !this.#checked[number]) {
      this.#checked[number] = 1;
      const { groups } = this.options;
      const problem = problemOf(bytes.toString("utf8", from, to), id, number % groups, groups);
      if (problem !== null) this.#faults.push(`subscriber ${number}: ${problem}`);
    }
  }
}

/** On Linux the whole of 127.0.0.0/8 is the machine. */
function addressOf(number: number): string {
  const place = Math.floor(number / perAddress);
  return `127.0.${1 + Math.floor(place / 250)}.${1 + (place % 250)}`;
}

async function late(): Promise<never> {
  await sleep(connectTimeoutMs, undefined, { ref: false });
  throw new Error("The subscribers do not get connected.");
}
