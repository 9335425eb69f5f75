import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, groupBy, loader } from "../../../core/graphql/batch.js";
import type { Context } from "../../../core/graphql/context.js";
import { maySeeTrack } from "../track.reads.js";
import { openMeetings } from "./open-meetings.js";
import { TrackStep } from "./track-step.entity.js";

/** The step, if the caller may see the track. */
export const stepById = entityLoader(
  TrackStep,
  (ctx) => sql`EXISTS (SELECT FROM learning_track t WHERE t.id = e.track_id AND ${maySeeTrack(ctx, sql`t`)})`,
);

/** The steps of a track, in their order. */
export const stepsOfTrack = loader<TrackStep[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<TrackStep>(sql`
    SELECT ${columnsOf(ctx.database.source, TrackStep, "e")} FROM track_step e
    WHERE e.track_id = ANY(${ids}::uuid[]) ORDER BY e.track_id, e.position, e.id`);
  return groupBy(
    rows,
    (row) => row.trackId,
    (row) => entityOf(TrackStep, row),
  );
}, []);

/** The same as they are now, in a transaction that changes them. */
export async function stepsIn(ctx: Context, trackId: string): Promise<TrackStep[]> {
  const rows = await ctx.db.query<TrackStep>(sql`
    SELECT ${columnsOf(ctx.database.source, TrackStep, "e")} FROM track_step e
    WHERE e.track_id = ${trackId} ORDER BY e.position, e.id`);
  return rows.map((row) => entityOf(TrackStep, row));
}

/** Whether the step counts for completing the track. */
export const stepCounts = loader<boolean>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; counts: boolean }>(sql`
    SELECT s.id, ${openMeetings(sql`s`)} > 0 OR s.kind IN ('READING', 'ASSIGNMENT') AS counts
    FROM track_step s WHERE s.id = ANY(${ids}::uuid[])`);
  return new Map(rows.map(({ id, counts }) => [id, counts]));
}, false);
