import type { Logger } from "pino";

/** Refused requests have no line of their own in the log: in an overload, writing it would cost other requests theirs. */
const intervalMs = 10_000;

/** Warns how many operations were refused in an overload, in one line for all of ten seconds. */
export class ShedWarning {
  #refused = 0;

  constructor(private readonly log: Logger) {}

  count(): void {
    if (this.#refused++ === 0) setTimeout(() => this.#warn(), intervalMs).unref();
  }

  #warn(): void {
    this.log.warn(
      { refused: this.#refused, seconds: intervalMs / 1_000 },
      "overloaded: operations were refused with UNAVAILABLE",
    );
    this.#refused = 0;
  }
}
