import { OperationTypeNode, type OperationDefinitionNode } from "graphql";
import type { Logger } from "pino";
import type { Config } from "../../config.js";
import { Fault } from "../../core/errors/fault.js";
import type { Client } from "../../core/graphql/context.js";
import { beginsSession } from "../admission/admission-request.js";
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
  readonly #signIns: AddressLimit;

  constructor(
    config: Pick<Config, "subscriptionsPerAddress" | "requestsPerAddress" | "signInsPerAddress">,
    log: Logger,
  ) {
    const of = (things: string, variable: string) => ({ of: `${things} without signing in`, variable });
    this.#subscriptions = new AddressLimit(
      config.subscriptionsPerAddress,
      log,
      of("subscriptions", "SUBSCRIPTIONS_PER_ADDRESS"),
    );
    this.#requests = new AddressLimit(config.requestsPerAddress, log, of("requests", "REQUESTS_PER_ADDRESS"));
    this.#signIns = new AddressLimit(config.signInsPerAddress, log, of("sign-ins", "SIGN_INS_PER_ADDRESS"));
  }

  /**
   * Counts an operation, which over HTTP may not be known yet; returns the function that releases it, or the error when
   * its address has as many already.
   */
  acquire({ callerId, client }: AnonymousClient, operation: OperationDefinitionNode | undefined): (() => void) | Fault {
    if (callerId !== null) return () => undefined;
    const [limit, what] = this.#limitOf(operation);
    return limit.acquire(client.address) ?? tooMany(what, limit.max);
  }

  /** Sign-ins spend their time waiting for one another's password hashes: a room may sign in at the same moment. */
  #limitOf(operation: OperationDefinitionNode | undefined): [AddressLimit, string] {
    if (operation?.operation === OperationTypeNode.SUBSCRIPTION) return [this.#subscriptions, "subscriptions"];
    return operation && beginsSession(operation) ? [this.#signIns, "sign-ins"] : [this.#requests, "requests"];
  }
}

const tooMany = (what: string, max: number): Fault =>
  new Fault(
    "TOO_MANY_OPERATIONS",
    `At most ${max} ${what} of one address run at a time without signing in: sign in, or end one first.`,
    { retryAfterSeconds: 1 },
  );
