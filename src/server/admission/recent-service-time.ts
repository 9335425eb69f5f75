/** How long a use of the service counts in full; it counts less and less for as long again. */
const windowMs = 5_000;
/** Callers of a window; more are counted together as one. */
const maxCallers = 10_000;
/** A caller takes too much when it uses so many times what the others use on average, and at least so long. */
const heavyFactor = 4;
const heavyMs = 200;

interface Window {
  since: number;
  byCaller: Map<string, number>;
  totalMs: number;
}

const emptyWindow = (since: number): Window => ({ since, byCaller: new Map(), totalMs: 0 });

/** Who used how much of the service lately: a sliding window of two halves, as rate limiters have. */
export class RecentServiceTime {
  #current: Window;
  #previous: Window;

  constructor(private readonly now: () => number) {
    this.#current = emptyWindow(now());
    this.#previous = emptyWindow(now());
  }

  add(caller: string, serviceTimeMs: number): void {
    this.#slide();
    const { byCaller } = this.#current;
    const known = byCaller.has(caller) || byCaller.size < maxCallers ? caller : "others";
    byCaller.set(known, (byCaller.get(known) ?? 0) + serviceTimeMs);
    this.#current.totalMs += serviceTimeMs;
  }

  /** The service time of a caller in milliseconds. */
  of(caller: string): number {
    const share = this.#slide();
    return (this.#current.byCaller.get(caller) ?? 0) + share * (this.#previous.byCaller.get(caller) ?? 0);
  }

  /** What a caller used of the last five seconds, from 0 to 1. */
  shareOf(caller: string): number {
    return this.of(caller) / windowMs;
  }

  /** Whether a caller uses the service far more than the others do. */
  isHeavy(caller: string): boolean {
    const usedMs = this.of(caller);
    if (usedMs < heavyMs) return false;
    const totalMs = this.#current.totalMs + this.#slide() * this.#previous.totalMs;
    const others = Math.max(this.#current.byCaller.size, this.#previous.byCaller.size) - 1;
    return others > 0 && usedMs > (heavyFactor * (totalMs - usedMs)) / others;
  }

  /** Begins a new window when it is time; returns the share of the previous one that still counts. */
  #slide(): number {
    const sinceMs = this.now() - this.#current.since;
    if (sinceMs >= windowMs) {
      this.#previous = sinceMs < 2 * windowMs ? this.#current : emptyWindow(this.now());
      this.#current = emptyWindow(this.now());
      return 1;
    }
    return 1 - sinceMs / windowMs;
  }
}
