import sql from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { distinct } from "../../import/look-up.js";

/** The ideas of the source by the source's own ids. */
export async function ideasBySourceId(
  batch: Batch,
  sourceIds: string[],
): Promise<Map<string, { id: string; postedAt: Date }>> {
  const rows = await batch.query<{ key: string; id: string; postedAt: Date }>(sql`
    SELECT source_id AS key, id, posted_at AS "postedAt" FROM idea
    WHERE source = ${batch.source} AND source_id = ANY(${distinct(sourceIds)}::text[])`);
  return new Map(rows.map((row) => [row.key, row]));
}
