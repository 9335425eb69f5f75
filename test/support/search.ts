import { searchedTables } from "../../src/app/contributions.js";
import type { Database } from "../../src/core/database/database.js";
import { fillSearchVectors } from "../../src/core/search/fill-search-vectors.js";

/** Makes the vectors that the job makes some time later: after it the job changes no row that is there. */
export async function fillAllSearchVectors(database: Database): Promise<void> {
  for (const table of searchedTables) await fillSearchVectors(database, table);
}
