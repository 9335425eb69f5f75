import sql, { type Sql } from "sql-template-tag";
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

/** What a source calls a member, which may be more than one thing: `id` is their id in the statement. */
export const sourceIdsOf = (batch: Batch, id: Sql): Sql => sql`ARRAY(
  SELECT source_id FROM member WHERE member.id = ${id} AND source = ${batch.source}
  UNION ALL SELECT source_id FROM member_source WHERE member_id = ${id} AND source = ${batch.source})`;

/** What stands in the place of the source's own id of somebody whom it does not name. */
export const formerMemberKey = "erased:unknown";

/** Whoever wrote what the source says nothing of: shown as one who has left. Gives their id. */
export async function formerMember(batch: Batch): Promise<string> {
  const [{ id }] = (await batch.query<{ id: string }>(sql`
    INSERT INTO member (id, name, joined_at, matchable, profile_visibility, share_attendance, source, source_id, erased_at)
    VALUES (${batch.newId()}, '', date_trunc('day', ${batch.now}::timestamptz, 'UTC'), false, 'EVERYBODY', false,
      ${batch.source}, ${formerMemberKey}, ${batch.now})
    ON CONFLICT (source, source_id) DO UPDATE SET source = excluded.source RETURNING id`)) as [{ id: string }];
  return id;
}
