import sql, { type Sql } from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import { stepStates } from "../tracks/progress/step-states.js";
import { meetingOfStep, titleOfStep } from "./step-titles.js";

/** Issues certificates for these enrolments, in the transaction that completes them. */
export async function issueCertificates(tx: TransactionContext, enrolmentIds: readonly string[]): Promise<void> {
  await tx.db.query(certificatesFor(enrolmentIds, tx.newId));
}

/**
 * Statement: issues a certificate for each of these enrolments that is completed, once, with the track as it is now and
 * the steps that are done. Of a track that asks for more steps than could be done, no more than these were needed.
 */
export const certificatesFor = (enrolmentIds: readonly string[], newId: () => string): Sql => sql`
  INSERT INTO certificate (id, enrolment_id, track_version, title, description, language, required_steps, steps, step_meetings,
    issued_at)
  SELECT given.id, e.id, t.version, t.title, t.description, t.language,
    CASE WHEN t.required_steps IS NOT NULL THEN least(t.required_steps, cardinality(done.steps)) END,
    coalesce(done.steps, '{}'), coalesce(done.meetings, '{}'),
    e.completed_at
  FROM unnest(${enrolmentIds.map(() => newId())}::uuid[], ${enrolmentIds}::uuid[]) AS given (id, enrolment_id)
    JOIN track_enrolment e ON e.id = given.enrolment_id AND e.completed_at IS NOT NULL
    JOIN learning_track t ON t.id = e.track_id
    LEFT JOIN (
      SELECT state.enrolment_id, array_agg(${titleOfStep} ORDER BY s.position, s.id) AS steps,
        array_agg(${meetingOfStep} ORDER BY s.position, s.id) AS meetings
      FROM (${stepStates(sql`e.id = ANY(${enrolmentIds}::uuid[])`)}) AS state
        JOIN track_step s ON s.id = state.step_id JOIN learning_track t ON t.id = s.track_id
        LEFT JOIN gathering g ON g.id = s.gathering_id LEFT JOIN gathering_series gs ON gs.id = s.series_id
      WHERE state.done_at IS NOT NULL GROUP BY state.enrolment_id
    ) AS done ON done.enrolment_id = e.id
  ON CONFLICT (enrolment_id) DO NOTHING`;
