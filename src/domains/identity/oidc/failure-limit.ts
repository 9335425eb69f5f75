import { LRUCache } from "lru-cache";

export interface FailureLimitOptions {
  /** How many failures there may be at once. */
  size: number;
  /** In which time as many more may follow. */
  periodMs: number;
  /** The time by a clock that only goes forward, in milliseconds. */
  elapsedMs: () => number;
}

const maxKeys = 10_000;

/** Counts failures by key in this process, for the keys that failed last. */
export class FailureLimit {
  /** When the failures of a key will have leaked out. */
  readonly #emptyAt = new LRUCache<string, number>({ max: maxKeys });

  constructor(readonly options: FailureLimitOptions) {}

  /** Whether there were as many failures as may be. */
  isFull(key: string): boolean {
    const { size, periodMs, elapsedMs } = this.options;
    const left = (this.#emptyAt.get(key) ?? 0) - elapsedMs();
    return left > periodMs - periodMs / size;
  }

  count(key: string): void {
    const { size, periodMs, elapsedMs } = this.options;
    const now = elapsedMs();
    this.#emptyAt.set(key, Math.max(this.#emptyAt.get(key) ?? 0, now) + periodMs / size);
  }
}
