import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import type { Comment } from "../comment.entity.js";
import { IdeaField } from "../history/idea-change.entity.js";
import { recordChange } from "../history/record-change.js";
import type { Idea } from "../idea.entity.js";
import { IdeaKind, IdeaStatus } from "../idea.enums.js";
import { ownIdeaLocked } from "../idea.locks.js";
import { maySeeComment } from "../idea.reads.js";
import { markAnswerRules } from "../idea.validation.js";
import { ideaWording } from "../idea.wording.js";
import type { MarkAnswerInput } from "./answer.inputs.js";
import { answerWording } from "./answer.wording.js";

/** Marks a comment as the answer to a question of the caller, in place of the present one, or removes the mark. */
export async function markAnswer(ctx: Context, input: MarkAnswerInput): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const { ideaId, commentId = null } = checkInput(markAnswerRules, input);
  return participating(ctx, async (tx) => {
    // The comment first: an edit of it holds it while it waits for the idea.
    const comment = commentId === null ? null : await commentLocked(tx, commentId);
    const idea = await ownIdeaLocked(tx, ideaId, "ideaId");
    if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "ideaId");
    if (idea.kind !== IdeaKind.QUESTION) rejectInput(InputProblem.NOT_ALLOWED, answerWording.noQuestion, "ideaId");
    if (commentId !== null) checkAnswer(comment, ideaId);
    if ((await markedIn(tx, ideaId)) === commentId) return idea;
    await countWrite(tx, "edit");
    if (commentId === null) await removeAnswer(tx, ideaId);
    else await storeAnswer(tx, ideaId, commentId);
    await recordChange(tx, ideaId, { changed: [IdeaField.ANSWER] });
    if (commentId !== null) tx.announce({ kind: "idea.answered", subjectId: ideaId, data: { memberId, commentId } });
    return idea;
  });
}

/** Removes the mark from the answer to a question, if there is one. Returns whether there was. */
export async function removeAnswer(tx: TransactionContext, ideaId: string): Promise<boolean> {
  const removed = await tx.db.query(sql`
    WITH gone AS (DELETE FROM idea_answer WHERE idea_id = ${ideaId} RETURNING 1) SELECT 1 FROM gone`);
  if (removed.length === 0) return false;
  tx.announce({ kind: "idea.unanswered", subjectId: ideaId, data: { memberId: requireCaller(tx) } });
  return true;
}

async function storeAnswer(tx: TransactionContext, ideaId: string, commentId: string): Promise<void> {
  await tx.db.query(sql`
    INSERT INTO idea_answer (idea_id, comment_id, marked_at) VALUES (${ideaId}, ${commentId}, ${tx.now()})
    ON CONFLICT (idea_id) DO UPDATE SET comment_id = excluded.comment_id, marked_at = excluded.marked_at`);
}

async function markedIn(tx: TransactionContext, ideaId: string): Promise<string | null> {
  const [marked] = await tx.db.query<{ commentId: string }>(
    sql`SELECT comment_id AS "commentId" FROM idea_answer WHERE idea_id = ${ideaId}`,
  );
  return marked?.commentId ?? null;
}

type Candidate = Pick<Comment, "ideaId" | "removedAt" | "hiddenAt">;

/** The comment, if the caller may see it, which is not deleted until the transaction ends. */
async function commentLocked(tx: TransactionContext, id: string): Promise<Candidate | null> {
  const [comment] = await tx.db.query<Candidate>(sql`
    SELECT e.idea_id AS "ideaId", e.removed_at AS "removedAt", e.hidden_at AS "hiddenAt" FROM comment e
    WHERE e.id = ${id} AND ${maySeeComment(tx, sql`e`)} FOR KEY SHARE OF e`);
  return comment ?? null;
}

function checkAnswer(comment: Candidate | null, ideaId: string): void {
  if (comment?.ideaId !== ideaId) return reject("NOT_FOUND", ideaWording.noComment, "commentId");
  if (comment.removedAt !== null) reject("COMMENT_WITHDRAWN", answerWording.withdrawn, "commentId");
  if (comment.hiddenAt !== null) rejectInput(InputProblem.NOT_ALLOWED, answerWording.hidden, "commentId");
}
