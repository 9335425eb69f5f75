import { randomBytes } from "node:crypto";
import pg from "pg";
import { createDataSource } from "../../src/core/database/data-source.js";
import { Database } from "../../src/core/database/database.js";
import { databaseSchema } from "../../src/app/database-schema.js";

export interface TestDatabase {
  database: Database;
  url: string;
  drop: () => Promise<void>;
}

/** The address of a new database of the test run's PostgreSQL: migrated, or empty. */
export async function newDatabaseUrl(template: "ino_template" | "template0" = "ino_template"): Promise<string> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  // Copied as files: a third of the time that a copy through the log takes.
  await asAdmin(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
  const url = new URL(process.env.TEST_POSTGRES_URL!);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabase(url: string): Promise<void> {
  await asAdmin(`DROP DATABASE IF EXISTS ${new URL(url).pathname.slice(1)} WITH (FORCE)`);
}

/** A migrated database for one test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const url = await newDatabaseUrl();
  const source = createDataSource(databaseSchema, { url });
  await source.initialize();
  const database = new Database(source);
  return {
    database,
    url,
    drop: async () => {
      await database.close();
      await dropDatabase(url);
    },
  };
}

/** Runs statements as the superuser of the test run's PostgreSQL. */
export async function asAdmin(statement: string): Promise<pg.QueryResult> {
  const client = new pg.Client(process.env.TEST_POSTGRES_URL);
  // A database that is being cloned refuses a second cloning: wait for the turn.
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock(1)");
    return await client.query(statement);
  } finally {
    await client.end();
  }
}
