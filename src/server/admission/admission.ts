import type { DocumentNode } from "graphql";
import { ConcurrencyLimit } from "./concurrency-limit.js";

/** Who goes first when operations wait for one another; a lower number is better. */
export const priorities = { signIn: 0, member: 1, anonymous: 2 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];

/** How long operations may wait while they only come in a burst, and how many. */
const maxWaitMs = 1_000;
const maxWaiting = 500;
/** How long they are expected to wait at most in a congestion, and how long they do. */
const expectedWaitCongestedMs = 15;
const maxWaitCongestedMs = 25;
/**
 * A congestion begins when the queue takes longer than this, and is not shorter than it was so long ago: more come than
 * can run. After a burst it becomes shorter.
 */
const congestedMs = 100;
/** It is over when of those who came in so long a time few were refused. */
const reviewMs = 1_000;
const few = 0.1;
/** How much one operation counts in the mean latency. */
const weight = 0.1;

export interface Applicant {
  /** Whoever has the same takes its places from one share. */
  caller: string;
  priority: Priority;
}

/** A running operation. */
export interface Place {
  /** Says what runs, once that is known and paid for; only what does is measured. */
  runs: (document: DocumentNode, cost: number) => void;
  /**
   * To be called when the operation has its answer; calling it again does nothing. Returns how long it has kept the
   * service busy, in milliseconds: its share of the time in which it ran beside others.
   */
  release: () => number;
}

interface Waiting extends Applicant {
  settle: (place: Place | null) => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Admits as many operations at a time as the service can run without becoming slow, whichever the transport. The others
 * wait for a moment, and those for which there is no time are refused at once. Members go before who is not signed in,
 * and sign-ins before all; of two with the same priority goes first who runs less.
 */
export class Admission {
  readonly #limit: ConcurrencyLimit;
  readonly #running = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  #inFlight = 0;
  /** The time that passed until then, each moment divided among the operations that ran. */
  #shareMs = 0;
  #sharedUntil: number;
  #latencyMs = 0;
  #shed = 0;
  #isCongested = false;
  /** When it was last looked how many wait, and how many they were. */
  #watched = { at: Number.NEGATIVE_INFINITY, waiting: Number.POSITIVE_INFINITY };
  /** Since when these came and were refused. */
  #review = { since: Number.NEGATIVE_INFINITY, asked: 0, refused: 0 };

  constructor(
    range: { min: number; max: number },
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#limit = new ConcurrencyLimit(range);
    this.#sharedUntil = now();
  }

  get limit(): number {
    return this.#limit.value;
  }

  get inFlight(): number {
    return this.#inFlight;
  }

  get waiting(): number {
    return this.#waiting.length;
  }

  /** How many operations were refused since the start. */
  get shed(): number {
    return this.#shed;
  }

  /** A place for an operation, once there is one; null when there will be none in time. */
  admit(applicant: Applicant): Promise<Place | null> {
    this.#review.asked++;
    if (this.#mayRun(applicant)) return Promise.resolve(this.#start(applicant));
    return new Promise((settle) => {
      const waiting: Waiting = { ...applicant, settle, timer: undefined };
      this.#waiting.push(waiting);
      this.#refuseLate();
      if (!this.#waiting.includes(waiting)) return;
      const waitMs = this.#isCongested ? maxWaitCongestedMs : maxWaitMs;
      waiting.timer = setTimeout(() => this.#refuse(waiting), waitMs);
    });
  }

  /** Whether a caller has operations that run or wait. */
  isBusyWith(caller: string): boolean {
    return this.#running.has(caller) || this.#waiting.some((waiting) => waiting.caller === caller);
  }

  #mayRun({ caller }: Applicant): boolean {
    return this.#inFlight < this.limit && this.#runningOf(caller) < this.#share;
  }

  /** How many places one caller may have. */
  get #share(): number {
    return Math.max(1, Math.floor(this.limit / 3));
  }

  #runningOf(caller: string): number {
    return this.#running.get(caller) ?? 0;
  }

