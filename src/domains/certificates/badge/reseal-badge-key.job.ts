import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { CoreServices } from "../../../core/graphql/context.js";
import type { JobDeclaration } from "../../../core/jobs/periodic-job.js";
import type { Sealer } from "../../../core/sealing/sealer.js";
import { unreadableKey } from "./badge-keys.js";

/**
 * Seals the key in use by the new `DATA_KEY` if a former one sealed it, so that the former can go. Replaced keys sign
 * nothing any more: what sealed them may be lost.
 */
export const resealBadgeKeyJob = (
  { database }: Pick<CoreServices, "database">,
  sealer: Sealer,
  log: Logger,
): JobDeclaration => ({
  name: "reseal-badge-key",
  intervalMs: 10 * 60_000,
  runsAtStart: true,
  run: async () => {
    const keys = await database.query<{ id: string; sealed: string }>(
      sql`SELECT id, sealed FROM badge_key WHERE replaced_at IS NULL`,
    );
    for (const { id, sealed } of keys.filter((key) => !sealer.isCurrent(key.sealed))) {
      const byNewKey = await sealer.seal(id, await sealer.open(id, sealed));
      // Unless another process did meanwhile.
      await database.query(sql`UPDATE badge_key SET sealed = ${byNewKey} WHERE id = ${id} AND sealed = ${sealed}`);
      log.info("sealed the key of badges by the new DATA_KEY");
    }
  },
  failureMessage: unreadableKey,
});
