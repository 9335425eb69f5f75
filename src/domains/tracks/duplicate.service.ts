import sql from "sql-template-tag";
import { participating, requireRight } from "../../core/access/actor.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { once } from "../../core/idempotency/once.js";
import { endIn } from "../gatherings/gathering-end.js";
import { maySeeGathering } from "../gatherings/gathering.reads.js";
import { visibleAmong } from "../gatherings/visible-members.js";
import type { LearningTrack } from "./learning-track.entity.js";
import { stepsIn } from "./steps/step.reads.js";
import type { GivenStep } from "./steps/step.validation.js";
import type { TrackStep } from "./steps/track-step.entity.js";
import { TrackStepKind } from "./track.enums.js";
import type { DuplicateLearningTrackInput } from "./track.inputs.js";
import { trackPolicy } from "./track.policy.js";
import { coordinatorIds, trackById } from "./track.reads.js";
import { insertTrack } from "./track.service.js";
import { duplicateTrackRules } from "./track.validation.js";
import { trackWording } from "./track.wording.js";
import type { TracksContext } from "./tracks.services.js";

/** Makes a draft of what a track is now, without its learners, and with only those meetings that are still to come. */
export async function duplicateLearningTrack(
  ctx: TracksContext,
  input: DuplicateLearningTrackInput,
): Promise<LearningTrack> {
  const by = await requireRight(ctx, trackPolicy.create);
  const { idempotencyKey, id, title } = checkInput(duplicateTrackRules, input);
  return participating(ctx, (tx) =>
    once(tx, { mutation: "duplicateLearningTrack", idempotencyKey, input: { id, title } }, trackById, () =>
      duplicated(tx, { id, title: title ?? null, by }),
    ),
  );
}

async function duplicated(
  tx: TransactionContext,
  { id, title, by }: { id: string; title: string | null; by: string },
): Promise<LearningTrack> {
  const track = await trackById(tx, id);
  if (!track) return reject("NOT_FOUND", trackWording.noTrack, "id");
  const themes = await tx.db.query<{ slug: string }>(sql`
    SELECT slug FROM track_theme JOIN theme ON theme.id = theme_id
    WHERE track_id = ${id} AND NOT archived ORDER BY position`);
  const coordinators = [...(await visibleAmong(tx, await coordinatorIds(tx, id)))];
  const { description, language, limit: capacity, requiredSteps } = track;
  return insertTrack(
    tx,
    {
      ...{ title: title ?? track.title, description, language, capacity, requiredSteps },
      themes: themes.map(({ slug }) => slug),
      coordinators: coordinators.length > 0 ? coordinators : [by],
      steps: await copiesOf(tx, await stepsIn(tx, id)),
    },
    by,
  );
}

/** The steps anew; a gathering or a series that is not to come is left to choose. */
async function copiesOf(tx: TransactionContext, steps: readonly TrackStep[]): Promise<GivenStep[]> {
  const ids = (field: "gatheringId" | "seriesId") => steps.flatMap((step) => step[field] ?? []);
  const rows = await tx.db.query<{ id: string; seriesId: string | null }>(sql`
    SELECT e.id, e.series_id AS "seriesId" FROM gathering e
    WHERE (e.id = ANY(${ids("gatheringId")}::uuid[]) OR e.series_id = ANY(${ids("seriesId")}::uuid[]))
      AND e.status = 'SCHEDULED' AND e.hidden_at IS NULL AND ${endIn(sql`e`)} > ${tx.now()} AND ${maySeeGathering(tx, sql`e`)}`);
  const toCome = new Set(rows.flatMap(({ id, seriesId }) => [id, ...(seriesId === null ? [] : [seriesId])]));
  const kept = (id: string | null): string | null => (id !== null && toCome.has(id) ? id : null);
  return steps.map(({ kind, title, description, link, gatheringId, seriesId, minAttended }) => ({
    ...{ id: null, kind, title, description, link, gatheringId: kept(gatheringId), seriesId: kept(seriesId) },
    minAttended: kind === TrackStepKind.SERIES ? minAttended : null,
  }));
}
