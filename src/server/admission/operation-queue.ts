import type { Permit } from "./permit.js";

/** Who goes first when operations wait for one another; a lower number is better. */
export const priorities = { signIn: 0, member: 1, anonymous: 2 } as const;
export type Priority = (typeof priorities)[keyof typeof priorities];
const heavyRank = 3;

export interface AdmissionRequest {
  /** Requests of the same caller share its permits. */
  caller: string;
  priority: Priority;
  /** Whether it may wait for longer, also in an overload: sign-ins of a room come at once, and once. */
  isPatient?: boolean;
}

/** An operation that waits for a permit. */
export interface Waiting extends AdmissionRequest {
  /** Called once: with the permit, or with null when there is none. */
  settle: (permit: Permit | null) => void;
}

/** What the order of the queue depends on, of a caller. */
export interface Callers {
  isHeavy: (caller: string) => boolean;
  runningOf: (caller: string) => number;
}

/**
 * Queries and mutations that wait for a permit: those of callers who use the service far more than others last, then by
 * priority, then by the number of operations that the caller runs.
 */
export class OperationQueue {
  readonly #waiting = new Set<Waiting>();
  #patient = 0;

  constructor(private readonly callers: Callers) {}

  /** How many wait that are not patient. */
  get length(): number {
    return this.#waiting.size - this.#patient;
  }

  /** How many wait that are. */
  get patient(): number {
    return this.#patient;
  }

  add(waiting: Waiting): void {
    this.#waiting.add(waiting);
    if (waiting.isPatient) this.#patient++;
  }

  delete(waiting: Waiting): void {
    if (this.#waiting.delete(waiting) && waiting.isPatient) this.#patient--;
  }

  has(waiting: Waiting): boolean {
    return this.#waiting.has(waiting);
  }

  hasAnyOf(caller: string): boolean {
    for (const waiting of this.#waiting) if (waiting.caller === caller) return true;
    return false;
  }

  /** The first of those that may run. */
  next(mayRun: (waiting: Waiting) => boolean): Waiting | undefined {
    const ranks = this.#ranks();
    let best: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if (!mayRun(waiting)) continue;
      if (!best || this.#compare(waiting, best, ranks, this.callers.runningOf) < 0) best = waiting;
    }
    return best;
  }

  /**
   * Who is refused first, of those who are patient or of the others: the last in order, and of those, of the caller who
   * runs and waits the most.
   */
  leastUrgent(isPatient = false): Waiting | undefined {
    const waitingOf = new Map<string, number>();
    for (const { caller } of this.#waiting) waitingOf.set(caller, (waitingOf.get(caller) ?? 0) + 1);
    const held = (caller: string): number => this.callers.runningOf(caller) + waitingOf.get(caller)!;
    const ranks = this.#ranks();
    let worst: Waiting | undefined;
    for (const waiting of this.#waiting) {
      if ((waiting.isPatient ?? false) !== isPatient) continue;
      if (!worst || this.#compare(waiting, worst, ranks, held) >= 0) worst = waiting;
    }
    return worst;
  }

  #compare(
    one: Waiting,
    other: Waiting,
    rankOf: (waiting: Waiting) => number,
    count: (caller: string) => number,
  ): number {
    return rankOf(one) - rankOf(other) || count(one.caller) - count(other.caller);
  }

  /** The rank of each: heavy callers after all priorities. Looked up once for a caller. */
  #ranks(): (waiting: Waiting) => number {
    const heavy = new Map<string, boolean>();
    return ({ caller, priority }) => {
      let isHeavy = heavy.get(caller);
      if (isHeavy === undefined) heavy.set(caller, (isHeavy = this.callers.isHeavy(caller)));
      return isHeavy ? heavyRank : priority;
    };
  }
}
