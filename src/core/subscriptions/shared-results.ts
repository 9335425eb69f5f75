/** How long a result may serve other subscribers. */
const ttlMs = 100;

/**
 * Keeps results of replays for a moment. When a process ends, its clients resume elsewhere at nearly the same position,
 * and the events that they missed need not be executed for each of them.
 */
export class SharedResults {
  readonly #kept = new Map<string, Promise<string | null>>();
  #timer: NodeJS.Timeout | null = null;

  of(key: string, make: () => Promise<string | null>): Promise<string | null> {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const made = make();
    this.#kept.set(key, made);
    // A failed execution is repeated by the next caller.
    made.catch(() => this.#kept.delete(key));
    this.#timer ??= setTimeout(() => this.clear(), ttlMs);
    return made;
  }

  clear(): void {
    this.#kept.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }
}
