import sql from "sql-template-tag";
import { participating } from "../../core/access/actor.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { LearningTrack } from "./learning-track.entity.js";
import { openMeetings } from "./steps/open-meetings.js";
import { TrackStatus } from "./track.enums.js";
import type { PublishLearningTrackInput, WithdrawLearningTrackInput } from "./track.inputs.js";
import { managedLocked } from "./track-lock.js";
import { trackVersionRules } from "./track.validation.js";
import { trackWording } from "./track.wording.js";

const { PUBLISHED, WITHDRAWN } = TrackStatus;

/** Publishes a draft that the caller coordinates or organises; no effect on a track that is published. */
export async function publishLearningTrack(ctx: Context, input: PublishLearningTrackInput): Promise<LearningTrack> {
  const by = requireCaller(ctx);
  const { id, version } = checkInput(trackVersionRules, input);
  return participating(ctx, async (tx) => {
    const track = await managedLocked(tx, id, version);
    if (track.status === PUBLISHED) return track;
    if (track.status === WITHDRAWN) reject("TRACK_WITHDRAWN", trackWording.withdrawn, "id");
    if (!(await isComplete(tx, id))) reject("TRACK_INCOMPLETE", trackWording.incomplete, "id");
    await countWrite(tx, "edit");
    const changes = { status: PUBLISHED, publishedAt: tx.now(), version: version + 1 };
    await tx.manager.update(LearningTrack, { id }, changes);
    tx.announce({ kind: "track.published", subjectId: id, data: { trackId: id, by } });
    return Object.assign(track, changes);
  });
}

/** Withdraws a track that the caller coordinates or organises, for good; no effect on one that is withdrawn. */
export async function withdrawLearningTrack(ctx: Context, input: WithdrawLearningTrackInput): Promise<LearningTrack> {
  const by = requireCaller(ctx);
  const { id, version } = checkInput(trackVersionRules, input);
  return participating(ctx, async (tx) => {
    const track = await managedLocked(tx, id, version);
    if (track.status === WITHDRAWN) return track;
    const changes = { status: WITHDRAWN, version: version + 1 };
    await tx.manager.update(LearningTrack, { id }, changes);
    tx.announce({ kind: "track.withdrawn", subjectId: id, data: { trackId: id, by } });
    return Object.assign(track, changes);
  });
}

/** Whether a track has steps, and each gathering and series among them takes place. */
async function isComplete(tx: TransactionContext, trackId: string): Promise<boolean> {
  const [row] = await tx.db.query<{ isComplete: boolean | null }>(sql`
    SELECT bool_and(s.kind IN ('READING', 'ASSIGNMENT') OR ${openMeetings(sql`s`)} > 0) AS "isComplete"
    FROM track_step s WHERE s.track_id = ${trackId}`);
  return row?.isComplete ?? false;
}
