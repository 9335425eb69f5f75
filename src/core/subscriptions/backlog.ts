/** The events that were read and are not delivered yet, oldest first: only how many they are, and since when. */
export class Backlog {
  readonly #since: number[] = [];

  get size(): number {
    return this.#since.length;
  }

  /** Seconds since the oldest one was read; 0 when there is none. */
  get ageSeconds(): number {
    const oldest = this.#since[0];
    return oldest === undefined ? 0 : (performance.now() - oldest) / 1_000;
  }

  add(): void {
    this.#since.push(performance.now());
  }

  /** The oldest one is delivered. */
  done(): void {
    this.#since.shift();
  }
}
