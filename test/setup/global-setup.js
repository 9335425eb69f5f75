import { cp, mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
// Jest does not transform what a global setup imports, so this is the build.
import { startEmbeddedPostgres } from "../../dist/src/core/database/embedded/embedded-postgres.js";
import { PostgresCluster } from "../../dist/src/core/database/embedded/postgres-cluster.js";
import { databaseSchema } from "../../dist/src/app/database-schema.js";
import { migrate } from "../../dist/src/core/database/migrate.js";

/**
 * One PostgreSQL for the whole run, with a migrated database that every test file clones; and its folder as it was before the
 * first start, for tests that start one of their own.
 */
export default async function globalSetup() {
  const dataDir = await mkdtemp(join(tmpdir(), "ino-test-"));
  await PostgresCluster.open(dataDir, false);
  const unstartedDir = `${dataDir}-unstarted`;
  await cp(dataDir, unstartedDir, { recursive: true });
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
  await migrate(databaseSchema, urlOf(postgres.url, "ino_template"));
  process.env.TEST_POSTGRES_URL = postgres.url;
  process.env.TEST_UNSTARTED_DIR = unstartedDir;
  globalThis.testPostgres = { postgres, folders: [dataDir, unstartedDir] };
}

function urlOf(url, database) {
  const named = new URL(url);
  named.pathname = `/${database}`;
  return named.href;
}
