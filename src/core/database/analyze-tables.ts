import sql, { raw } from "sql-template-tag";
import type { Connection } from "./database.js";

/**
 * Has PostgreSQL count what is in the tables. Without these figures, it plans statements about rows that came in at
 * once as if there were none, until autovacuum comes by.
 */
export async function analyzeTables(db: Connection): Promise<void> {
  const tables = await db.query<{ name: string }>(sql`
    SELECT quote_ident(relname) AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition`);
  await db.query(raw(`ANALYZE ${tables.map(({ name }) => name).join(", ")}`));
}
