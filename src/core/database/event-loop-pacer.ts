/** Who goes on when several wait: what a client waits for, or work that nobody waits for in particular. */
export type Pace = "foreground" | "background";

/** Of so many turns of the event loop one is for background work that waits, so that it goes on under any load. */
const backgroundEvery = 4;

/**
 * Lets one piece of work run in each turn of the event loop, so that what arrives meanwhile is looked at between two of
 * them: the results of many statements that come together would be worked on without a break.
 */
export class EventLoopPacer {
  readonly #waiting: Record<Pace, (() => void)[]> = { foreground: [], background: [] };
  #isTaken = false;
  #turn = 0;

  /** Resolves when the caller may go on; undefined when it may at once. */
  next(pace: Pace): Promise<void> | undefined {
    if (this.#isTaken) return new Promise((resolve) => this.#waiting[pace].push(resolve));
    this.#isTaken = true;
    setImmediate(this.#release);
    return undefined;
  }

  readonly #release = (): void => {
    const { foreground, background } = this.#waiting;
    const isForBackground = ++this.#turn % backgroundEvery === 0;
    const next = isForBackground
      ? (background.shift() ?? foreground.shift())
      : (foreground.shift() ?? background.shift());
    if (next) {
      setImmediate(this.#release);
      next();
    } else this.#isTaken = false;
  };
}
