import { cp } from "node:fs/promises";
import { prepareDataDir } from "../../src/core/database/embedded/data-dir.js";

/**
 * Makes a data folder with a PostgreSQL that was created and never started: copied, which is quicker than creating one.
 */
export async function putUnstartedPostgres(dataDir: string): Promise<void> {
  await cp(process.env.TEST_UNSTARTED_DIR!, await prepareDataDir(dataDir), { recursive: true });
}
