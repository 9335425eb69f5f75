import sql, { type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { entityLoader, loader } from "../../../core/graphql/batch.js";
import { connectionType, type List } from "../../../core/graphql/connection.js";
import type { Context } from "../../../core/graphql/context.js";
import type { EnrolmentStatus } from "../track.enums.js";
import { callerManagesTrack } from "../track.reads.js";
import { TrackEnrolment } from "./track-enrolment.entity.js";

export const TrackEnrolmentConnection = connectionType("TrackEnrolment", () => TrackEnrolment);

/** The caller may see the enrolment: their own, and for who manages the track all who did not leave. */
const maySeeEnrolment = (ctx: Context): Sql => sql`(e.member_id = ${ctx.callerId}::uuid
  OR (e.status <> 'LEFT' AND ${callerManagesTrack(ctx, sql`e.track_id`)}))`;

export const enrolmentById = entityLoader(TrackEnrolment, maySeeEnrolment);

/** The enrolments in a track that the caller may see, in the order of enrolment. */
export const enrolmentsInTrack = (ctx: Context, statuses: readonly EnrolmentStatus[]): List<TrackEnrolment> => ({
  name: `track.enrolments ${statuses.join()}`,
  node: TrackEnrolment,
  where: [sql`e.status = ANY(${statuses}::enrolment_status[])`, maySeeEnrolment(ctx)],
  order: { name: "queue", key: sql`e.queue_number`, form: "number", descending: false },
});

/** The enrolments of a member, what they enrolled in last first. */
export const enrolmentsOfMember = (statuses: readonly EnrolmentStatus[]): List<TrackEnrolment> => ({
  name: `viewer.enrolments ${statuses.join()}`,
  node: TrackEnrolment,
  where: [sql`e.status = ANY(${statuses}::enrolment_status[])`],
  order: { name: "enrolled", key: sql`e.enrolled_at`, form: "time", descending: true },
});

export const takenAndWaiting = loader<{ taken: number; waiting: number }>(
  async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; taken: number; waiting: number }>(sql`
      SELECT track_id AS id, count(*) FILTER (WHERE status = 'ENROLLED')::int AS taken,
        count(*) FILTER (WHERE status = 'WAITLISTED')::int AS waiting
      FROM track_enrolment WHERE track_id = ANY(${ids}::uuid[]) GROUP BY track_id`);
    return new Map(rows.map((row) => [row.id, row]));
  },
  { taken: 0, waiting: 0 },
);

export const callerEnrolment = loader<TrackEnrolment | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<TrackEnrolment>(sql`
    SELECT ${columnsOf(ctx.database.source, TrackEnrolment, "e")} FROM track_enrolment e
    WHERE e.track_id = ANY(${ids}::uuid[]) AND e.member_id = ${ctx.callerId}`);
  return new Map(rows.map((row) => [row.trackId, entityOf(TrackEnrolment, row)]));
}, null);

/** The position of an enrolment on the waiting list, 1 for the next to get a place; null if it is not on the list. */
export const waitingPosition = loader<number | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<{ id: string; position: number }>(sql`
    SELECT own.id, (
      SELECT count(*)::int FROM track_enrolment earlier
      WHERE earlier.track_id = own.track_id AND earlier.status = 'WAITLISTED' AND earlier.queue_number <= own.queue_number
    ) AS position
    FROM track_enrolment own WHERE own.id = ANY(${ids}::uuid[]) AND own.status = 'WAITLISTED'`);
  return new Map(rows.map((row) => [row.id, row.position]));
}, null);
