import sql, { raw } from "sql-template-tag";
import type { Batch } from "./batch.js";

/** The ids of the rows of `table` that the source has brought in before, by the source's own ids. */
export async function idsBySourceId(batch: Batch, table: string, sourceIds: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ key: string; id: string }>(sql`
    SELECT source_id AS key, id FROM ${raw(table)}
    WHERE source = ${batch.source} AND source_id = ANY(${distinct(sourceIds)}::text[])`);
  return new Map(rows.map(({ key, id }) => [key, id]));
}

export const distinct = (values: (string | null)[]): string[] => [...new Set(values.filter((value) => value !== null))];
