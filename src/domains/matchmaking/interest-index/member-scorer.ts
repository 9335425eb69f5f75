import type { InterestStore } from "./interest-store.js";
import type { QueryTerm } from "./query-terms.js";
import { norm } from "./scoring.js";

/** The exact scores of members for one query at a time, computed from their own rows by the formula of `scoring.ts`. */
export class MemberScorer {
  /** By theme: the position of its term in the query, plus one; 0 for a theme that is not in the query. */
  #positions = new Int16Array(0);
  /** Four for each term: the weights by stance, and the weight through a narrower theme. */
  #weights = new Float64Array(64);
  /** What the member that is being scored has for each term. */
  #contributions = new Float64Array(16);
  /** By number of interests. */
  #norms = new Float64Array(256);

  constructor(readonly store: InterestStore) {}

  begin(terms: QueryTerm[]): void {
    const { themes, averageLength } = this.store;
    if (this.#positions.length < themes.size) this.#positions = new Int16Array(themes.size + 64);
    if (this.#contributions.length < terms.length) {
      this.#contributions = new Float64Array(2 * terms.length);
      this.#weights = new Float64Array(8 * terms.length);
    }
    for (const [position, { theme, weights, narrowerWeight }] of terms.entries()) {
      this.#positions[theme] = position + 1;
      this.#weights.set([...weights, narrowerWeight], 4 * position);
    }
    for (let length = 0; length < this.#norms.length; length++) this.#norms[length] = norm(length, averageLength);
  }

  end(terms: QueryTerm[]): void {
    for (const { theme } of terms) this.#positions[theme] = 0;
  }

  norm(member: number): number {
    const length = this.store.lengths[member]!;
    return length < this.#norms.length ? this.#norms[length]! : norm(length, this.store.averageLength);
  }

  score(terms: QueryTerm[], member: number): number {
    const { rows, starts, lengths, themes } = this.store;
    const [contributions, positions, weights] = [this.#contributions, this.#positions, this.#weights];
    const end = starts[member]! + lengths[member]!;
    for (let position = 0; position < terms.length; position++) contributions[position] = 0;
    for (let at = starts[member]!; at < end; at++) {
      const interest = rows[at]!;
      const position = positions[interest >>> 2]! - 1;
      if (position >= 0) contributions[position] = weights[4 * position + (interest & 3)]!;
      const broader = themes.broader[interest >>> 2]!;
      if (broader < 0) continue;
      const broaderPosition = positions[broader]! - 1;
      // Whoever has the theme itself gets its own weight, which is higher, before or after.
      if (broaderPosition >= 0 && contributions[broaderPosition] === 0)
        contributions[broaderPosition] = weights[4 * broaderPosition + 3]!;
    }
    let sum = 0;
    for (let position = 0; position < terms.length; position++) sum += contributions[position]!;
    return sum * this.norm(member);
  }

  get bytes(): number {
    const arrays = [this.#positions, this.#weights, this.#contributions, this.#norms];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }
}
