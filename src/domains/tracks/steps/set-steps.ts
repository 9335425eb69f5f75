import { isDeepStrictEqual } from "node:util";
import { In } from "typeorm";
import { rejectInput } from "../../../core/errors/user-error.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { TrackStatus, TrackStepKind } from "../track.enums.js";
import type { LearningTrack } from "../learning-track.entity.js";
import { checkMeetings } from "./step-meetings.js";
import { stepsIn } from "./step.reads.js";
import { checkSteps, isMarked, type GivenStep } from "./step.validation.js";
import { stepWording } from "./step.wording.js";
import { TrackStep } from "./track-step.entity.js";

/**
 * Gives a track, which is locked, these steps instead of its former ones; whether they differ. Those that are kept retain
 * their ids, and with them what learners did.
 */
export async function setSteps(
  tx: TransactionContext,
  track: LearningTrack,
  given: readonly GivenStep[],
): Promise<boolean> {
  checkSteps(given);
  if (track.status === TrackStatus.PUBLISHED && given.length === 0)
    rejectInput(InputProblem.REQUIRED, stepWording.stepRequired, "steps");
  const before = await stepsIn(tx, track.id);
  const steps = given.map((step, position) => stepOf(tx, track, step, position, before));
  const isKept = new Map(before.map((step) => [step.id, step]));
  // What was chosen before may stay, whatever became of it.
  const chosen = steps.map(({ id, gatheringId, seriesId }, index) => ({
    index,
    gatheringId,
    seriesId,
    former: isKept.get(id),
  }));
  const added = chosen.filter(
    ({ gatheringId, seriesId, former }) =>
      gatheringId !== (former?.gatheringId ?? null) || seriesId !== (former?.seriesId ?? null),
  );
  await checkMeetings(
    tx,
    added.filter(({ gatheringId, seriesId }) => gatheringId !== null || seriesId !== null),
  );
  if (track.status === TrackStatus.PUBLISHED) checkChosen(steps, isKept);
  if (isDeepStrictEqual(steps, before)) return false;
  const gone = before.filter(({ id }) => !steps.some((step) => step.id === id));
  if (gone.length > 0) await tx.manager.delete(TrackStep, { id: In(gone.map(({ id }) => id)) });
  if (steps.length > 0) await tx.manager.upsert(TrackStep, steps, ["id"]);
  return true;
}

function stepOf(
  tx: TransactionContext,
  { id: trackId }: LearningTrack,
  given: GivenStep,
  position: number,
  before: readonly TrackStep[],
): TrackStep {
  const { kind, title, description, link, gatheringId, seriesId } = given;
  const former = before.find(({ id }) => id === given.id);
  const path = ["steps", String(position)];
  if (given.id !== null && !former) rejectInput(InputProblem.UNKNOWN, stepWording.noOwnStep, ...path, "id");
  if (former && former.kind !== kind) rejectInput(InputProblem.NOT_ALLOWED, stepWording.otherKind, ...path, "kind");
  return Object.assign(new TrackStep(), {
    ...{ id: former?.id ?? tx.newId(), trackId, position, kind, title, description, link },
    ...{ gatheringId, seriesId, minAttended: given.minAttended ?? 1 },
    // What is chosen anew takes place.
    droppedAt: former?.gatheringId === gatheringId && former.seriesId === seriesId ? former.droppedAt : null,
  });
}

/** In a published track, only what was deleted may be missing. */
function checkChosen(steps: readonly TrackStep[], former: ReadonlyMap<string, TrackStep>): void {
  for (const [index, step] of steps.entries()) {
    if (isMarked(step) || step.gatheringId !== null || step.seriesId !== null) continue;
    const before = former.get(step.id);
    if (before?.gatheringId === null && before.seriesId === null) continue;
    const field = step.kind === TrackStepKind.GATHERING ? "gatheringId" : "seriesId";
    rejectInput(InputProblem.REQUIRED, stepWording.meetingRequired, "steps", String(index), field);
  }
}
