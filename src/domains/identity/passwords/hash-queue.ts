import { rejectUntil } from "../../../core/errors/user-error.js";
import { passwordWording } from "./password.wording.js";

/** More would not be faster: each takes a core and 19 MiB. */
const maxAtOnce = 4;
/** How long one waits at most. */
const maxWaitMs = 10_000;
/** After how many seconds who was refused may try again. */
const retryAfterSeconds = 2;

export interface Turn {
  /** Where the request comes from: who has the fewest running there goes ahead. */
  from: string;
  /** Before all others that wait. */
  goesFirst: boolean;
}

interface Waiting extends Turn {
  settle: (mayRun: boolean) => void;
}

/**
 * Runs a few hashes at a time; the others wait, a few seconds at most. A room that signs in together is served in order;
 * one address that sends many leaves the next turn, and a place to wait, to the others.
 */
export class HashQueue {
  readonly #running = new Map<string, number>();
  #count = 0;
  readonly #waiting: Waiting[] = [];

  constructor(private readonly maxWaiting: number) {}

  get length(): number {
    return this.#waiting.length;
  }

  /** The result of `work`, when it is its turn; rejects with TRY_AGAIN when too many wait, or for too long. */
  async inTurn<T>({ from = "", goesFirst = false }: Partial<Turn>, work: () => Promise<T>): Promise<T> {
    if (this.#count < maxAtOnce) this.#begin(from);
    else if (!(await this.#turn({ from, goesFirst }))) rejectUntil(retryAfterSeconds, passwordWording.tooManyChecked);
    try {
      return await work();
    } finally {
      this.#end(from);
    }
  }

  #begin(from: string): void {
    this.#count++;
    this.#running.set(from, this.#runningOf(from) + 1);
  }

  #end(from: string): void {
    this.#count--;
    const left = this.#runningOf(from) - 1;
    if (left > 0) this.#running.set(from, left);
    else this.#running.delete(from);
    const next = this.#next();
    if (!next) return;
    this.#begin(next.from);
    next.settle(true);
  }

  #runningOf(from: string): number {
    return this.#running.get(from) ?? 0;
  }

  #turn(turn: Turn): Promise<boolean> {
    return new Promise((resolve) => {
      const waiting: Waiting = {
        ...turn,
        settle: (mayRun) => {
          clearTimeout(late);
          this.#waiting.splice(this.#waiting.indexOf(waiting), 1);
          resolve(mayRun);
        },
      };
      const late = setTimeout(() => waiting.settle(false), maxWaitMs);
      this.#waiting.push(waiting);
      if (this.#waiting.length > this.maxWaiting) this.#last()!.settle(false);
    });
  }

  /** Of those who go first, or else of all: the first of an address with the fewest running. */
  #next(): Waiting | undefined {
    const first = this.#waiting.filter(({ goesFirst }) => goesFirst);
    return (first.length > 0 ? first : this.#waiting).reduce<Waiting | undefined>(
      (best, one) => (best && this.#runningOf(best.from) <= this.#runningOf(one.from) ? best : one),
      undefined,
    );
  }

  /** Of those who do not go first, if there are any: the last of the address with the most that wait. */
  #last(): Waiting | undefined {
    const others = this.#waiting.filter(({ goesFirst }) => !goesFirst);
    const among = others.length > 0 ? others : this.#waiting;
    const counts = new Map<string, number>();
    for (const { from } of among) counts.set(from, (counts.get(from) ?? 0) + 1);
    const most = Math.max(...counts.values());
    return among.findLast(({ from }) => counts.get(from) === most);
  }
}
