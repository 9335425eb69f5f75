import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
// Jest does not transform what a global setup imports, so this is the build.
import { startEmbeddedPostgres } from "../../dist/src/database/embedded/embedded-postgres.js";
import { migrate } from "../../dist/src/database/migrate.js";

/** One PostgreSQL for the whole run, with a migrated database that every test file clones. */
export default async function globalSetup() {
  const dataDir = await mkdtemp(join(tmpdir(), "ino-test-"));
  const postgres = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    log: () => undefined,
    settings: { max_connections: "300" },
  });
  const admin = new pg.Client(postgres.url);
  await admin.connect();
  await admin.query("CREATE DATABASE ino_template");
  await admin.end();
  await migrate(urlOf(postgres.url, "ino_template"));
  process.env.TEST_POSTGRES_URL = postgres.url;
  globalThis.testPostgres = { postgres, dataDir };
}

function urlOf(url, database) {
  const named = new URL(url);
  named.pathname = `/${database}`;
  return named.href;
}
