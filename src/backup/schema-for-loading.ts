import sql, { raw } from "sql-template-tag";
import type { Connection } from "../core/database/database.js";
import { BackupError } from "./backup-error.js";
import { partitionsOf, tablesOf } from "./catalogue.reads.js";
import type { Manifest } from "./manifest.js";

/**
 * Makes the migrated tables ready for the rows of a backup: empty, with its partitions, without triggers and foreign
 * keys. Gives the function that brings triggers and foreign keys back, which checks every row.
 * @throws BackupError when the tables are not those of the backup
 */
export async function prepareTables(db: Connection, manifest: Manifest): Promise<() => Promise<void>> {
  const tables = await tablesOf(db);
  const form = (list: { name: string; columns: string[] }[]): string =>
    JSON.stringify(list.map(({ name, columns }) => [name, [...columns].sort()]).sort());
  if (form(tables) !== form(manifest.tables))
    throw new BackupError("The tables of the backup are not those that its migrations make.");
  const names = tables.map(({ name }) => `"${name}"`);
  for (const name of names) await db.query(raw(`ALTER TABLE ${name} DISABLE TRIGGER USER`));
  // What the migrations themselves have inserted.
  await db.query(raw(`TRUNCATE ${names.join(", ")}`));
  const foreignKeys = await db.query<{ table: string; name: string; definition: string }>(sql`
    SELECT conrelid::regclass::text AS table, quote_ident(conname) AS name, pg_get_constraintdef(oid) AS definition
    FROM pg_constraint
    WHERE connamespace = current_schema()::regnamespace AND contype = 'f' AND conparentid = 0 ORDER BY 1, 2`);
  for (const { table, name } of foreignKeys) await db.query(raw(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`));
  await makePartitions(db, manifest);
  return async () => {
    for (const { table, name, definition } of foreignKeys)
      await db.query(raw(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`));
    for (const name of names) await db.query(raw(`ALTER TABLE ${name} ENABLE TRIGGER USER`));
  };
}

/** The partitions of the backup instead of those that the migrations have made for the month of the restore. */
async function makePartitions(db: Connection, { partitions }: Manifest): Promise<void> {
  for (const { name } of await partitionsOf(db)) await db.query(raw(`DROP TABLE "${name}"`));
  for (const { table, name, from, to } of partitions) {
    await db.query(raw(`CREATE TABLE "${name}" (LIKE "${table}" INCLUDING DEFAULTS)`));
    await db.query(raw(`ALTER TABLE "${table}" ATTACH PARTITION "${name}" FOR VALUES FROM (${from}) TO (${to})`));
  }
}
