import type { Logger } from "pino";
import { inTransaction, systemContext, type CoreServices } from "../../core/graphql/context.js";
import { exclusive } from "../../core/jobs/exclusive.js";
import { PeriodicJob } from "../../core/jobs/periodic-job.js";
import { followersWithDigests, sendDigest } from "./digest.service.js";

const maxAtOnce = 200;
const first = "00000000-0000-0000-0000-000000000000";

/** Puts the digests of themes into the outbox when they are due, in one process at a time. */
export const themeDigestsJob = (services: CoreServices, log: Logger): PeriodicJob =>
  new PeriodicJob(
    {
      name: "theme-digests",
      intervalMs: 60_000,
      run: exclusive(services.database, "theme-digests", (signal) => sendAll(services, log, signal)),
      failureMessage: "digests of themes could not be made; trying again",
    },
    log,
  );

async function sendAll(services: CoreServices, log: Logger, signal: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  for (let after = first; !signal.aborted;) {
    const followers = await followersWithDigests(services.database, services.now(), after, maxAtOnce);
    for (const id of followers) {
      if (signal.aborted) return;
      // One who cannot be mailed does not hold up the others.
      const sent = inTransaction(systemContext(services, log), (tx) => sendDigest(tx, id));
      await sent.catch((error: unknown) => void failures.push(error));
    }
    if (followers.length < maxAtOnce) break;
    after = followers.at(-1)!;
  }
  if (failures.length > 0) throw failures[0];
}
