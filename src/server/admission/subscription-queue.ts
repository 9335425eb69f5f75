import type { Waiting } from "./operation-queue.js";

/** UTF-16 code units of the requests that may wait: of one caller, and of all. */
const maxSizeOfCaller = 4 * 1024 * 1024;
const maxSize = 32 * 1024 * 1024;

export interface WaitingSubscription extends Waiting {
  /** UTF-16 code units of the request, which stays in memory meanwhile. */
  size: number;
}

/**
 * Subscriptions that wait for a permit to start. After a restart all clients subscribe at once, and official clients do
 * not try again after an error: so they wait for as long as it takes, and only memory bounds them. Callers alternate.
 */
export class SubscriptionQueue {
  /** In the order in which callers come next. */
  readonly #byCaller = new Map<string, { waiting: Set<WaitingSubscription>; size: number }>();
  #length = 0;
  #size = 0;

  get length(): number {
    return this.#length;
  }

  /** False when there is no memory for it. */
  add(waiting: WaitingSubscription): boolean {
    const { caller, size } = waiting;
    const known = this.#byCaller.get(caller) ?? { waiting: new Set(), size: 0 };
    if (known.size + size > maxSizeOfCaller || this.#size + size > maxSize) return false;
    this.#byCaller.set(caller, known);
    known.waiting.add(waiting);
    known.size += size;
    this.#length++;
    this.#size += size;
    return true;
  }

  delete(waiting: WaitingSubscription): void {
    const known = this.#byCaller.get(waiting.caller);
    if (!known?.waiting.delete(waiting)) return;
    known.size -= waiting.size;
    this.#length--;
    this.#size -= waiting.size;
    if (known.waiting.size === 0) this.#byCaller.delete(waiting.caller);
  }

  /** The oldest of the next caller, which is removed. */
  shift(): WaitingSubscription | undefined {
    for (const [caller, known] of this.#byCaller) {
      const [first] = known.waiting;
      this.#byCaller.delete(caller);
      this.#byCaller.set(caller, known);
      this.delete(first!);
      return first;
    }
    return undefined;
  }
}
