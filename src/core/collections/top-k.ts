import type { InterestStore } from "../../domains/matchmaking/interest-index/interest-store.js";

export interface Ranked {
  member: number;
  /** Points times norm: what ranks. */
  total: number;
}

/** The k best so far: by total, then by member id. A heap whose first is the least of them. */
export class TopK {
  readonly #members: number[] = [];
  readonly #totals: number[] = [];

  constructor(
    readonly store: InterestStore,
    readonly k: number,
  ) {}

  /** The total that must be reached to get in; 0 while there is room. */
  get least(): number {
    return this.#members.length < this.k ? 0 : this.#totals[0]!;
  }

  /** Those who are in, in no order. */
  get all(): number[] {
    return this.#members;
  }

  wouldTake(member: number, total: number): boolean {
    if (this.#members.length < this.k) return true;
    const least = this.#totals[0]!;
    return total > least || (total === least && this.store.members.compare(member, this.#members[0]!) < 0);
  }

  take(member: number, total: number): void {
    const [members, totals] = [this.#members, this.#totals];
    if (members.length === this.k) {
      [members[0], totals[0]] = [member, total];
      this.#sink();
      return;
    }
    members.push(member);
    totals.push(total);
    for (let at = members.length - 1; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.#isLess(at, parent)) return;
      this.#swap(at, parent);
      at = parent;
    }
  }

  sorted(): Ranked[] {
    return this.#members
      .map((member, at) => ({ member, total: this.#totals[at]! }))
      .sort((one, other) => other.total - one.total || this.store.members.compare(one.member, other.member));
  }

  #sink(): void {
    for (let at = 0; ;) {
      let least = at;
      for (const child of [2 * at + 1, 2 * at + 2])
        if (child < this.#members.length && this.#isLess(child, least)) least = child;
      if (least === at) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #isLess(one: number, other: number): boolean {
    const difference = this.#totals[one]! - this.#totals[other]!;
    return (
      difference < 0 || (difference === 0 && this.store.members.compare(this.#members[one]!, this.#members[other]!) > 0)
    );
  }

  #swap(one: number, other: number): void {
    const [members, totals] = [this.#members, this.#totals];
    [members[one], members[other]] = [members[other]!, members[one]!];
    [totals[one], totals[other]] = [totals[other]!, totals[one]!];
  }
}
