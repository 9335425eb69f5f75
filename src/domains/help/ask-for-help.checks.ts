import sql from "sql-template-tag";
import { reject, rejectInput } from "../../core/errors/user-error.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { IdeaKind, IdeaStatus } from "../ideas/idea.enums.js";
import { ownIdeaLocked } from "../ideas/idea.locks.js";
import { ideaWording } from "../ideas/idea.wording.js";
import type { HelpRequest } from "./help-request.entity.js";
import { helpWording } from "./help.wording.js";

/** Rejects unless it is a question of the caller that others see and that is not done. */
export async function checkQuestion(tx: TransactionContext, ideaId: string): Promise<void> {
  const { kind, status, hiddenAt } = await ownIdeaLocked(tx, ideaId, "ideaId");
  if (status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "ideaId");
  if (kind !== IdeaKind.QUESTION) rejectInput(InputProblem.NOT_ALLOWED, helpWording.noQuestion, "ideaId");
  if (status === IdeaStatus.DONE) rejectInput(InputProblem.NOT_ALLOWED, helpWording.done, "ideaId");
  if (hiddenAt !== null) rejectInput(InputProblem.NOT_ALLOWED, helpWording.questionHidden, "ideaId");
}

/** Rejects when the member was asked about this question and has not answered yet, or declined. */
export async function checkPair(
  tx: TransactionContext,
  { ideaId, fromId, toId }: Pick<HelpRequest, "ideaId" | "fromId" | "toId">,
): Promise<void> {
  const [{ asked, declined } = { asked: false, declined: false }] = await tx.db.query<Record<string, boolean>>(sql`
    SELECT coalesce(bool_or(status = 'PENDING'), false) AS asked, coalesce(bool_or(status = 'DECLINED'), false) AS declined
    FROM help_request WHERE idea_id = ${ideaId} AND from_id = ${fromId} AND to_id = ${toId}`);
  if (asked) reject("ALREADY_REQUESTED", helpWording.asked, "memberId");
  if (declined) reject("ALREADY_REQUESTED", helpWording.declined, "memberId");
}

/**
 * Rejects when the member has received as many requests in this month of Belgium as they take, whatever became of them.
 * The member's row is locked, so that concurrent requests cannot exceed the number together.
 */
export async function checkMonth(tx: TransactionContext, toId: string): Promise<void> {
  const [month] = await tx.db.query<{ isFull: boolean }>(sql`
    SELECT count(*) >= (SELECT help_requests_per_month FROM account WHERE member_id = ${toId}) AS "isFull"
    FROM help_request WHERE to_id = ${toId} AND asked_at >=
      date_trunc('month', ${tx.now()}::timestamptz AT TIME ZONE 'Europe/Brussels') AT TIME ZONE 'Europe/Brussels'`);
  if (month!.isFull) reject("NO_MORE_HELP_REQUESTS", helpWording.noMore, "memberId");
}
