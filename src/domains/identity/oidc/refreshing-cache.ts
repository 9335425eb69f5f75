import { IssuerUnreachable } from "./bounded-fetch.js";

export interface KeptValueOptions<T> {
  fetch: () => Promise<T>;
  now: () => Date;
  /** A value older than this is fetched anew when it is next asked for. */
  freshForMs: number;
  /** Is told why a fetch failed. */
  onFailure: (error: unknown) => void;
}

/** While there is no value, it is tried for at most this often. */
const retryMs = 3_000;
/** A value that is there is fetched anew at most this often. */
const renewMs = 30_000;

/** Something fetched from elsewhere when it is first needed. What is known stays known when fetching it anew fails. */
export class RefreshingCache<T> {
  #value: { of: T; at: number } | null = null;
  #fetching: Promise<void> | null = null;
  #triedAt = -Infinity;
  #renewedAt = -Infinity;
  #failure: unknown = null;

  constructor(readonly options: KeptValueOptions<T>) {}

  /** Whether there is a value now. */
  get known(): boolean {
    return this.#value !== null;
  }

  /** The value; throws why there is none. */
  async get(): Promise<T> {
    if (!this.#value) {
      if (this.#fetching || this.#now() - this.#triedAt >= retryMs) await this.#fetch();
      return this.#current();
    }
    if (this.#now() - this.#value.at >= this.options.freshForMs) {
      // One request waits for an issuer that has fallen silent, not one every half minute.
      const silent = this.#failure !== null;
      const renewal = this.renew();
      if (!silent) await renewal;
    }
    return this.#current();
  }

  /** The value fetched anew, or as it is when that was done less than half a minute ago or fails. */
  async renew(): Promise<T> {
    if (this.#fetching) await this.#fetching;
    else if (this.#now() - this.#renewedAt >= renewMs) {
      this.#renewedAt = this.#now();
      await this.#fetch();
    }
    return this.#current();
  }

  /** Takes the fetch of now for a renewal, as it was made for who asked for a newer value than there is. */
  countAsRenewal(): void {
    this.#renewedAt = this.#now();
  }

  /** Never rejects, and all who come meanwhile share it. */
  #fetch(): Promise<void> {
    this.#triedAt = this.#now();
    return (this.#fetching ??= this.options
      .fetch()
      .then(
        (value) => {
          this.#value = { of: value, at: this.#now() };
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

  #now(): number {
    return this.options.now().getTime();
  }
}
