import { unavailable } from "../errors/refusals.js";
import { withoutPermit, type Context } from "./context.js";

/** How many wait for their turn at one thing, and how long they do. */
const maxWaiting = 1_000;
const maxWaitMs = 10_000;

/**
 * Lets operations of this process that lock the same thing run one after the other. Who waits holds neither a connection
 * nor a permit, so a crowd at one thing leaves both to all others; waiting for the lock in the database would take every
 * connection of the pool.
 */
export class Turns {
  /** Those who wait for each thing that one has locked, in the order in which they came. */
  readonly #queues = new Map<string, (() => void)[]>();

  /** Runs `work` when it is its turn at the thing with this key; UNAVAILABLE when too many wait, or for too long. */
  async inTurn<T>(ctx: Context, key: string, work: () => Promise<T>): Promise<T> {
    const queue = this.#queues.get(key);
    if (queue) await withoutPermit(ctx, () => turn(queue));
    else this.#queues.set(key, []);
    try {
      return await work();
    } finally {
      this.#next(key);
    }
  }

  #next(key: string): void {
    const next = this.#queues.get(key)!.shift();
    if (next) next();
    else this.#queues.delete(key);
  }
}

function turn(queue: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    if (queue.length >= maxWaiting) return reject(unavailable({ retryAfterSeconds: 2 }));
    const begin = (): void => {
      clearTimeout(late);
      resolve();
    };
    const late = setTimeout(() => {
      queue.splice(queue.indexOf(begin), 1);
      reject(unavailable({ retryAfterSeconds: 1 }));
    }, maxWaitMs);
    queue.push(begin);
  });
}
