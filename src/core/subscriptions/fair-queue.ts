/**
 * Runs the work of many owners, a limited number of owners at a time: each owner's in order, one piece a turn, after
 * which the owner goes to the end of the line.
 */
export class FairQueue {
  readonly #work = new Map<unknown, (() => Promise<void>)[]>();
  /** The owners owner turn is to come. */
  readonly #line: unknown[] = [];
  #running = 0;
  #size = 0;
  #whenDone: (() => void)[] = [];

  constructor(readonly maxConcurrent: number) {}

  /** The pieces of work that are not done yet. */
  get size(): number {
    return this.#size;
  }

  /** Runs the work in its turn, and returns its result. */
  run<T>(owner: unknown, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => this.add(owner, () => work().then(resolve, reject)));
  }

  /** A failure ends the piece of work; handling it is left to the caller. */
  add(owner: unknown, work: () => Promise<void>): void {
    this.#size++;
    const before = this.#work.get(owner);
    if (before) before.push(work);
    else {
      this.#work.set(owner, [work]);
      this.#line.push(owner);
    }
    this.#go();
  }

  /** The pieces of work of an owner that are not done yet. */
  waiting(owner: unknown): number {
    return this.#work.get(owner)?.length ?? 0;
  }

  /** Resolves once all work is done. */
  async done(): Promise<void> {
    if (this.#work.size > 0) await new Promise<void>((resolve) => this.#whenDone.push(resolve));
  }

  #go(): void {
    while (this.#running < this.maxConcurrent && this.#line.length > 0) {
      const owner = this.#line.shift()!;
      this.#running++;
      const over = (): void => {
        this.#running--;
        this.#size--;
        const rest = this.#work.get(owner)!;
        rest.shift();
        if (rest.length > 0) this.#line.push(owner);
        else this.#work.delete(owner);
        if (this.#work.size === 0) for (const resolve of this.#whenDone.splice(0)) resolve();
        this.#go();
      };
      void this.#work.get(owner)![0]!().then(over, over);
    }
  }
}
