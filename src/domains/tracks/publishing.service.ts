import { participating } from "../../core/access/actor.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { requireCaller, type Context } from "../../core/graphql/context.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { LearningTrack } from "./learning-track.entity.js";
import { stepsIn } from "./steps/step.reads.js";
import { isMarked } from "./steps/step.validation.js";
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
    const steps = await stepsIn(tx, id);
    const isOpen = steps.some((step) => !isMarked(step) && step.gatheringId === null && step.seriesId === null);
    if (steps.length === 0 || isOpen) reject("TRACK_INCOMPLETE", trackWording.incomplete, "id");
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
