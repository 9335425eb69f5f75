import sql, { raw, type Sql } from "sql-template-tag";
import type { Connection } from "./database.js";

/** What can be merged into another of its kind, by its table. */
export type Mergeable = "organisation" | "theme";

/** A column that refers to what can be merged. Its rows follow into the one that remains. */
export interface MergedReference {
  to: Mergeable;
  table: string;
  column: string;
  /** The column that is unique together with it: whoever refers to both keeps the row of the one that remains. */
  uniqueWith?: string;
  /** What the row of the one that remains takes over, of one that refers to both: `merged` and `survivor` are the rows. */
  keeping?: Sql;
}

/** Makes everything that refers to one of its kind refer to another, in the transaction that merges them. */
export async function moveReferences(
  db: Connection,
  references: readonly MergedReference[],
  { to, from, into }: { to: Mergeable; from: string; into: string },
): Promise<void> {
  for (const reference of references.filter((one) => one.to === to)) await move(db, reference, from, into);
}

async function move(db: Connection, reference: MergedReference, from: string, into: string): Promise<void> {
  const [table, column] = [raw(reference.table), raw(reference.column)];
  if (reference.uniqueWith !== undefined) {
    const unique = raw(reference.uniqueWith);
    const both = sql`merged.${column} = ${from} AND survivor.${column} = ${into} AND survivor.${unique} = merged.${unique}`;
    if (reference.keeping !== undefined)
      await run(db, sql`UPDATE ${table} survivor SET ${reference.keeping} FROM ${table} merged WHERE ${both}`);
    await run(db, sql`DELETE FROM ${table} merged USING ${table} survivor WHERE ${both}`);
  }
  const some = sql`SELECT ctid FROM ${table} WHERE ${column} = ${from} LIMIT ${rowsAtOnce}`;
  while ((await run(db, sql`UPDATE ${table} SET ${column} = ${into} WHERE ctid = ANY(ARRAY(${some}))`)) === rowsAtOnce);
  // A row that somebody edited meanwhile is elsewhere by then: it is waited for here, and found by what it refers to.
  await run(db, sql`UPDATE ${table} SET ${column} = ${into} WHERE ${column} = ${from}`);
}

/** Tens of thousands of rows may refer to one, and a statement has a time limit. */
export const rowsAtOnce = 5_000;

/** Runs a statement, and gives the number of its rows. */
async function run(db: Connection, statement: Sql): Promise<number> {
  const [row] = await db.query<{ rows: number }>(
    sql`WITH moved AS (${statement} RETURNING 1) SELECT count(*)::int AS rows FROM moved`,
  );
  return row!.rows;
}
