import type { DocumentNode } from "graphql";
import { ConcurrencyLimit } from "./concurrency-limit.js";
import { OverloadDetector } from "./overload-detector.js";

/** Who goes first when operations wait for one another; a lower number is better. */
export const priorities = { signIn: 0, member: 1, anonymous: 2 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];

/** How long operations may wait in a burst, and how many. */
const maxWaitMs = 1_000;
const maxWaiting = 500;
/** In an overload, how long an operation in the queue is expected to wait at most, and how long it does. */
const maxExpectedWaitMs = 15;
const maxOverloadWaitMs = 25;
/** The weight of one operation in the moving average of the latency. */
const smoothing = 0.1;

export interface AdmissionRequest {
  /** Requests of the same caller share its permits. */
  caller: string;
  priority: Priority;
}

/** What an operation holds while it runs. */
export interface Permit {
  /** Names the operation, once it is known and charged; only named operations are measured. */
  runs: (document: DocumentNode, cost: number) => void;
  /**
   * To be called when the operation has completed; calling it again does nothing. Returns the service time of the
   * operation in milliseconds: the time in which it ran, each moment divided among all that ran.
   */
  release: () => number;
}

interface Waiting extends AdmissionRequest {
  settle: (permit: Permit | null) => void;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Admits as many operations at a time as the service can run without becoming slow, over every transport. Others wait in
 * a short queue; those that would wait too long are refused at once. The queue is ordered by priority, then by the number
 * of operations that the caller runs.
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
  readonly #overload = new OverloadDetector();

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

  /** A permit for an operation, once there is one; null when there will be none in time. */
  admit(request: AdmissionRequest): Promise<Permit | null> {
    this.#overload.countRequest();
    if (this.#mayRun(request)) return Promise.resolve(this.#start(request));
    return new Promise((settle) => {
      const waiting: Waiting = { ...request, settle, timer: undefined };
      this.#waiting.push(waiting);
      this.#refuseLate();
      if (!this.#waiting.includes(waiting)) return;
      const waitMs = this.#overload.isOverloaded ? maxOverloadWaitMs : maxWaitMs;
      waiting.timer = setTimeout(() => this.#refuse(waiting), waitMs);
    });
  }

  /** Whether a caller has operations that run or wait. */
  hasOperationsOf(caller: string): boolean {
    return this.#running.has(caller) || this.#waiting.some((waiting) => waiting.caller === caller);
  }

  #mayRun({ caller }: AdmissionRequest): boolean {
    return this.#inFlight < this.limit && this.#runningOf(caller) < this.#share;
  }

  /** How many permits one caller may have. */
  get #share(): number {
    return Math.max(1, Math.floor(this.limit / 3));
  }

  #runningOf(caller: string): number {
    return this.#running.get(caller) ?? 0;
  }

  #start({ caller }: AdmissionRequest): Permit {
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
        const serviceTimeMs = this.#shareUntilNow() - shareBefore;
        const latencyMs = this.now() - startedAt;
        this.#latencyMs += smoothing * (latencyMs - this.#latencyMs);
        const wasAlone = inFlight === 1 && this.#inFlight === 1;
        if (operation) this.#limit.observe({ ...operation, latencyMs, inFlight, wasAlone });
        this.#end(caller);
        return serviceTimeMs;
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

  /** Refuses those for whom there will be no permit in time, of the lowest priority and of who asks the most first. */
  #refuseLate(): void {
    const queueTimeOfOne = this.#latencyMs / this.limit;
    this.#overload.observe(this.now(), this.#waiting.length, this.#waiting.length * queueTimeOfOne);
    // One at least, or slow operations of one caller would leave no room for others.
    const most = this.#overload.isOverloaded
      ? Math.max(1, Math.floor(maxExpectedWaitMs / Math.max(queueTimeOfOne, 1 / this.limit)))
      : maxWaiting;
    while (this.#waiting.length > most) this.#refuse(this.#leastUrgent());
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
    this.#overload.countRefusal();
    this.#settle(waiting, null);
  }

  #settle(waiting: Waiting, permit: Permit | null): void {
    clearTimeout(waiting.timer);
    this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
    waiting.settle(permit);
  }
}
