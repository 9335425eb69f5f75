/** A queue for one consumer that never grows over its bound: past it, it lets go of everything and reports the overflow. */
export class Channel<T> {
  #items: T[] = [];
  #waiting: ((outcome: ChannelOutcome<T>) => void) | null = null;
  #end: "closed" | "overflow" | null = null;

  constructor(readonly bound: number) {}

  /** False when the channel takes nothing more. */
  push(item: T): boolean {
    if (this.#end) return false;
    if (this.#waiting) {
      this.#waiting({ end: null, item });
      this.#waiting = null;
    } else if (this.#items.length < this.bound) this.#items.push(item);
    else this.#finish("overflow");
    return this.#end === null;
  }

  close(): void {
    if (!this.#end) this.#finish("closed");
  }

  /** The next item, or how the channel ended. One call at a time. */
  next(): Promise<ChannelOutcome<T>> {
    if (this.#items.length > 0) return Promise.resolve({ end: null, item: this.#items.shift()! });
    if (this.#end) return Promise.resolve({ end: this.#end } as ChannelOutcome<T>);
    return new Promise((resolve) => (this.#waiting = resolve));
  }

  #finish(end: "closed" | "overflow"): void {
    this.#end = end;
    this.#items = [];
    this.#waiting?.({ end });
    this.#waiting = null;
  }
}

export type ChannelOutcome<T> = { end: null; item: T } | { end: "closed" } | { end: "overflow" };
