/** Work of many, each one's in its own order, so many of them at a time; whoever has more to do goes to the end of the line. */
export class Turns {
  readonly #work = new Map<string, (() => Promise<void>)[]>();
  /** Those whose turn is to come. */
  readonly #line: string[] = [];
  #running = 0;
  #whenDone: (() => void)[] = [];

  constructor(readonly atOnce: number) {}

  /** Work that fails is over; whoever adds it looks after that. */
  add(whose: string, work: () => Promise<void>): void {
    const before = this.#work.get(whose);
    if (before) before.push(work);
    else {
      this.#work.set(whose, [work]);
      this.#line.push(whose);
    }
    this.#go();
  }

  /** How much of theirs is not done yet. */
  waiting(whose: string): number {
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
