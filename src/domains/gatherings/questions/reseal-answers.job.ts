import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { CoreServices } from "../../../core/graphql/context.js";
import { exclusive } from "../../../core/jobs/exclusive.js";
import type { JobDeclaration } from "../../../core/jobs/periodic-job.js";
import type { Sealer } from "../../../core/sealing/sealer.js";

const atOnce = 500;

interface Sealed {
  id: string;
  sealed: string;
}

/** Seals what a former `DATA_KEY` sealed by the new one, so that the former can go; in one process at a time. */
export const resealAnswersJob = (
  { database }: Pick<CoreServices, "database">,
  sealer: Sealer,
  log: Logger,
): JobDeclaration => ({
  name: "reseal-answers",
  intervalMs: 10 * 60_000,
  runsAtStart: true,
  run: exclusive(database, "reseal-answers", async (signal) => {
    let [passed, resealed, unreadable] = ["00000000-0000-0000-0000-000000000000", 0, 0];
    for (;;) {
      const rows: Sealed[] = await database.query<Sealed>(sql`
        SELECT registration_id AS id, sealed FROM registration_answers
        WHERE registration_id > ${passed} ORDER BY registration_id LIMIT ${atOnce}`);
      if (rows.length === 0 || signal.aborted) break;
      passed = rows.at(-1)!.id;
      for (const { id, sealed } of rows.filter((row) => !sealer.isCurrent(row.sealed))) {
        const anew = await sealer.open(id, sealed).then(
          (answers) => sealer.seal(id, answers),
          () => null,
        );
        if (anew === null) unreadable++;
        // Unless the member has answered meanwhile.
        else {
          await database.query(
            sql`UPDATE registration_answers SET sealed = ${anew} WHERE registration_id = ${id} AND sealed = ${sealed}`,
          );
          resealed++;
        }
      }
    }
    if (resealed > 0) log.info({ resealed }, "sealed answers by the new DATA_KEY");
    if (unreadable > 0) log.error({ unreadable }, "answers cannot be read: the DATA_KEY that sealed them is missing");
  }),
  failureMessage: "answers could not be sealed by the new DATA_KEY; trying again later",
});
