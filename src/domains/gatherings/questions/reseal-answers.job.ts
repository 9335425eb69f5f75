import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { CoreServices } from "../../../core/graphql/context.js";
import { exclusive } from "../../../core/jobs/exclusive.js";
import type { JobDeclaration } from "../../../core/jobs/periodic-job.js";
import type { Sealer } from "../../../core/sealing/sealer.js";

const atOnce = 500;

/** Where sealed answers stand: with registrations, and with guests who have not confirmed their address. */
const places = [
  { table: sql`registration_answers`, id: sql`registration_id`, column: sql`sealed` },
  { table: sql`guest`, id: sql`id`, column: sql`answers` },
];

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
    let [resealed, unreadable] = [0, 0];
    for (const { table, id: key, column } of places) {
      let passed = "00000000-0000-0000-0000-000000000000";
      for (;;) {
        const rows: Sealed[] = await database.query<Sealed>(sql`
          SELECT ${key} AS id, ${column} AS sealed FROM ${table}
          WHERE ${key} > ${passed} AND ${column} IS NOT NULL ORDER BY ${key} LIMIT ${atOnce}`);
        if (rows.length === 0 || signal.aborted) break;
        passed = rows.at(-1)!.id;
        for (const { id, sealed } of rows.filter((row) => !sealer.isCurrent(row.sealed))) {
          const byNewKey = await sealer.open(id, sealed).then(
            (answers) => sealer.seal(id, answers),
            () => null,
          );
          if (byNewKey === null) unreadable++;
          else {
            // Unless they have answered meanwhile.
            await database.query(
              sql`UPDATE ${table} SET ${column} = ${byNewKey} WHERE ${key} = ${id} AND ${column} = ${sealed}`,
            );
            resealed++;
          }
        }
      }
    }
    if (resealed > 0) log.info({ resealed }, "sealed answers by the new DATA_KEY");
    if (unreadable > 0) log.error({ unreadable }, "answers cannot be read: the DATA_KEY that sealed them is missing");
  }),
  failureMessage: "answers could not be sealed by the new DATA_KEY; trying again later",
});
