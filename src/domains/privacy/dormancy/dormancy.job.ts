import type { Logger } from "pino";
import type { DormancyConfig } from "../../../config.js";
import type { CoreServices } from "../../../core/graphql/context.js";
import { systemContext } from "../../../core/graphql/context.js";
import { exclusive } from "../../../core/jobs/exclusive.js";
import type { JobDeclaration } from "../../../core/jobs/periodic-job.js";
import type { IdentityServices } from "../../identity/identity.services.js";
import type { PrivacyServices } from "../privacy.services.js";
import { eraseDormant, warnDormant } from "./dormancy.service.js";

/** Warns the members of dormant accounts and erases those accounts in time, in one process at a time. */
export const dormancyJob = (
  services: CoreServices & IdentityServices & PrivacyServices,
  config: DormancyConfig,
  log: Logger,
): JobDeclaration => ({
  name: "dormancy",
  intervalMs: 10 * 60_000,
  runsAtStart: false,
  run: exclusive(services.database, "dormancy", async (signal) => {
    const ctx = systemContext(services, log);
    const warned = await warnDormant(ctx, config);
    const erased = await eraseDormant(ctx, config, signal);
    if (warned + erased > 0) log.info({ warned, erased }, "looked after dormant accounts");
  }),
  failureMessage: "dormant accounts could not be looked after; trying again later",
});
