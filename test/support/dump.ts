import sql, { raw } from "sql-template-tag";
import type { Database } from "../../src/core/database/database.js";

/** Every row of every table but those named, as text: what a dump of the database would hold. */
export async function dumpOf(database: Database, { without = [] }: { without?: string[] } = {}): Promise<string> {
  const tables = await database.query<{ name: string }>(sql`
    SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables
    WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'
      AND table_name <> ALL(${without})`);
  let dump = "";
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(sql`SELECT t::text AS row FROM ${raw(name)} t`);
    dump += `${name}\n${rows.map(({ row }) => row).join("\n")}\n`;
  }
  return dump;
}
