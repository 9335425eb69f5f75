import { IssuerUnreachable } from "./bounded-fetch.js";

export interface RefreshingCacheOptions<T> {
  fetch: () => Promise<T>;
  /** The time by a clock that only goes forward, in milliseconds. */
  elapsedMs: () => number;
  /** A value older than this is refreshed on its next use. */
  freshForMs: number;
  /** Called with the error of a failed fetch. */
  onFailure: (error: unknown) => void;
}

/** Minimum interval between fetches while there is no value. */
const retryMs = 3_000;
/** Minimum interval between refreshes of an existing value. */
const renewMs = 30_000;

/** A value fetched on first use and refreshed when it is stale. A failed refresh leaves the last value in place. */
export class RefreshingCache<T> {
  #value: { of: T; at: number } | null = null;
  #fetching: Promise<void> | null = null;
  #triedAt = -Infinity;
  #renewedAt = -Infinity;
  #failure: unknown = null;

  constructor(readonly options: RefreshingCacheOptions<T>) {}

  /** Whether there is a value now. */
  get known(): boolean {
    return this.#value !== null;
  }

  /** The value; throws the last error when there is none. */
  async get(): Promise<T> {
    if (!this.#value) {
      if (this.#fetching || this.options.elapsedMs() - this.#triedAt >= retryMs) await this.#fetch();
      return this.#current();
    }
    if (this.options.elapsedMs() - this.#value.at >= this.options.freshForMs) {
      // Only one request waits for an unresponsive issuer, instead of one every half minute.
      const silent = this.#failure !== null;
      const renewal = this.renew();
      if (!silent) await renewal;
    }
    return this.#current();
  }

  /** The value after a refresh; unchanged when the last refresh was less than half a minute ago or when it fails. */
  async renew(): Promise<T> {
    if (this.#fetching) await this.#fetching;
    else if (this.options.elapsedMs() - this.#renewedAt >= renewMs) {
      this.#renewedAt = this.options.elapsedMs();
      await this.#fetch();
    }
    return this.#current();
  }

  /** Counts the last fetch as a refresh, as its caller needed a newer value. */
  countAsRenewal(): void {
    this.#renewedAt = this.options.elapsedMs();
  }

  /** Never rejects; concurrent calls share one fetch. */
  #fetch(): Promise<void> {
    this.#triedAt = this.options.elapsedMs();
    return (this.#fetching ??= this.options
      .fetch()
      .then(
        (value) => {
          this.#value = { of: value, at: this.options.elapsedMs() };
          this.#failure = null;
        },
        (error: unknown) => {
          this.#failure = error;
          this.options.onFailure(error);
        },
      )
      .finally(() => (this.#fetching = null)));
  }

  #current(): T {
    if (!this.#value) throw new IssuerUnreachable("The issuer has not been reached yet", { cause: this.#failure });
    return this.#value.of;
  }
}
