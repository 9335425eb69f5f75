import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { id } from "../../../core/graphql/validation.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { z } from "zod";
import { enrolmentLocked } from "../enrolments/places.js";
import { TrackEnrolment } from "../enrolments/track-enrolment.entity.js";
import { stepById } from "../steps/step.reads.js";
import { isMarked } from "../steps/step.validation.js";
import { stepWording } from "../steps/step.wording.js";
import type { TrackStep } from "../steps/track-step.entity.js";
import { EnrolmentStatus, TrackStatus } from "../track.enums.js";
import { trackWording } from "../track.wording.js";
import { completeEnrolments } from "./complete.js";
import type { MarkStepInput } from "./mark-step.inputs.js";

const markRules = z.object({ stepId: id, done: z.boolean() });

/** Marks a reading or an assignment as done by the caller, or takes the mark back; the last one completes the track. */
export async function markStep(ctx: Context, input: MarkStepInput): Promise<TrackEnrolment> {
  const memberId = requireCaller(ctx);
  const { stepId, done } = checkInput(markRules, input);
  return participating(ctx, async (tx) => {
    const step = await stepOfOpenTrack(tx, stepId);
    if (!isMarked(step)) rejectInput(InputProblem.NOT_ALLOWED, stepWording.notMarked, "stepId");
    const enrolment = await enrolmentLocked(tx, step.trackId, memberId);
    if (enrolment?.status !== EnrolmentStatus.ENROLLED)
      return reject("NOT_ENROLLED", trackWording.notEnrolled, "stepId");
    if (!done && enrolment.completedAt !== null) reject("TRACK_COMPLETED", trackWording.completed, "stepId");
    if (!(await changed(tx, enrolment.id, stepId, done))) return enrolment;
    await countWrite(tx, "stepMark");
    const data = { trackId: step.trackId, stepId, memberId, done };
    tx.announce({ kind: "track.step_marked", subjectId: enrolment.id, data });
    await completeEnrolments(tx, sql`e.id = ${enrolment.id}`);
    const [row] = await tx.db.query<TrackEnrolment>(sql`
      SELECT ${columnsOf(tx.database.source, TrackEnrolment, "e")} FROM track_enrolment e WHERE e.id = ${enrolment.id}`);
    return entityOf(TrackEnrolment, row!);
  });
}

/** The step, which the caller may see; neither it nor the status of its track changes until the transaction ends. */
async function stepOfOpenTrack(tx: TransactionContext, stepId: string): Promise<TrackStep> {
  const [track] = await tx.db.query<{ status: TrackStatus }>(sql`
    SELECT t.status FROM learning_track t WHERE t.id = (SELECT track_id FROM track_step WHERE id = ${stepId}) FOR SHARE`);
  const step = track && (await stepById(tx, stepId));
  if (!step) return reject("NOT_FOUND", stepWording.noStep, "stepId");
  if (track.status === TrackStatus.WITHDRAWN) reject("TRACK_WITHDRAWN", trackWording.withdrawn, "stepId");
  return step;
}

/** Whether the mark was not as it is to be. */
async function changed(tx: TransactionContext, enrolmentId: string, stepId: string, done: boolean): Promise<boolean> {
  const rows = await tx.db.query(
    done
      ? sql`INSERT INTO track_mark (enrolment_id, step_id, marked_at) VALUES (${enrolmentId}, ${stepId}, ${tx.now()})
          ON CONFLICT DO NOTHING RETURNING 1 AS made`
      : sql`WITH gone AS (DELETE FROM track_mark WHERE enrolment_id = ${enrolmentId} AND step_id = ${stepId} RETURNING 1)
          SELECT FROM gone`,
  );
  return rows.length > 0;
}