  #start({ caller }: Applicant): Place {
    const shareBefore = this.#shareUntilNow();
    this.#inFlight++;
    this.#running.set(caller, this.#runningOf(caller) + 1);
    const [startedAt, inFlight] = [this.now(), this.#inFlight];
    let operation: { document: DocumentNode; cost: number } | undefined;
    let isRunning = true;
    return {
      runs: (document, cost) => (operation = { document, cost }),
      release: () => {
        if (!isRunning) return 0;
        isRunning = false;
        const busyMs = this.#shareUntilNow() - shareBefore;
        const latencyMs = this.now() - startedAt;
        this.#latencyMs += weight * (latencyMs - this.#latencyMs);
        const wasAlone = inFlight === 1 && this.#inFlight === 1;
        if (operation) this.#limit.observe({ ...operation, latencyMs, inFlight, wasAlone });
        this.#end(caller);
        return busyMs;
      },
    };
  }

  #shareUntilNow(): number {
    const now = this.now();
    this.#shareMs += (now - this.#sharedUntil) / Math.max(1, this.#inFlight);
    this.#sharedUntil = now;
    return this.#shareMs;
  }

  #end(caller: string): void {
    this.#inFlight--;
    const left = this.#runningOf(caller) - 1;
    if (left > 0) this.#running.set(caller, left);
    else this.#running.delete(caller);
    for (let next = this.#next(); next; next = this.#next()) this.#settle(next, this.#start(next));
    this.#refuseLate();
  }

  /** Who goes next, if anybody may. */
  #next(): Waiting | undefined {
    const before = (one: Waiting, other: Waiting): boolean =>
      one.priority !== other.priority
        ? one.priority < other.priority
        : this.#runningOf(one.caller) < this.#runningOf(other.caller);
    return this.#waiting
      .filter((waiting) => this.#mayRun(waiting))
      .reduce<Waiting | undefined>((best, one) => (best && !before(one, best) ? best : one), undefined);
  }

  /** Refuses those for whom there will be no place in time, of the lowest priority and of who asks the most first. */
  #refuseLate(): void {
    this.#watch();
    const msOfOne = Math.max(this.#latencyMs, 1) / this.limit;
    // One at least, or slow operations of one caller would leave no room for others.
    const most = this.#isCongested ? Math.max(1, Math.floor(expectedWaitCongestedMs / msOfOne)) : maxWaiting;
    while (this.#waiting.length > most) this.#refuse(this.#leastUrgent());
  }

  #watch(): void {
    const now = this.now();
    const waiting = this.#waiting.length;
    if (now - this.#review.since >= reviewMs) {
      const wasIdle = now - this.#review.since >= 2 * reviewMs;
      if (wasIdle || this.#review.refused <= few * this.#review.asked) this.#isCongested = false;
      this.#review = { since: now, asked: 0, refused: 0 };
    }
    const sinceMs = now - this.#watched.at;
    if (sinceMs < congestedMs) return;
    const isLong = (waiting * this.#latencyMs) / this.limit > congestedMs;
    // What was seen long ago was another queue.
    if (isLong && sinceMs < 2 * congestedMs && waiting >= this.#watched.waiting) this.#isCongested = true;
    this.#watched = { at: now, waiting: isLong ? waiting : Number.POSITIVE_INFINITY };
  }

  #leastUrgent(): Waiting {
    const waitingOf = new Map<string, number>();
    for (const { caller } of this.#waiting) waitingOf.set(caller, (waitingOf.get(caller) ?? 0) + 1);
    const held = ({ caller }: Waiting): number => this.#runningOf(caller) + waitingOf.get(caller)!;
    return this.#waiting.reduce((worst, one) =>
      one.priority > worst.priority || (one.priority === worst.priority && held(one) >= held(worst)) ? one : worst,
    );
  }

  #refuse(waiting: Waiting): void {
    this.#shed++;
    this.#review.refused++;
    this.#settle(waiting, null);
  }

  #settle(waiting: Waiting, place: Place | null): void {
    clearTimeout(waiting.timer);
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    waiting.settle(place);
  }
}
