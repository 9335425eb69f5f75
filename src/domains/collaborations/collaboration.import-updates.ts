import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import type { Change, Current } from "../../import/changes.js";
import type { CollaborationStage } from "./collaboration.entity.js";

/** Collaborations that an import brought in, as they are now. */
export async function currentCollaborations(ids: readonly string[], batch: Batch, lock: boolean): Promise<Current[]> {
  const rows = await batch.query<CollaborationNow>(sql`
    SELECT e.id, e.imported, e.version, e.started_at AS since, e.stage, e.outcome, g.source_id AS gathering,
      i.source_id AS idea
    FROM collaboration e LEFT JOIN gathering g ON g.id = e.gathering_id LEFT JOIN idea i ON i.id = e.idea_id
    WHERE e.id = ANY(${ids}::uuid[]) ORDER BY e.id ${raw(lock ? "FOR UPDATE OF e" : "")}`);
  return rows.map(({ id, imported, version, since, ...fields }) => ({
    ...{ id, imported, isUntouched: version === 1 },
    fields: { ...fields, since: since?.toISOString() ?? null },
  }));
}

interface CollaborationNow {
  id: string;
  imported: Current["imported"];
  version: number;
  since: Date | null;
  stage: CollaborationStage;
  outcome: string | null;
  gathering: string | null;
  idea: string | null;
}

export async function updateCollaborations(changes: readonly Change[], batch: Batch): Promise<void> {
  const rows = changes.map(({ id, fields, imported }) => ({ ...fields, id, imported }));
  await batch.query(sql`
    UPDATE collaboration SET started_at = new.since, stage = new.stage, outcome = new.outcome, imported = new.imported,
      outcome_author_id = CASE WHEN collaboration.outcome = new.outcome THEN outcome_author_id END,
      gathering_id = (SELECT g.id FROM gathering g WHERE g.source = ${batch.source} AND g.source_id = new.gathering),
      idea_id = (SELECT i.id FROM idea i WHERE i.source = ${batch.source} AND i.source_id = new.idea)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (
      id uuid, since timestamptz, stage collaboration_stage, outcome text, gathering text, idea text, imported jsonb)
    WHERE collaboration.id = new.id RETURNING 1`);
}
