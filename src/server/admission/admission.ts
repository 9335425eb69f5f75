import type { DocumentNode } from "graphql";
import { ConcurrencyLimit } from "./concurrency-limit.js";

/** Who goes first when operations wait for one another; a lower number is better. */
export const priorities = { signIn: 0, member: 1, anonymous: 2 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];

/** How long operations may wait while they only come in a burst. */
const maxWaitMs = 1_000;
/** How long they are expected to wait at most in a congestion, and how long they do. */
const expectedWaitCongestedMs = 15;
const maxWaitCongestedMs = 25;
/** A congestion begins when as many wait as did so long ago: more come than can run. In a burst, fewer do. */
const watchMs = 100;
/** It is over when none had to wait for so long. */
const calmMs = 1_000;
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
  /** To be called when the operation has its answer; calling it again does nothing. */
  release: () => void;
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
  #latencyMs = 0;
  #shed = 0;
  #isCongested = false;
  /** When it was last looked how many wait, and how many they were; the first time, nobody knows. */
  #watched: { at: number; waiting: number } | null = null;
  #lastFullAt = Number.NEGATIVE_INFINITY;

  constructor(
    max: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#limit = new ConcurrencyLimit(max);
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

  #mayRun({ caller }: Applicant): boolean {
    return this.#inFlight < this.limit && this.#runningOf(caller) < this.#share;
  }

  /** How many places one caller may have. */
  get #share(): number {
    return Math.max(2, Math.floor(this.limit / 2));
  }

  #runningOf(caller: string): number {
    return this.#running.get(caller) ?? 0;
  }

  #start({ caller }: Applicant): Place {
    this.#inFlight++;
    this.#running.set(caller, this.#runningOf(caller) + 1);
    const [startedAt, inFlight] = [this.now(), this.#inFlight];
    let operation: { document: DocumentNode; cost: number } | undefined;
    let isRunning = true;
    return {
      runs: (document, cost) => (operation = { document, cost }),
      release: () => {
        if (!isRunning) return;
        isRunning = false;
        const latencyMs = this.now() - startedAt;
        this.#latencyMs += weight * (latencyMs - this.#latencyMs);
        const wasAlone = inFlight === 1 && this.#inFlight === 1;
        if (operation) this.#limit.observe({ ...operation, latencyMs, inFlight, wasAlone });
        this.#end(caller);
      },
    };
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
    const expectedMs = this.#isCongested ? expectedWaitCongestedMs : maxWaitMs;
    const most = Math.floor((expectedMs * this.limit) / Math.max(this.#latencyMs, 1));
    while (this.#waiting.length > most) this.#refuse(this.#leastUrgent());
  }

  #watch(): void {
    const now = this.now();
    const waiting = this.#waiting.length;
    if (waiting > 0) this.#lastFullAt = now;
    else {
      this.#watched = null;
      if (now - this.#lastFullAt > calmMs) this.#isCongested = false;
      return;
    }
    if (this.#watched && now - this.#watched.at < watchMs) return;
    if (this.#watched && waiting >= this.#watched.waiting) this.#isCongested = true;
    this.#watched = { at: now, waiting: this.#watched ? waiting : Number.POSITIVE_INFINITY };
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
    this.#settle(waiting, null);
  }

  #settle(waiting: Waiting, place: Place | null): void {
    clearTimeout(waiting.timer);
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    waiting.settle(place);
  }
}
