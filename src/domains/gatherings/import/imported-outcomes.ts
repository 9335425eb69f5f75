import sql from "sql-template-tag";
import type { Batch } from "../../../import/batch.js";

interface ImportedOutcome {
  /** Of the gathering. */
  id: string;
  outcome: string | null;
  links: readonly string[];
}

/** Sets what came of gatherings that have begun; null takes it away. It counts as recorded when the gathering was over. */
export async function setOutcomes(batch: Batch, outcomes: readonly ImportedOutcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  const rows = outcomes.map(({ id, outcome, links }) => ({
    id: batch.newId(),
    gathering: id,
    summary: outcome,
    links,
  }));
  await batch.query(sql`
    WITH gone AS (
      DELETE FROM outcome WHERE gathering_id = ANY(${rows.filter(({ summary }) => summary === null).map(({ gathering }) => gathering)}::uuid[])
      RETURNING 1)
    SELECT FROM gone`);
  await batch.query(sql`
    INSERT INTO outcome (id, gathering_id, summary, links, recorded_at)
    SELECT new.id, g.id, new.summary, ARRAY(SELECT jsonb_array_elements_text(new.links)), coalesce(g.ends_at, g.starts_at)
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS new (id uuid, gathering uuid, summary text, links jsonb)
    JOIN gathering g ON g.id = new.gathering
    WHERE new.summary IS NOT NULL AND g.starts_at <= ${batch.now}
    ON CONFLICT (gathering_id) DO UPDATE SET summary = excluded.summary, links = excluded.links,
      version = outcome.version + 1 RETURNING 1`);
}
