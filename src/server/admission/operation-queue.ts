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

/** Who waits for a permit. */
export interface Waiting extends AdmissionRequest {
  /** Called once: with the permit, or with null when there is none. */
  settle: (permit: Permit | null) => void;
}

/** A query or a mutation that waits for a permit. */
export interface WaitingOperation extends Waiting {
  /** Whether it is of a member who was not heavy when it came. */
  comesAsMember: boolean;
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
  readonly #waiting = new Set<WaitingOperation>();
  #patient = 0;
  #members = 0;

  constructor(private readonly callers: Callers) {}

  /** How many wait that are not patient. */
  get length(): number {
    return this.#waiting.size - this.#patient;
  }

  /** How many wait that are. */
  get patient(): number {
    return this.#patient;
  }

  /** How many of those that are not patient are of members, who come before the others. */
  get members(): number {
    return this.#members;
  }

  add(waiting: WaitingOperation): void {
    this.#waiting.add(waiting);
    this.#count(waiting, 1);
  }

  delete(waiting: WaitingOperation): void {
    if (this.#waiting.delete(waiting)) this.#count(waiting, -1);
  }

  hasAnyOf(caller: string): boolean {
    for (const waiting of this.#waiting) if (waiting.caller === caller) return true;
    return false;
  }

  /** The first of those that may run. */
  next(mayRun: (waiting: WaitingOperation) => boolean): WaitingOperation | undefined {
    const ranks = this.#ranks();
    let best: WaitingOperation | undefined;
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
  leastUrgent(isPatient = false): WaitingOperation | undefined {
    const waitingOf = new Map<string, number>();
    for (const { caller } of this.#waiting) waitingOf.set(caller, (waitingOf.get(caller) ?? 0) + 1);
    const held = (caller: string): number => this.callers.runningOf(caller) + waitingOf.get(caller)!;
    const ranks = this.#ranks();
    let worst: WaitingOperation | undefined;
    for (const waiting of this.#waiting) {
      if ((waiting.isPatient ?? false) !== isPatient) continue;
      if (!worst || this.#compare(waiting, worst, ranks, held) >= 0) worst = waiting;
    }
    return worst;
  }

  #count({ isPatient, comesAsMember }: WaitingOperation, by: 1 | -1): void {
    if (isPatient) this.#patient += by;
    else if (comesAsMember) this.#members += by;
  }

  #compare(
    one: WaitingOperation,
    other: WaitingOperation,
    rankOf: (waiting: WaitingOperation) => number,
    count: (caller: string) => number,
  ): number {
    return rankOf(one) - rankOf(other) || count(one.caller) - count(other.caller);
  }

  /** The rank of each: heavy callers after all priorities. Looked up once for a caller. */
  #ranks(): (waiting: WaitingOperation) => number {
    const heavy = new Map<string, boolean>();
    return ({ caller, priority }) => {
      let isHeavy = heavy.get(caller);
      if (isHeavy === undefined) heavy.set(caller, (isHeavy = this.callers.isHeavy(caller)));
      return isHeavy ? heavyRank : priority;
    };
  }
}
