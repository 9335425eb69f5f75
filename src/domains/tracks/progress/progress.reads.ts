import sql from "sql-template-tag";
import { groupBy, loader } from "../../../core/graphql/batch.js";
import { progressOf, stepStates } from "./step-states.js";

/** How far an enrolment is. */
export const progress = loader<{ done: number; needed: number }>(
  async (ctx, ids) => {
    const rows = await ctx.db.query<{ id: string; done: number; needed: number }>(
      progressOf(sql`e.id = ANY(${ids}::uuid[])`),
    );
    return new Map(rows.map((row) => [row.id, row]));
  },
  { done: 0, needed: 0 },
);

/** A step of a track, as it stands for an enrolment. */
export interface StepState {
  enrolmentId: string;
  stepId: string;
  counts: boolean;
  doneAt: Date | null;
}

/** The steps of an enrolment, in the order of the track. */
export const stepsOfEnrolment = loader<StepState[]>(async (ctx, ids) => {
  const rows = await ctx.db.query<StepState>(sql`
    SELECT enrolment_id AS "enrolmentId", step_id AS "stepId", counts, done_at AS "doneAt"
    FROM (${stepStates(sql`e.id = ANY(${ids}::uuid[])`)}) AS state ORDER BY enrolment_id, position, step_id`);
  return groupBy(
    rows,
    (row) => row.enrolmentId,
    (row) => row,
  );
}, []);
