import sql from "sql-template-tag";
import type { TransactionContext } from "../../core/graphql/context.js";
import type { AddedComment } from "../domain-module.js";

/**
 * Answers the pending requests for help with the idea to who comments on it, in the transaction of the comment. Returns
 * who asked.
 */
export async function answerByComment(
  tx: TransactionContext,
  { id: commentId, ideaId, authorId: toId, postedAt }: AddedComment,
): Promise<string[]> {
  const answered = await tx.db.query<{ id: string; fromId: string }>(sql`
    WITH answered AS (
      UPDATE help_request SET status = 'ANSWERED', answered_at = ${postedAt}, comment_id = ${commentId}
      WHERE status = 'PENDING' AND idea_id = ${ideaId} AND to_id = ${toId} AND expires_at > ${postedAt}
      RETURNING id, from_id AS "fromId")
    SELECT * FROM answered ORDER BY id`);
  for (const { id, fromId } of answered)
    tx.announce({ kind: "help.answered", subjectId: id, data: { fromId, toId, commentId } });
  return answered.map(({ fromId }) => fromId);
}
