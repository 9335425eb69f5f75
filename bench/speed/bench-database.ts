import { join } from "node:path";
import pg from "pg";
import { startEmbeddedPostgres } from "../../src/core/database/embedded/embedded-postgres.js";
import { migrate } from "../../src/core/database/migrate.js";
import type { Cleanup } from "./cleanup.js";
import { databaseSchema } from "../../src/app/database-schema.js";

export interface BenchServer {
  url: string;
  /** Of the PostgreSQL that was started for the run; null for one that was there. */
  pid: number | null;
  /** Stops it, if it was started for the run. */
  stop: () => Promise<void>;
}

/** The PostgreSQL of DATABASE_URL, or one of its own with the settings of the service's own. */
export async function openServer(folder: string, cleanup: Cleanup): Promise<BenchServer> {
  const given = process.env.DATABASE_URL;
  if (given !== undefined && given !== "") return { url: given, pid: null, stop: () => Promise.resolve() };
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, "postgres"),
    log: () => undefined,
    // For the filling: what is measured writes little.
    settings: { max_wal_size: "4GB" },
  });
  const stop = cleanup.add(() => server.stop());
  return { url: server.url, pid: server.pid, stop };
}

/** An empty, migrated database on the server, for the run alone. */
export async function newDatabase(
  server: Pick<BenchServer, "url">,
  cleanup: Cleanup,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `ino_bench_${process.pid}_${Math.floor(performance.now())}`;
  await onServer(server, `CREATE DATABASE ${name}`);
  const drop = cleanup.add(() => onServer(server, `DROP DATABASE ${name} WITH (FORCE)`));
  const url = new URL(server.url);
  url.pathname = `/${name}`;
  await migrate(databaseSchema, url.href);
  return { url: url.href, drop };
}

async function onServer({ url }: Pick<BenchServer, "url">, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
