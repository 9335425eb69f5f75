import type { Sql } from "sql-template-tag";
import type { Database } from "../database/database.js";
import { exclusive } from "./exclusive.js";
import type { JobDeclaration } from "./periodic-job.js";

/** Deletes rows that are not kept any longer, by the statements of every domain, in one process at a time. */
export const retentionJob = (database: Database, statements: readonly Sql[]): JobDeclaration => ({
  name: "retention",
  intervalMs: 10 * 60_000,
  runsAtStart: false,
  run: exclusive(database, "retention", async (signal) => {
    for (const statement of statements) if (!signal.aborted) await database.query(statement);
  }),
  failureMessage: "rows past their retention could not be deleted; trying again later",
});
