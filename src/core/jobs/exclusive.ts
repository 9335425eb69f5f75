import type { Database } from "../database/database.js";

/**
 * Work of a job for one process at a time: the others skip it meanwhile. The advisory lock is the session's, as a run
 * may be many transactions; PostgreSQL releases it with the connection, so a killed process blocks nobody.
 */
export const exclusive =
  (database: Database, name: string, work: (signal: AbortSignal) => Promise<void>) =>
  async (signal: AbortSignal): Promise<void> => {
    const key = `job.${name}`;
    const client = await database.pool.connect();
    let broken = true;
    try {
      const { rows } = await client.query<{ taken: boolean }>("SELECT pg_try_advisory_lock(hashtext($1)) AS taken", [
        key,
      ]);
      if (rows[0]!.taken) {
        try {
          await work(signal);
        } finally {
          await client.query("SELECT pg_advisory_unlock(hashtext($1))", [key]);
        }
      }
      broken = false;
    } finally {
      // Closed when something failed: a connection that still had the lock must not go back to the pool.
      client.release(broken);
    }
  };
