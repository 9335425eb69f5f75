import sql from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { erasedSourceId } from "../../import/erased-source-id.js";
import { erased } from "../../import/invalid-row.js";
import { distinct } from "../../import/look-up.js";

/**
 * The ids of the source's members by the source's own ids, those who were in the network before it included; `erased` stands for
 * those whose account was erased.
 */
export async function membersBySourceId(batch: Batch, sourceIds: (string | null)[]): Promise<Map<string, string>> {
  const names = new Map(distinct(sourceIds).map((sourceId) => [erasedSourceId(batch.source, sourceId), sourceId]));
  const keys = [...names.values(), ...names.keys()];
  const rows = await batch.query<{ key: string; id: string }>(sql`
    SELECT source_id AS key, id FROM member WHERE source = ${batch.source} AND source_id = ANY(${keys}::text[])
    UNION ALL
    SELECT source_id, member_id FROM member_source WHERE source = ${batch.source} AND source_id = ANY(${keys}::text[])`);
  return new Map(rows.map(({ key, id }) => (names.has(key) ? [names.get(key)!, erased] : [key, id])));
}
