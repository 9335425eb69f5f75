import { OperationTypeNode } from "graphql";
import type { Logger } from "pino";
import type { Config } from "../../config.js";
import { Fault } from "../../core/errors/fault.js";
import type { Client } from "../../core/graphql/context.js";
import { AddressLimit } from "./address-limit.js";

/** The client of an operation; members have limits of their own. */
interface AnonymousClient {
  callerId: string | null;
  client: Client;
}

/**
 * Limits what clients of one address that are not signed in run at a time: subscriptions, and queries and mutations. An
 * office has one address, and an attacker has one, too.
 */
export class AnonymousLimits {
  readonly #subscriptions: AddressLimit;
  readonly #requests: AddressLimit;

  constructor(config: Pick<Config, "subscriptionsPerAddress" | "requestsPerAddress">, log: Logger) {
    const of = (things: string, variable: string) => ({ of: `${things} without signing in`, variable });
    this.#subscriptions = new AddressLimit(
      config.subscriptionsPerAddress,
      log,
      of("subscriptions", "SUBSCRIPTIONS_PER_ADDRESS"),
    );
    this.#requests = new AddressLimit(config.requestsPerAddress, log, of("requests", "REQUESTS_PER_ADDRESS"));
  }

  /** Counts an operation; returns the function that releases it, or the error when its address has as many already. */
  acquire({ callerId, client }: AnonymousClient, operation: OperationTypeNode): (() => void) | Fault {
    if (callerId !== null) return () => undefined;
    const isSubscription = operation === OperationTypeNode.SUBSCRIPTION;
    const limit = isSubscription ? this.#subscriptions : this.#requests;
    return limit.acquire(client.address) ?? tooMany(isSubscription ? "subscriptions" : "requests", limit.max);
  }
}

const tooMany = (what: string, max: number): Fault =>
  new Fault(
    "TOO_MANY_OPERATIONS",
    `At most ${max} ${what} of one address run at a time without signing in: sign in, or end one first.`,
    { retryAfterSeconds: 1 },
  );
