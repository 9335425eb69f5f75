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
  /** What the row of the one that remains takes over, of one that refers to both: `old` and `kept` are the rows. */
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
    const both = sql`old.${column} = ${from} AND kept.${column} = ${into} AND kept.${unique} = old.${unique}`;
    if (reference.keeping !== undefined)
      await run(db, sql`UPDATE ${table} kept SET ${reference.keeping} FROM ${table} old WHERE ${both}`);
    await run(db, sql`DELETE FROM ${table} old USING ${table} kept WHERE ${both}`);
  }
  await run(db, sql`UPDATE ${table} SET ${column} = ${into} WHERE ${column} = ${from}`);
}

const run = async (db: Connection, statement: Sql): Promise<void> => {
  await db.query(sql`WITH moved AS (${statement} RETURNING 1) SELECT FROM moved`);
};
