import sql, { type Sql } from "sql-template-tag";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import type { OnCompletion } from "../../domain-module.js";
import { progressOf } from "./step-states.js";

/** What the domains above do about tracks that were completed. */
export interface CompletionServices {
  onCompletion: readonly OnCompletion[];
}

/** The enrolment with the alias `e` may be completed: it has a place in a published track, and was not completed before. */
const isUnderway = sql`e.status = 'ENROLLED' AND e.completed_at IS NULL
  AND EXISTS (SELECT FROM learning_track lt WHERE lt.id = e.track_id AND lt.status = 'PUBLISHED')`;

/** Completes those enrolments that `where` says, with the alias `e`, whose members have done what the track needs: each once. */
export async function completeEnrolments(tx: TransactionContext, where: Sql): Promise<void> {
  const completed = await tx.db.query<{ id: string; trackId: string; memberId: string }>(sql`
    WITH completed AS (
      UPDATE track_enrolment e SET completed_at = ${tx.now()}
      FROM (${progressOf(sql`${where} AND ${isUnderway}`)}) AS progress
      WHERE progress.id = e.id AND progress.done >= progress.needed AND e.status = 'ENROLLED' AND e.completed_at IS NULL
      RETURNING e.id, e.track_id, e.member_id)
    SELECT id, track_id AS "trackId", member_id AS "memberId" FROM completed ORDER BY id`);
  for (const { id, ...data } of completed) tx.announce({ kind: "track.completed", subjectId: id, data });
  if (completed.length === 0) return;
  const ids = completed.map(({ id }) => id);
  for (const handle of (tx as TransactionContext<Context & CompletionServices>).onCompletion) await handle(tx, ids);
}
