import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { startEmbeddedPostgres, type EmbeddedPostgres } from "../../src/core/database/embedded/embedded-postgres.js";
import { migrate } from "../../src/core/database/migrate.js";
import { eventPositionSequence } from "../../src/core/event-log/event-position.js";
import type { Cleanup } from "../speed/cleanup.js";
import { databaseSchema } from "../../src/app/database-schema.js";

export const theme = "samenwerken";
const backTimeoutMs = 60_000;

/** A PostgreSQL of the run's own, which is started again whenever it ends, with the settings of the service's own. */
export async function openDatabase(folder: string, cleanup: Cleanup): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ dataDir: join(folder, "postgres"), log: () => undefined });
  cleanup.add(() => server.stop());
  await migrate(databaseSchema, server.url);
  return server;
}

async function query<Row extends object>(url: string, statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({
    connectionString: url,
    application_name: "ino-bench",
    connectionTimeoutMillis: 2_000,
  });
  // It ends with the server.
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Makes a theme and so many members with accounts; gives their ids. */
export async function fill(url: string, members: number): Promise<string[]> {
  await query(url, `INSERT INTO theme (id, slug, label_nl) VALUES (gen_random_uuid(), $1, 'Samenwerken')`, [theme]);
  const rows = await query<{ id: string }>(
    url,
    `INSERT INTO member (id, name, joined_at, profile_visibility, share_attendance)
     SELECT gen_random_uuid(), 'Lid ' || n, now(), 'EVERYBODY', true FROM generate_series(1, $1) AS n
     RETURNING id`,
    [members],
  );
  await query(
    url,
    "INSERT INTO account (member_id, email) SELECT id, 'member-' || row_number() OVER () || '@bench.example' FROM member",
  );
  return rows.map(({ id }) => id);
}

/**
 * Takes the order away from the log: a plain sequence without the lock, and transactions that take their time between
 * drawing a position and committing it, as happens on a busy machine.
 */
export async function breakOrder(url: string): Promise<void> {
  await query(
    url,
    `ALTER TABLE event ALTER COLUMN position SET DEFAULT nextval('${eventPositionSequence}');
     CREATE FUNCTION bench_dawdle() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN
       PERFORM pg_sleep(random() * 0.1);
       RETURN NULL;
     END $$;
     CREATE TRIGGER bench_dawdle AFTER INSERT ON event FOR EACH STATEMENT EXECUTE FUNCTION bench_dawdle()`,
  );
}

/** The ids of all ideas in the order of their events. */
export async function postedIdeas(url: string): Promise<string[]> {
  const rows = await query<{ id: string }>(
    url,
    "SELECT subject_id AS id FROM event WHERE kind = 'idea.posted' ORDER BY position",
  );
  return rows.map(({ id }) => id);
}

/**
 * Ends PostgreSQL, in order (fast) or as if it had crashed (immediate), and waits until it is back; gives the
 * milliseconds.
 */
export async function restart(server: EmbeddedPostgres, mode: "fast" | "immediate"): Promise<number> {
  const began = performance.now();
  const { pid } = server;
  process.kill(pid, mode === "fast" ? "SIGINT" : "SIGQUIT");
  while (server.pid === pid || !(await answers(server.url))) {
    if (performance.now() - began > backTimeoutMs) throw new Error("PostgreSQL did not come back.");
    await sleep(20);
  }
  return performance.now() - began;
}

const answers = (url: string): Promise<boolean> =>
  query(url, "SELECT 1").then(
    () => true,
    () => false,
  );
