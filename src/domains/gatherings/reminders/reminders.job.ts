import type { Logger } from "pino";
import { inTransaction, systemContext, type CoreServices } from "../../../core/graphql/context.js";
import { exclusive } from "../../../core/jobs/exclusive.js";
import type { JobDeclaration } from "../../../core/jobs/periodic-job.js";
import { remind, remindGuests } from "./reminders.service.js";

const maxAtOnce = 200;

/** Reminds members and guests of the gatherings that they have a place at. */
export const reminders = (services: CoreServices, log: Logger): JobDeclaration => ({
  name: "gathering-reminders",
  intervalMs: 30_000,
  run: exclusive(services.database, "gathering-reminders", async (signal) => {
    for (const remindSome of [remind, remindGuests]) {
      const once = (): Promise<number> =>
        inTransaction(systemContext(services, log), (tx) => remindSome(tx, maxAtOnce));
      while (!signal.aborted && (await once()) === maxAtOnce);
    }
  }),
  failureMessage: "members could not be reminded of gatherings; trying again",
});
