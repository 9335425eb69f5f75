import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { openMeetings } from "../steps/open-meetings.js";
import type { Concerned } from "./concerned.js";

/** The step with the alias `s` is at one of these gatherings, or at any. */
const isConcerned = ({ gatherings, all }: Concerned): Sql =>
  all
    ? sql`num_nonnulls(s.gathering_id, s.series_id) = 1`
    : sql`s.id IN (
        SELECT step.id FROM gathering g JOIN track_step step ON step.gathering_id = g.id OR step.series_id = g.series_id
        WHERE g.id = ANY(${gatherings.map(({ id }) => id)}::uuid[]))`;

/** Announces, once, each step that counts no more, as nothing of its gatherings takes place; one may count again later. */
export async function dropSteps(tx: TransactionContext, concerned: Concerned): Promise<void> {
  await tx.db.query(sql`
    WITH counting AS (
      UPDATE track_step s SET dropped_at = NULL
      WHERE s.dropped_at IS NOT NULL AND ${isConcerned(concerned)} AND ${openMeetings(sql`s`)} > 0 RETURNING 1)
    SELECT FROM counting`);
  const dropped = await tx.db.query<{ id: string; trackId: string; by: string | null }>(sql`
    WITH dropped AS (
      UPDATE track_step s SET dropped_at = ${tx.now()}
      WHERE s.dropped_at IS NULL AND ${isConcerned(concerned)} AND ${openMeetings(sql`s`)} = 0
      RETURNING s.id, s.track_id, s.gathering_id, s.series_id)
    SELECT dropped.id, track_id AS "trackId", (
      SELECT ended.by FROM unnest(${concerned.gatherings.map(({ id }) => id)}::uuid[], ${concerned.gatherings.map(({ by }) => by)}::uuid[])
        AS ended (id, by) JOIN gathering g ON g.id = ended.id
      WHERE g.id = gathering_id OR g.series_id = dropped.series_id LIMIT 1) AS by
    FROM dropped ORDER BY dropped.id`);
  for (const { id: stepId, trackId, by } of dropped)
    tx.announce({ kind: "track.step_dropped", subjectId: stepId, data: { trackId, ...(by !== null && { by }) } });
}
