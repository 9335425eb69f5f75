import { nowUs, readMark, type Mark } from "./mark.js";

/** What came of the events of a phase. */
export interface Outcome {
  expected: number;
  received: number;
  duplicated: number;
  /** Subscribers that were told the events in another order than the first of them. */
  otherwiseOrdered: number;
  /** By the clock of `nowUs`; null when nothing came. */
  lastUs: number | null;
  p50Ms: number;
  p99Ms: number;
}

/** Counts that every subscriber gets every event of a phase once, all in one order, and how long each took to come. */
export class Tally {
  readonly #mark: Mark = { phase: 0, event: 0, postedUs: 0 };
  #phase = -1;
  #events = 0;
  #seen = new Uint8Array(0);
  /** What each was told so far, in its order, as a number. */
  #orders = new Uint32Array(0);
  #latenciesMs = new Float64Array(0);
  #received = 0;
  #duplicated = 0;
  #lastUs: number | null = null;

  constructor(readonly subscribers: number) {}

  begin(phase: number, events: number): void {
    this.#phase = phase;
    this.#events = events;
    this.#seen = new Uint8Array(this.subscribers * events);
    this.#orders = new Uint32Array(this.subscribers);
    this.#latenciesMs = new Float64Array(this.subscribers * events);
    this.#received = 0;
    this.#duplicated = 0;
    this.#lastUs = null;
  }

  /** False for what is not an event at all. */
  take(subscriber: number, bytes: Buffer, from: number, to: number): boolean {
    const mark = this.#mark;
    if (!readMark(bytes, from, to, mark)) return false;
    if (mark.phase !== this.#phase) return true;
    if (mark.event >= this.#events) return false;
    const now = nowUs();
    this.#lastUs = now;
    const place = subscriber * this.#events + mark.event;
    if (this.#seen[place]) this.#duplicated++;
    else {
      this.#seen[place] = 1;
      this.#orders[subscriber] = (Math.imul(this.#orders[subscriber]!, 31) + mark.event + 1) >>> 0;
      this.#latenciesMs[this.#received++] = (now - mark.postedUs) / 1e3;
    }
    return true;
  }

  get isComplete(): boolean {
    return this.#received === this.#seen.length;
  }

  get lastUs(): number | null {
    return this.#lastUs;
  }

  outcome(): Outcome {
    const sorted = this.#latenciesMs.subarray(0, this.#received).sort();
    const quantile = (q: number): number => sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
    return {
      expected: this.#seen.length,
      received: this.#received,
      duplicated: this.#duplicated,
      // Of those who miss something, the order tells nothing.
      otherwiseOrdered: this.isComplete ? this.#orders.filter((order) => order !== this.#orders[0]).length : 0,
      lastUs: this.#lastUs,
      p50Ms: quantile(0.5),
      p99Ms: quantile(0.99),
    };
  }
}
