import sql, { join, raw } from "sql-template-tag";
import type { Connection } from "../database/database.js";
import { searchColumns, searchRules, type SearchedTable, type SearchedValue } from "./searched-table.js";

/** Rows at once: about 20 ms of work for ideas. */
const batchSize = 100;

type Row = { id: string; version: string } & Record<string, SearchedValue>;

/**
 * Makes the vectors of all rows that have none by the present rules, batch by batch. A row that somebody changes at the
 * same time is left to the next call. Returns how many were made.
 */
export async function fillSearchVectors(
  db: Connection,
  searched: SearchedTable,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const table = raw(searched.table);
  let filled = 0;
  for (let after = "00000000-0000-0000-0000-000000000000"; !isStopped();) {
    const rows = await db.query<Row>(sql`
      SELECT id, xmin::text AS version, ${join(Object.keys(searched.weights).map((column) => raw(column)))} FROM ${table}
      WHERE search_rules < ${raw(String(searchRules))} AND id > ${after} ORDER BY id LIMIT ${batchSize}`);
    if (rows.length === 0) break;
    const updated = await db.query(sql`
      WITH updated AS (
        UPDATE ${table} AS t SET search = made.search::tsvector, search_rules = ${searchRules}
        FROM unnest(
          ${rows.map(({ id }) => id)}::uuid[],
          ${rows.map(({ version }) => version)}::text[],
          ${rows.map((row) => searchColumns(searched, row).search)}::text[]) AS made (id, version, search)
        WHERE t.id = made.id AND t.xmin::text = made.version RETURNING t.id)
      SELECT id FROM updated`);
    filled += updated.length;
    after = rows.at(-1)!.id;
  }
  return filled;
}
