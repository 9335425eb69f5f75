/** How old a result may be that another subscriber is told, too. */
const ttlMs = 100;

/**
 * Results of replays, for a moment: after a process has ended, all who were connected to it go on elsewhere after much the same
 * events, which need not be executed for each of them.
 */
export class SharedResults {
  readonly #kept = new Map<string, Promise<string | null>>();
  #timer: NodeJS.Timeout | null = null;

  of(key: string, make: () => Promise<string | null>): Promise<string | null> {
    const kept = this.#kept.get(key);
    if (kept) return kept;
    const made = make();
    this.#kept.set(key, made);
    // One that failed is tried anew.
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
