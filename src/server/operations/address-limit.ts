import type { Logger } from "pino";
import { addressGroup } from "../../core/rate-limits/address-group.js";

const warningIntervalMs = 60_000;

/** Limits how many of something an address has at a time; of IPv6, a /64. */
export class AddressLimit {
  readonly #open = new Map<string, number>();
  #warnedAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly max: number,
    readonly log: Logger,
    /** What it has as many of as it may, and the variable that allows more. */
    private readonly warning: { of: string; variable: string },
  ) {}

  /** Counts one more; returns the function that releases it, to be called once, or null when the limit is reached. */
  acquire(address: string): (() => void) | null {
    const group = addressGroup(address);
    const open = this.#open.get(group) ?? 0;
    if (open >= this.max) {
      this.#warn();
      return null;
    }
    this.#open.set(group, open + 1);
    return () => {
      const left = this.#open.get(group)! - 1;
      if (left > 0) this.#open.set(group, left);
      else this.#open.delete(group);
    };
  }

  /** Without the address, which may be a person's. Behind a proxy that is not trusted, all clients have its address. */
  #warn(): void {
    if (performance.now() - this.#warnedAt < warningIntervalMs) return;
    this.#warnedAt = performance.now();
    const { of, variable } = this.warning;
    this.log.warn(
      { max: this.max },
      `an address has as many ${of} as it may: if it is a proxy's, name it in TRUSTED_PROXIES, else raise ${variable}`,
    );
  }
}
