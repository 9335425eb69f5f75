import type { Logger } from "pino";
import { inTransaction, systemContext, type CoreServices } from "../../core/graphql/context.js";
import type { JobDeclaration } from "../../core/jobs/periodic-job.js";
import { expireOldest } from "./collaboration-request.ending.js";

const maxAtOnce = 200;

/** Marks the requests that have expired. Processes that do so at the same time share the work. */
export const collaborationRequestExpiry = (services: CoreServices, log: Logger): JobDeclaration => ({
  name: "collaboration-request-expiry",
  intervalMs: 10 * 60_000,
  run: async (signal) => {
    const expireSome = (): Promise<number> =>
      inTransaction(systemContext(services, log), (tx) => expireOldest(tx, maxAtOnce));
    while (!signal.aborted && (await expireSome()) === maxAtOnce);
  },
  failureMessage: "requests that ran out could not be ended: trying again",
});
