/**
 * Lets one piece of work run in each turn of the event loop, so that what arrives meanwhile is looked at between two of
 * them: the results of many statements that come together would be worked on without a break.
 */
export class Turns {
  readonly #waiting: (() => void)[] = [];
  #isTaken = false;

  /** Resolves when it is the caller's turn; nothing when it is so already. */
  take(): Promise<void> | undefined {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting.push(resolve));
    this.#isTaken = true;
    setImmediate(this.#next);
    return undefined;
  }

  readonly #next = (): void => {
    const next = this.#waiting.shift();
    if (next) {
      setImmediate(this.#next);
      next();
    } else this.#isTaken = false;
  };
}
