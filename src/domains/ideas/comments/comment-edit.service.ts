import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject, Rejection, StaleVersionError } from "../../../core/errors/user-error.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { idOf } from "../../../core/graphql/ids.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { Comment } from "../comment.entity.js";
import { IdeaStatus } from "../idea.enums.js";
import { ideaById } from "../idea.reads.js";
import { editCommentRules } from "../idea.validation.js";
import { ideaWording } from "../idea.wording.js";
import { deleteMentions, mentionedIds, replaceMentions } from "../mentions/mention.writes.js";
import type { EditCommentInput } from "./comment-edit.inputs.js";

/** Edits a comment of the caller, based on the given version, while its idea can be commented on. */
export async function editComment(ctx: Context, input: EditCommentInput): Promise<Comment> {
  const authorId = requireCaller(ctx);
  const { id, version, body, mentions } = checkInput(editCommentRules, input);
  return participating(ctx, async (tx) => {
    const comment = await ownCommentLocked(tx, id);
    if (comment.removedAt !== null) reject("COMMENT_WITHDRAWN", ideaWording.withdrawnComment, "id");
    if (comment.version !== version) throw new Rejection([new StaleVersionError(comment.version)]);
    const idea = await ideaById(tx, comment.ideaId);
    if (!idea) reject("NOT_FOUND", ideaWording.noOwnComment, "id");
    if (idea.status === IdeaStatus.WITHDRAWN) reject("IDEA_WITHDRAWN", ideaWording.withdrawn, "id");
    await countWrite(tx, "edit");
    const changes = { body, editedAt: tx.now(), version: version + 1 };
    await tx.manager.update(Comment, { id }, changes);
    const { ideaId } = comment;
    const text = { written: input.body, stored: body, before: comment.body };
    const mentioned = await replaceMentions(tx, { ideaId, commentId: id }, mentions, text);
    const data = { ideaId, authorId, ...mentionedIds(mentioned) };
    tx.announce({ kind: "comment.edited", subjectId: id, data });
    return Object.assign(comment, changes);
  });
}

/** Withdraws a comment of the caller, whose text is deleted; its place stays for its replies. Idempotent. */
export async function withdrawComment(ctx: Context, commentId: string): Promise<Comment> {
  const authorId = requireCaller(ctx);
  const id = idOf(commentId);
  return inTransaction(ctx, async (tx) => {
    const comment = await ownCommentLocked(tx, id);
    if (comment.removedAt !== null) return comment;
    const changes = { body: "", removedAt: tx.now(), version: comment.version + 1 };
    await tx.manager.update(Comment, { id }, changes);
    await deleteMentions(tx, { ideaId: comment.ideaId, commentId: id });
    tx.announce({ kind: "comment.withdrawn", subjectId: id, data: { ideaId: comment.ideaId, authorId } });
    return Object.assign(comment, changes);
  });
}

/** The comment, locked until the transaction ends. NOT_FOUND if it is not the caller's. */
async function ownCommentLocked(tx: TransactionContext, id: string): Promise<Comment> {
  const callerId = requireCaller(tx);
  const [row] = await tx.db.query<Comment>(sql`
    SELECT ${columnsOf(tx.database.source, Comment, "e")} FROM comment e
    WHERE e.id = ${id} AND e.author_id = ${callerId} FOR UPDATE`);
  if (!row) reject("NOT_FOUND", ideaWording.noOwnComment, "id");
  return entityOf(Comment, row);
}
