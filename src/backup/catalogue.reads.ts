import sql, { raw } from "sql-template-tag";
import type { Connection } from "../core/database/database.js";

/** The table in which TypeORM notes the migrations; what is in it follows from running them. */
export const migrationsTable = "migrations";

export interface TableColumns {
  name: string;
  /** The columns that are stored, in their order. */
  columns: string[];
}

/** All tables but that of the migrations; the parts of a partitioned table are not tables of their own. */
export const tablesOf = (db: Connection): Promise<TableColumns[]> =>
  db.query<TableColumns>(sql`
    SELECT relname AS name, array_agg(attname::text ORDER BY attnum) AS columns
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
      AND relname <> ${migrationsTable}
    GROUP BY relname ORDER BY relname`);

/** The parts of partitioned tables, by the range of their key. */
export const partitionsOf = (db: Connection): Promise<{ table: string; name: string; from: string; to: string }[]> =>
  db.query(sql`
    SELECT parent.relname AS table, part.relname AS name, substring(bounds FROM 'FROM \\(''?(\\d+)') AS "from",
      substring(bounds FROM 'TO \\(''?(\\d+)') AS "to"
    FROM pg_inherits JOIN pg_class part ON part.oid = inhrelid JOIN pg_class parent ON parent.oid = inhparent,
      pg_get_expr(part.relpartbound, part.oid) AS bounds
    WHERE parent.relnamespace = current_schema()::regnamespace AND parent.relkind = 'p' ORDER BY part.relname`);

export interface SequenceState {
  name: string;
  lastValue: string;
  isCalled: boolean;
}

/** The sequences, but for that of the migrations. */
export async function sequencesOf(db: Connection): Promise<SequenceState[]> {
  const names = await db.query<{ name: string }>(sql`
    SELECT relname AS name FROM pg_class
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'S' AND NOT EXISTS (
      SELECT FROM pg_depend WHERE objid = pg_class.oid AND deptype IN ('a', 'i')
        AND refobjid = to_regclass(${migrationsTable}))
    ORDER BY relname`);
  const states: SequenceState[] = [];
  for (const { name } of names) {
    const [state] = await db.query<Omit<SequenceState, "name">>(
      sql`SELECT last_value::text AS "lastValue", is_called AS "isCalled" FROM ${raw(`"${name}"`)}`,
    );
    states.push({ name, ...state! });
  }
  return states;
}

/** The names of the migrations that were run, in their order; null in a database without any. */
export async function migrationsOf(db: Connection): Promise<string[] | null> {
  const [table] = await db.query(sql`SELECT 1 WHERE to_regclass(${migrationsTable}) IS NOT NULL`);
  if (!table) return null;
  const rows = await db.query<{ name: string }>(sql`SELECT name FROM migrations ORDER BY timestamp, id`);
  return rows.map(({ name }) => name);
}
