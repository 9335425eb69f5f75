import type { Database } from "../database/database.js";
import { exclusive } from "../jobs/exclusive.js";
import type { JobDeclaration } from "../jobs/periodic-job.js";
import { fillSearchVectors } from "./fill-search-vectors.js";
import type { SearchedTable } from "./searched-table.js";

/**
 * Makes the vectors of rows that were written without one, or by older rules, in one process at a time: by processes of
 * the version before, and by operators.
 */
export const searchVectorsJob = (database: Database, tables: readonly SearchedTable[]): JobDeclaration => ({
  name: "search-vectors",
  intervalMs: 30_000,
  run: exclusive(database, "search-vectors", async (signal) => {
    for (const table of tables) await fillSearchVectors(database, table, () => signal.aborted);
  }),
  failureMessage: "words of texts could not be made searchable; trying again later",
});
