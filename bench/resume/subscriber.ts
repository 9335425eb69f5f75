import { backOffMs } from "./back-off.js";
import type { Delivery } from "./checker.js";
import type { Dial, Line } from "./line.js";

const pingEveryMs = 5_000;
const silentAfterMs = 15_000;

/** One time that a subscriber went on from where it was. */
export interface Resume {
  after: string;
  /** The close code, the code of the error, or what the subscriber found itself. */
  because: string;
}

export interface SubscriberOptions {
  url: string;
  /** Where it seems to come from. */
  address: string;
  dial: Dial;
  filter: object;
  /** Asked anew for each connection. */
  authorization: () => Promise<string>;
  random: () => number;
  /** Is called with each delivery. */
  told?: (delivery: Delivery) => void;
  /** The delivery to remember: one for all subscribers, when they are many and so are the events. */
  shared?: (delivery: Delivery) => Delivery;
}

/**
 * A client that keeps all that it was told. However its connection ends, it comes back after a while with the last
 * cursor it has.
 */
export class Subscriber {
  readonly received: Delivery[] = [];
  readonly resumes: Resume[] = [];
  #cursor = "";
  #line: Line | null = null;
  #failures = 0;
  #heardAt = 0;
  #pause: NodeJS.Timeout | null = null;
  #retry: NodeJS.Timeout | null = null;
  #watch: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(readonly options: SubscriberOptions) {}

  start(cursor: string): void {
    this.#cursor = cursor;
    this.#watch = setInterval(() => this.#lookAfter(), pingEveryMs);
    void this.#connect();
  }

  /** Reads nothing for a time; false when it does so already, or is not connected. */
  pause(forMs: number): boolean {
    const line = this.#line;
    if (this.#pause || !line?.isOpen()) return false;
    line.pause();
    this.#pause = setTimeout(() => this.resume(), forMs);
    return true;
  }

  /** Reads on, before the end of a pause too. */
  resume(): void {
    if (!this.#pause) return;
    clearTimeout(this.#pause);
    this.#pause = null;
    this.#heardAt = Date.now();
    this.#line?.resume();
  }

  stop(): void {
    this.#stopped = true;
    for (const timer of [this.#pause, this.#retry, this.#watch]) if (timer) clearTimeout(timer);
    this.#line?.drop("stopped");
  }

  async #connect(): Promise<void> {
    const { url, address, filter, dial } = this.options;
    const authorization = await this.options.authorization();
    if (this.#stopped) return;
    this.#heardAt = Date.now();
    this.#line = dial(
      { url, address, authorization, filter, after: this.#cursor },
      {
        heard: () => (this.#heardAt = Date.now()),
        told: (delivery) => {
          this.#cursor = delivery.cursor;
          this.#failures = 0;
          this.received.push(this.options.shared?.(delivery) ?? delivery);
          this.options.told?.(delivery);
        },
        ended: (because) => this.#comeBack(because),
      },
    );
  }

  #comeBack(because: string): void {
    this.#line = null;
    if (this.#stopped) return;
    this.resumes.push({ after: this.#cursor, because });
    const wait = backOffMs(this.#failures++, this.options.random);
    this.#retry = setTimeout(() => void this.#connect(), wait);
  }

  /** A connection over which nothing comes may have no other end any more. */
  #lookAfter(): void {
    if (this.#pause || !this.#line) return;
    if (Date.now() - this.#heardAt > silentAfterMs) this.#line.drop("silence");
    else if (this.#line.isOpen()) this.#line.ping();
  }
}
