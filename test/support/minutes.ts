import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import type { Database } from "../../src/core/database/database.js";

/**
 * Waits until so many seconds of the database's minute are left: what is counted by the minute begins again with the
 * next one.
 */
export async function secondsLeftInMinute(database: Database, seconds: number): Promise<void> {
  for (;;) {
    const [row] = await database.query<{ left: number }>(sql`SELECT 60 - extract(second FROM now())::float8 AS left`);
    if (row!.left >= seconds) return;
    await sleep(row!.left * 1_000);
  }
}
