/** An item with the score that ranks it. */
export interface Scored {
  item: number;
  score: number;
}

/**
 * The k items with the highest scores so far; of equal scores, those that `compare` puts first. A heap with the lowest
 * on top.
 */
export class TopK {
  readonly #items: number[] = [];
  readonly #scores: number[] = [];

  constructor(
    readonly k: number,
    /** Below 0 when the first item comes before the second. */
    private readonly compare: (one: number, other: number) => number,
  ) {}

  /** The score that must be reached to get in; 0 while there is room. */
  get threshold(): number {
    return this.#items.length < this.k ? 0 : this.#scores[0]!;
  }

  accepts(item: number, score: number): boolean {
    if (this.#items.length < this.k) return true;
    const lowest = this.#scores[0]!;
    return score > lowest || (score === lowest && this.compare(item, this.#items[0]!) < 0);
  }

  /** Puts an accepted item in, in place of the lowest one when there are k already. */
  add(item: number, score: number): void {
    const [items, scores] = [this.#items, this.#scores];
    if (items.length === this.k) {
      [items[0], scores[0]] = [item, score];
      this.#siftDown();
      return;
    }
    items.push(item);
    scores.push(score);
    for (let at = items.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isLower(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  /** From the highest score to the lowest. */
  sorted(): Scored[] {
    return this.#items
      .map((item, at) => ({ item, score: this.#scores[at]! }))
      .sort((one, other) => other.score - one.score || this.compare(one.item, other.item));
  }

  #siftDown(): void {
    for (let at = 0; ;) {
      let lowest = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#items.length && this.#isLower(child, lowest)) lowest = child;
      if (lowest === at) return;
      this.#swap(at, lowest);
      at = lowest;
    }
  }

  #isLower(one: number, other: number): boolean {
    const difference = this.#scores[one]! - this.#scores[other]!;
    return difference < 0 || (difference === 0 && this.compare(this.#items[one]!, this.#items[other]!) > 0);
  }

  #swap(one: number, other: number): void {
    const [items, scores] = [this.#items, this.#scores];
    [items[one], items[other]] = [items[other]!, items[one]!];
    [scores[one], scores[other]] = [scores[other]!, scores[one]!];
  }
}
