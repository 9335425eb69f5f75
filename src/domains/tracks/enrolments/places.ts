import sql from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { LearningTrack } from "../learning-track.entity.js";
import { EnrolmentStatus, TrackStatus } from "../track.enums.js";
import { TrackEnrolment } from "./track-enrolment.entity.js";

const { ENROLLED, WAITLISTED, LEFT } = EnrolmentStatus;

/** Gives a member a place in a track, which is locked, or one at the end of its waiting list if it is full or others wait. */
export async function enter(tx: TransactionContext, track: LearningTrack, memberId: string): Promise<TrackEnrolment> {
  const { free, waiting } = await placesOf(tx, track);
  const status = free > 0 && waiting === 0 ? ENROLLED : WAITLISTED;
  const [row] = await tx.db.query<TrackEnrolment>(sql`
    INSERT INTO track_enrolment AS e (id, track_id, member_id, status, enrolled_at)
    VALUES (${tx.newId()}, ${track.id}, ${memberId}, ${status}, ${tx.now()})
    ON CONFLICT (track_id, member_id) DO UPDATE SET
      status = excluded.status, enrolled_at = excluded.enrolled_at, queue_number = excluded.queue_number
    RETURNING ${columnsOf(tx.database.source, TrackEnrolment, "e")}`);
  return announced(tx, entityOf(TrackEnrolment, row!));
}

/** Ends an enrolment in a track, which is locked; the first on the waiting list gets the free place. */
export async function leave(
  tx: TransactionContext,
  track: LearningTrack,
  enrolment: TrackEnrolment,
): Promise<TrackEnrolment> {
  const changes = { status: LEFT, completedAt: null };
  await tx.manager.update(TrackEnrolment, { id: enrolment.id }, changes);
  announced(tx, Object.assign(enrolment, changes));
  if (track.status === TrackStatus.PUBLISHED) await promoteWaiting(tx, track);
  return enrolment;
}

/** Gives free places in a track, which is locked, to those on its waiting list, in the order of enrolment. */
export async function promoteWaiting(tx: TransactionContext, track: LearningTrack): Promise<void> {
  const { free, waiting } = await placesOf(tx, track);
  const promotions = Math.min(Math.max(free, 0), waiting);
  if (promotions === 0) return;
  const rows = await tx.db.query<TrackEnrolment>(sql`
    WITH promoted AS (
      UPDATE track_enrolment SET status = ${ENROLLED} WHERE id IN (
        SELECT id FROM track_enrolment WHERE track_id = ${track.id} AND status = ${WAITLISTED}
        ORDER BY queue_number LIMIT ${promotions})
      RETURNING *)
    SELECT ${columnsOf(tx.database.source, TrackEnrolment, "e")} FROM promoted e ORDER BY e.queue_number`);
  for (const row of rows) announced(tx, entityOf(TrackEnrolment, row), { promoted: true });
}

/** The enrolment of a member in a track, whatever its status, locked until the transaction ends; null when there is none. */
export async function enrolmentLocked(
  tx: TransactionContext,
  trackId: string,
  memberId: string,
): Promise<TrackEnrolment | null> {
  const [row] = await tx.db.query<TrackEnrolment>(sql`
    SELECT ${columnsOf(tx.database.source, TrackEnrolment, "e")} FROM track_enrolment e
    WHERE e.track_id = ${trackId} AND e.member_id = ${memberId} FOR UPDATE`);
  return row ? entityOf(TrackEnrolment, row) : null;
}

/** The number of places that are taken, also by those who have completed the track. */
export async function takenAt(tx: TransactionContext, trackId: string): Promise<number> {
  return (await countsOf(tx, trackId)).taken;
}

/** How many places are free, infinitely many without a limit, and how many wait. */
async function placesOf(
  tx: TransactionContext,
  { id, limit }: LearningTrack,
): Promise<{ free: number; waiting: number }> {
  const { taken, waiting } = await countsOf(tx, id);
  return { free: limit === null ? Number.POSITIVE_INFINITY : limit - taken, waiting };
}

async function countsOf(tx: TransactionContext, trackId: string): Promise<{ taken: number; waiting: number }> {
  const [row] = await tx.db.query<{ taken: number; waiting: number }>(sql`
    SELECT count(*) FILTER (WHERE status = ${ENROLLED})::int AS taken,
      count(*) FILTER (WHERE status = ${WAITLISTED})::int AS waiting
    FROM track_enrolment WHERE track_id = ${trackId} AND status IN (${ENROLLED}, ${WAITLISTED})`);
  return row!;
}

function announced(tx: TransactionContext, enrolment: TrackEnrolment, extra: { promoted?: true } = {}): TrackEnrolment {
  const { id, trackId, memberId, status } = enrolment;
  tx.announce({ kind: "enrolment.changed", subjectId: id, data: { trackId, memberId, status, ...extra } });
  return enrolment;
}
