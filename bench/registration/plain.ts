import pg from "pg";
import { v7 as uuidv7 } from "uuid";

/**
 * The same registrations as plain transactions, without the service: each member, at once, locks each gathering, counts
 * the places that are taken and takes one, or waits. Gives the seconds that all of them took.
 */
export async function plainRegistrations(
  url: string,
  memberIds: string[],
  gatheringIds: string[],
  connections: number,
): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: connections, application_name: "ino-bench" });
  // In one order for all, as they would deadlock.
  const ordered = gatheringIds.toSorted();
  try {
    // The connections are there before it begins, as those of a service are.
    await Promise.all(Array.from({ length: connections }, () => pool.query("SELECT pg_sleep(0.05)")));
    const began = performance.now();
    await Promise.all(memberIds.map((memberId) => register(pool, memberId, ordered)));
    return (performance.now() - began) / 1_000;
  } finally {
    await pool.end();
  }
}

async function register(pool: pg.Pool, memberId: string, gatheringIds: string[]): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    for (const gatheringId of gatheringIds) {
      const { rows: locked } = await client.query<{ capacity: number }>(
        "SELECT capacity FROM gathering WHERE id = $1 FOR UPDATE",
        [gatheringId],
      );
      const { rows: counted } = await client.query<{ taken: number }>(
        "SELECT count(*)::int AS taken FROM registration WHERE gathering_id = $1 AND status = 'GOING'",
        [gatheringId],
      );
      const status = counted[0]!.taken < locked[0]!.capacity ? "GOING" : "WAITLISTED";
      await client.query(
        `INSERT INTO registration (id, gathering_id, member_id, status, registered_at) VALUES ($1, $2, $3, $4, now())`,
        [uuidv7(), gatheringId, memberId, status],
      );
    }
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
