/**
 * Divides the time of the process among the work that runs in it, each moment in equal parts: Node cannot tell the CPU
 * time of one request.
 */
export class ServiceTime {
  #running = 0;
  /** What a piece of work that has run from the beginning would have had until then. */
  #shareMs = 0;
  #until: number;

  constructor(private readonly now: () => number = () => performance.now()) {
    this.#until = now();
  }

  /** Begins a piece of work. The function returned ends it, and returns its service time in milliseconds. */
  start(): () => number {
    const before = this.#shareUntilNow();
    this.#running++;
    return () => {
      const shareMs = this.#shareUntilNow() - before;
      this.#running--;
      return shareMs;
    };
  }

  #shareUntilNow(): number {
    const now = this.now();
    this.#shareMs += (now - this.#until) / Math.max(1, this.#running);
    this.#until = now;
    return this.#shareMs;
  }
}
