/**
 * Lets one piece of work run in each turn of the event loop, so that what arrives meanwhile is looked at between two of
 * them: the results of many statements that come together would be worked on without a break.
 */
export class EventLoopPacer {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** Resolves when the caller may go on; undefined when it may at once. */
  next(): Promise<void> | undefined {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    setImmediate(this.#release);
    return undefined;
  }

  readonly #release = (): void => {
    const next = this.#waiting.shift();
    if (next) {
      setImmediate(this.#release);
      next();
    } else this.#isTaken = false;
  };
}
