import type { Logger } from "pino";
import { inTransaction, systemContext, type CoreServices } from "../../../core/graphql/context.js";
import { exclusive } from "../../../core/jobs/exclusive.js";
import { PeriodicJob } from "../../../core/jobs/periodic-job.js";
import { mailDue, membersWithMails } from "./due-mails.service.js";

const maxAtOnce = 200;
const first = "00000000-0000-0000-0000-000000000000";

/** Puts the mails about notifications into the outbox when they are due, in one process at a time. */
export const dueMailsJob = (services: () => CoreServices, log: Logger): PeriodicJob =>
  new PeriodicJob(
    {
      name: "notification-mails",
      intervalMs: 2_000,
      run: async (signal) => {
        const { database, now } = services();
        // Before a connection is held for the lock.
        if ((await membersWithMails(database.reads, now(), first, 1)).length === 0) return;
        await exclusive(database, "notification-mails", (ending) => mailAll(services(), log, ending))(signal);
      },
      retryMs: { min: 100, max: 5_000 },
      failureMessage: "mails about notifications could not be made; trying again",
    },
    log,
  );

async function mailAll(services: CoreServices, log: Logger, signal: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (let after = first; !signal.aborted;) {
    const members = await membersWithMails(services.database, services.now(), after, maxAtOnce);
    for (const memberId of members) {
      if (signal.aborted) return;
      // One who cannot be mailed does not hold up the others.
      const sent = inTransaction(systemContext(services, log), (tx) => mailDue(tx, memberId));
      await sent.catch((error: unknown) => void failures.push(error));
    }
    if (members.length < maxAtOnce) break;
    after = members.at(-1)!;
  }
  if (failures.length > 0) throw failures[0];
}
