import type { Logger } from "pino";
import { inTransaction, systemContext, type CoreServices } from "../../core/graphql/context.js";
import type { JobDeclaration } from "../../core/jobs/periodic-job.js";
import { expireOldestHelpRequests } from "./end-help-request.service.js";

const maxAtOnce = 200;

/** Marks the requests that have expired. Processes that do so at the same time share the work. */
export const helpRequestExpiry = (services: CoreServices, log: Logger): JobDeclaration => ({
  name: "help-request-expiry",
  intervalMs: 10 * 60_000,
  run: async (signal) => {
    const expireSome = (): Promise<number> =>
      inTransaction(systemContext(services, log), (tx) => expireOldestHelpRequests(tx, maxAtOnce));
    while (!signal.aborted && (await expireSome()) === maxAtOnce);
  },
  failureMessage: "requests for help that ran out could not be ended: trying again",
});
