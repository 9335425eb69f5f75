import { setTimeout as sleep } from "node:timers/promises";
import sql, { raw } from "sql-template-tag";
import type { Connection } from "../core/database/database.js";
import { BackupError } from "./backup-error.js";
import { migrationsOf, tablesOf } from "./catalogue.reads.js";

/** Tables that have rows in a network of which nobody is a member yet: from migrations, or from a service that ran. */
const housekeeping = new Set(["event_log_start", "notification_position", "track_position", "cost_budget", "attempt"]);

/**
 * Takes the database for a restore, until the end of the transaction, and removes what is in it.
 * @throws BackupError when it is in use, or is not empty and may not be replaced
 */
export async function clearDatabase(db: Connection, mayReplace: boolean): Promise<void> {
  const [lock] = await db.query<{ taken: boolean }>(
    sql`SELECT pg_try_advisory_xact_lock(hashtext('ino_migrations')) AS taken`,
  );
  if (!lock!.taken) throw new BackupError("The database is being migrated or backed up: try again afterwards.");
  let users = await usersOf(db);
  // The connections of a program that has just ended are there for a moment.
  for (let n = 0; n < 20 && users.length > 0; n++) {
    await sleep(100);
    users = await usersOf(db);
  }
  if (users.length > 0)
    throw new BackupError(`A service or a command uses this database: stop it first (${users.join(", ")}).`);
  const tables = (await tablesOf(db)).map(({ name }) => name);
  if (tables.length > 0 && (await migrationsOf(db)) === null)
    throw new BackupError("The database has tables that are not of this service: restore into another one.");
  if (!mayReplace && (await holdRows(db, tables)))
    throw new BackupError(
      "The database is not empty: restore into an empty one, or pass --replace to delete everything in it first.",
    );
  await db.query(raw(dropEverything));
}

/** Who else is connected to the database. */
async function usersOf(db: Connection): Promise<string[]> {
  // A transaction sees the activity as of its first look.
  await db.query(sql`SELECT pg_stat_clear_snapshot()`);
  const rows = await db.query<{ name: string }>(sql`
    SELECT DISTINCT coalesce(nullif(application_name, ''), usename) AS name FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND coalesce(backend_type, 'client backend') = 'client backend' ORDER BY 1`);
  return rows.map(({ name }) => name);
}

async function holdRows(db: Connection, tables: string[]): Promise<boolean> {
  const checked = tables.filter((table) => !housekeeping.has(table));
  if (checked.length === 0) return false;
  const rows = await db.query(
    raw(checked.map((table) => `SELECT FROM (SELECT FROM "${table}" LIMIT 1) AS one`).join(" UNION ALL ")),
  );
  return rows.length > 0;
}

/** All that migrations make, but for what belongs to an extension. The schema itself may belong to another role. */
const dropEverything = `
  DO $$
  DECLARE
    made record;
  BEGIN
    FOR made IN
      SELECT format('DROP %s IF EXISTS %s CASCADE', kind, name) AS statement FROM (
        SELECT oid, CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, oid::regclass::text AS name
          FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p', 'v', 'S')
        UNION ALL SELECT oid, 'ROUTINE', oid::regprocedure::text
          FROM pg_proc WHERE pronamespace = current_schema()::regnamespace
        UNION ALL SELECT oid, 'TYPE', oid::regtype::text
          FROM pg_type WHERE typnamespace = current_schema()::regnamespace AND typtype = 'e') AS found
      WHERE NOT EXISTS (SELECT FROM pg_depend WHERE objid = found.oid AND deptype = 'e')
      ORDER BY array_position(ARRAY['VIEW', 'TABLE', 'SEQUENCE', 'ROUTINE', 'TYPE'], kind)
    LOOP
      EXECUTE made.statement;
    END LOOP;
  END $$`;
