import type { DeliveredResult } from "./subscriber.js";

/** How much may be queued for all subscribers of a process together. */
const maxBytes = 64 * 1024 * 1024;

/**
 * The results queued for subscribers that catch up or read slowly, in all of a process. A result that is queued for
 * many of them is in memory, and counts, once.
 */
export class QueuedBytes {
  readonly #holders = new Map<DeliveredResult, number>();
  #bytes = 0;

  constructor(readonly max = maxBytes) {}

  get bytes(): number {
    return this.#bytes;
  }

  get isFull(): boolean {
    return this.#bytes > this.max;
  }

  add(delivery: DeliveredResult): void {
    const holders = this.#holders.get(delivery) ?? 0;
    this.#holders.set(delivery, holders + 1);
    if (holders === 0) this.#bytes += delivery.result.length;
  }

  delete(delivery: DeliveredResult): void {
    const holders = this.#holders.get(delivery)!;
    if (holders > 1) {
      this.#holders.set(delivery, holders - 1);
      return;
    }
    this.#holders.delete(delivery);
    this.#bytes -= delivery.result.length;
  }
}
