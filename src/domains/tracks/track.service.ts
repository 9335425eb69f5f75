import { isDeepStrictEqual } from "node:util";
import { participating, requireRight } from "../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { requireCaller, type TransactionContext } from "../../core/graphql/context.js";
import { definedFields } from "../../core/graphql/validation.js";
import { once } from "../../core/idempotency/once.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { setCoordinators } from "./coordinators.js";
import { promoteWaiting, takenAt } from "./enrolments/places.js";
import { LearningTrack } from "./learning-track.entity.js";
import { setSteps } from "./steps/set-steps.js";
import { stepsIn } from "./steps/step.reads.js";
import { TrackStatus } from "./track.enums.js";
import type { CreateLearningTrackInput, EditLearningTrackInput } from "./track.inputs.js";
import { managedLocked } from "./track-lock.js";
import { trackPolicy } from "./track.policy.js";
import { trackById } from "./track.reads.js";
import { setThemes } from "./track-themes.js";
import { createTrackRules, editTrackRules, type GivenTrack } from "./track.validation.js";
import { capacityTaken, trackWording } from "./track.wording.js";
import type { TracksContext } from "./tracks.services.js";

/** Creates a learning track, as a draft. */
export async function createLearningTrack(ctx: TracksContext, input: CreateLearningTrackInput): Promise<LearningTrack> {
  const by = await requireRight(ctx, trackPolicy.create);
  const { idempotencyKey, ...given } = checkInput(createTrackRules, input);
  return participating(ctx, (tx) =>
    once(tx, { mutation: "createLearningTrack", idempotencyKey, input: given }, trackById, () =>
      insertTrack(tx, given, by),
    ),
  );
}

/** Adds a draft, and appends the event to the log. */
export async function insertTrack(tx: TransactionContext, given: GivenTrack, by: string): Promise<LearningTrack> {
  await countWrite(tx, "track");
  const track = Object.assign(new LearningTrack(), {
    ...{ id: tx.newId(), status: TrackStatus.DRAFT, title: given.title, description: given.description ?? null },
    ...{ language: given.language ?? null, limit: given.capacity ?? null },
    ...{ enrolmentClosesAt: given.enrolmentClosesAt ?? null, requiredSteps: given.requiredSteps ?? null },
    ...{ createdAt: tx.now(), publishedAt: null, editedAt: null, version: 1, hiddenAt: null },
  });
  checkRequiredSteps(track, given.steps?.length ?? 0);
  await tx.manager.insert(LearningTrack, track);
  await setThemes(tx, track.id, given.themes ?? []);
  const coordinators = given.coordinators ?? [by];
  await setCoordinators(tx, track.id, coordinators);
  if (given.steps) await setSteps(tx, track, given.steps);
  tx.announce({
    kind: "track.created",
    subjectId: track.id,
    data: { trackId: track.id, by, coordinatorIds: coordinators },
  });
  return track;
}

/** Edits a track that the caller coordinates or organises, based on the given version. */
export async function editLearningTrack(ctx: TracksContext, input: EditLearningTrackInput): Promise<LearningTrack> {
  const by = requireCaller(ctx);
  const { id, version, ...given } = checkInput(editTrackRules, input);
  const edit = async (tx: TransactionContext): Promise<LearningTrack> => {
    const track = await managedLocked(tx, id, version);
    if (track.status === TrackStatus.WITHDRAWN) reject("TRACK_WITHDRAWN", trackWording.withdrawn, "id");
    await countWrite(tx, "edit");
    const changes = await changesOf(tx, track, given);
    const changed = Object.keys(changes);
    if (given.themes !== undefined && (await setThemes(tx, id, given.themes ?? []))) changed.push("themes");
    if (given.steps && (await setSteps(tx, track, given.steps))) changed.push("steps");
    const added = given.coordinators ? await setCoordinators(tx, id, given.coordinators) : null;
    if (added) changed.push("coordinators");
    if (changed.length === 0) return track;
    const stored = { ...changes, editedAt: tx.now(), version: version + 1 };
    await tx.manager.update(LearningTrack, { id }, stored);
    Object.assign(track, stored);
    const data = { trackId: id, by, changed, ...(added && { coordinatorIds: added }) };
    tx.announce({ kind: "track.edited", subjectId: id, data });
    if ("limit" in changes && track.status === TrackStatus.PUBLISHED) await promoteWaiting(tx, track);
    return track;
  };
  return participating(ctx, edit);
}

/** The columns that an edit changes, each with its new value. */
async function changesOf(
  tx: TransactionContext,
  track: LearningTrack,
  given: Partial<GivenTrack>,
): Promise<Partial<LearningTrack>> {
  const { title, description, language, capacity, enrolmentClosesAt, requiredSteps, steps } = given;
  const columns: Partial<LearningTrack> = definedFields({
    ...{ title, description, language, limit: capacity, enrolmentClosesAt, requiredSteps },
  });
  const changes = Object.fromEntries(
    Object.entries(columns).filter(([name, value]) => !isDeepStrictEqual(value, track[name as keyof LearningTrack])),
  ) as Partial<LearningTrack>;
  if (steps || changes.requiredSteps !== undefined)
    checkRequiredSteps({ ...track, ...changes }, steps?.length ?? (await stepsIn(tx, track.id)).length);
  if (typeof changes.limit === "number") {
    const taken = await takenAt(tx, track.id);
    if (taken > changes.limit) rejectInput(InputProblem.NOT_ALLOWED, capacityTaken(taken), "capacity");
  }
  return changes;
}

function checkRequiredSteps({ requiredSteps }: Pick<LearningTrack, "requiredSteps">, steps: number): void {
  if (requiredSteps !== null && (requiredSteps < 1 || requiredSteps > steps))
    rejectInput(InputProblem.OUT_OF_RANGE, trackWording.requiredStepsRange, "requiredSteps");
}
