/**
 * Work of many, each one's in its own order, so many of them at a time; whoever has more to do goes to the end of the
 * line.
 */
export class FairQueue {
  readonly #work = new Map<unknown, (() => Promise<void>)[]>();
  /** Those whose turn is to come. */
  readonly #line: unknown[] = [];
  #running = 0;
  #size = 0;
  #whenDone: (() => void)[] = [];

  constructor(readonly atOnce: number) {}

  /** How much of everybody's is not done yet. */
  get size(): number {
    return this.#size;
  }

  /** Does the work when its turn has come, and gives what it gives. */
  run<T>(whose: unknown, work: () => Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => this.add(whose, () => work().then(resolve, reject)));
  }

  /** Work that fails is over; whoever adds it looks after that. */
  add(whose: unknown, work: () => Promise<void>): void {
    this.#size++;
    const before = this.#work.get(whose);
    if (before) before.push(work);
    else {
      this.#work.set(whose, [work]);
      this.#line.push(whose);
    }
    this.#go();
  }

  /** How much of theirs is not done yet. */
  waiting(whose: unknown): number {
    return this.#work.get(whose)?.length ?? 0;
  }

  /** Resolves once nothing is left to do. */
  async done(): Promise<void> {
    if (this.#work.size > 0) await new Promise<void>((resolve) => this.#whenDone.push(resolve));
  }

  #go(): void {
    while (this.#running < this.atOnce && this.#line.length > 0) {
      const whose = this.#line.shift()!;
      this.#running++;
      const over = (): void => {
        this.#running--;
        this.#size--;
        const rest = this.#work.get(whose)!;
        rest.shift();
        if (rest.length > 0) this.#line.push(whose);
        else this.#work.delete(whose);
        if (this.#work.size === 0) for (const tell of this.#whenDone.splice(0)) tell();
        this.#go();
      };
      void this.#work.get(whose)![0]!().then(over, over);
    }
  }
}
