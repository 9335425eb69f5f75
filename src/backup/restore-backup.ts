import type { ClientBase } from "pg";
import sql from "sql-template-tag";
import { Migration, MigrationExecutor, type DataSource, type EntityManager } from "typeorm";
import { analyzeTables } from "../core/database/analyze-tables.js";
import { connectionOf } from "../core/database/database.js";
import type { BackupSource } from "./archive-reader.js";
import { BackupError } from "./backup-error.js";
import { checkBackup } from "./check-backup.js";
import type { Manifest } from "./manifest.js";
import { prepareTables } from "./schema-for-loading.js";
import { loadTables } from "./table-loader.js";
import { clearDatabase } from "./target-database.js";

export interface RestoreOptions {
  /** Of the database to restore into; without pipelining, which COPY does not go with. */
  database: DataSource;
  backup: BackupSource;
  /** Whether what is in the database is deleted. */
  mayReplace: boolean;
  /** Makes the network fit for use, in the transaction of the restore. */
  finish: (manager: EntityManager, manifest: Manifest) => Promise<void>;
}

/**
 * Checks a backup, and restores it in one transaction: at the schema that it has, which is then migrated.
 * @throws BackupError when the backup or the database is not fit for it; nothing was written then
 */
export async function restoreBackup({ database, backup, mayReplace, finish }: RestoreOptions): Promise<Manifest> {
  const manifest = await checkBackup(backup);
  const runner = database.createQueryRunner();
  const migrations = new MigrationExecutor(database, runner);
  const all = migrationsIn(database);
  const earlier = all.slice(0, manifest.migrations.length);
  if (earlier.map(({ name }) => name).join() !== manifest.migrations.join())
    throw new BackupError("The backup is of a newer version of the service, or of another: restore it with that one.");
  try {
    const client = (await runner.connect()) as ClientBase;
    await runner.startTransaction();
    const db = connectionOf(runner.manager);
    await db.query(settings);
    await clearDatabase(db, mayReplace);
    for (const migration of earlier) await migrations.executeMigration(migration);
    const completeTables = await prepareTables(db, manifest);
    await loadTables(client, backup, manifest);
    await completeTables();
    for (const { name, lastValue, isCalled } of manifest.sequences)
      await db.query(sql`SELECT setval(${name}::regclass, ${lastValue}::bigint, ${isCalled})`);
    for (const migration of all.slice(earlier.length)) await migrations.executeMigration(migration);
    await finish(runner.manager, manifest);
    await analyzeTables(db);
    await runner.commitTransaction();
    return manifest;
  } finally {
    // Ends a transaction that was not committed, also one on a connection that a failed COPY has left in its midst.
    await runner.release();
  }
}

/** All migrations of this version of the service, oldest first. */
const migrationsIn = (database: DataSource): Migration[] =>
  database.migrations
    .map((instance) => {
      const { name } = instance.constructor;
      return new Migration(undefined, Number(name.slice(-13)), name, instance);
    })
    .sort((a, b) => a.timestamp - b.timestamp);

/** Values are read as they were written, and no limit ends a long copy. */
const settings = sql`
  SELECT set_config(name, value, true) FROM (VALUES
    ('statement_timeout', '0'), ('lock_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
    ('datestyle', 'ISO'), ('intervalstyle', 'postgres'), ('timezone', 'UTC')) AS setting (name, value)`;
