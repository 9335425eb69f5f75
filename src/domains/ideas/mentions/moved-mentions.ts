import sql, { type Sql } from "sql-template-tag";
import type { Batch } from "../../../import/batch.js";
import type { Change } from "../../../import/changes.js";
import { unmovedMentions, type MentionRange } from "./mention.ranges.js";

/** Deletes the mentions of ideas whose text a source corrects, but for those whose words stand where they stood. */
export const deleteMovedInIdeas = (changes: readonly Change[], batch: Batch): Promise<void> =>
  deleteMoved(changes, batch, sql`idea e ON e.id = mention.idea_id AND mention.comment_id IS NULL`);

/** The same for comments. */
export const deleteMovedInComments = (changes: readonly Change[], batch: Batch): Promise<void> =>
  deleteMoved(changes, batch, sql`comment e ON e.id = mention.comment_id`);

async function deleteMoved(changes: readonly Change[], batch: Batch, texts: Sql): Promise<void> {
  const corrected = changes.filter(({ changed }) => changed.includes("body"));
  const bodies = new Map(corrected.map(({ id, fields }) => [id, String(fields.body ?? "")]));
  if (bodies.size === 0) return;
  const mentions = await batch.query<MentionRange & { id: string; textId: string; before: string }>(sql`
    SELECT mention.id, member_id AS "memberId", start_offset AS start, end_offset AS "end", e.id AS "textId", e.body AS before
    FROM mention JOIN ${texts} WHERE e.id = ANY(${[...bodies.keys()]}::uuid[])`);
  const moved = mentions.filter(
    (mention) => unmovedMentions([mention], mention.before, bodies.get(mention.textId)!).length === 0,
  );
  await batch.query(sql`DELETE FROM mention WHERE id = ANY(${moved.map(({ id }) => id)}::uuid[]) RETURNING 1`);
}
