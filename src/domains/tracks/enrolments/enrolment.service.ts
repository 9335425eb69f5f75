import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf } from "../../../core/database/rows.js";
import { reject } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { LearningTrack } from "../learning-track.entity.js";
import { EnrolmentStatus, TrackStatus } from "../track.enums.js";
import { trackLocked } from "../track-lock.js";
import { trackWording } from "../track.wording.js";
import type { TracksContext } from "../tracks.services.js";
import { enrolmentLocked, enter, leave } from "./places.js";
import type { TrackEnrolment } from "./track-enrolment.entity.js";

const { LEFT } = EnrolmentStatus;

/** Enrols the caller in a track, at the end of its waiting list if it is full. */
export async function enrolInTrack(ctx: TracksContext, id: string): Promise<TrackEnrolment> {
  const memberId = requireCaller(ctx);
  const trackId = idOf(id);
  const work = async (tx: TransactionContext): Promise<TrackEnrolment> => {
    await countWrite(tx, "enrolment");
    const track = await trackLocked(tx, trackId);
    if (track?.status !== TrackStatus.PUBLISHED || track.hiddenAt !== null)
      return reject("NOT_FOUND", trackWording.noTrack, "trackId");
    const before = await enrolmentLocked(tx, trackId, memberId);
    if ((before?.status ?? LEFT) !== LEFT) reject("ALREADY_ENROLLED", trackWording.enrolled, "trackId");
    if (track.enrolmentClosesAt !== null && track.enrolmentClosesAt <= tx.now())
      reject("ENROLMENT_CLOSED", trackWording.closed, "trackId");
    return enter(tx, track, memberId);
  };
  return ctx.enrolmentTurns.inTurn(ctx, trackId, () => participating(ctx, work));
}

/** Ends the caller's enrolment in a track, or their wait; the first on the waiting list gets the free place. */
export async function leaveTrack(ctx: TracksContext, id: string): Promise<TrackEnrolment> {
  const memberId = requireCaller(ctx);
  const trackId = idOf(id);
  const work = async (tx: TransactionContext): Promise<TrackEnrolment> => {
    const track = await trackLocked(tx, trackId);
    const enrolment = track && (await enrolmentLocked(tx, trackId, memberId));
    if (!track || !enrolment || enrolment.status === LEFT)
      return reject("NOT_ENROLLED", trackWording.notThere, "trackId");
    if (enrolment.completedAt !== null) reject("TRACK_COMPLETED", trackWording.completed, "trackId");
    return leave(tx, track, enrolment);
  };
  return ctx.enrolmentTurns.inTurn(ctx, trackId, () => inTransaction(ctx, work));
}

/** Ends all enrolments of a member who leaves the network, also in what they completed. */
export async function releaseEnrolments(tx: TransactionContext, memberId: string): Promise<void> {
  // Locked in a fixed order, so that two members who leave at the same time do not deadlock.
  const tracks = await tx.db.query<LearningTrack>(sql`
    SELECT ${columnsOf(tx.database.source, LearningTrack, "e")} FROM learning_track e
    WHERE e.id IN (
      SELECT track_id FROM track_enrolment WHERE member_id = ${memberId} AND status <> ${LEFT})
    ORDER BY e.id FOR UPDATE`);
  for (const track of tracks) {
    const enrolment = await enrolmentLocked(tx, track.id, memberId);
    if (enrolment && enrolment.status !== LEFT) await leave(tx, track, enrolment);
  }
}
