import sql from "sql-template-tag";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { participating } from "../../core/access/actor.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { Comment } from "./comment.entity.js";
import { followByCommenting } from "./followers/follow.service.js";
import type { Idea } from "./idea.entity.js";
import type { IdeaContext } from "./ideas.services.js";
import type { CommentOnIdeaInput } from "./idea.inputs.js";
import { openIdeaLocked } from "./idea.locks.js";
import { commentById, ideaById, maySeeComment } from "./idea.reads.js";
import { commentRules } from "./idea.validation.js";
import { ideaWording } from "./idea.wording.js";
import { placedMentions } from "./mentions/mention.ranges.js";
import { insertMentions, mentionedIds } from "./mentions/mention.writes.js";

/** Adds a comment by the caller to an idea, or a reply to a comment. */
export async function commentOnIdea(ctx: IdeaContext, input: CommentOnIdeaInput): Promise<Comment> {
  const authorId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(commentRules, input);
  const { ideaId, replyToId = null, body, mentions } = checked;
  const add = async (tx: TransactionContext<IdeaContext>): Promise<Comment> => {
    await countWrite(tx, "comment");
    const idea = await openIdeaLocked(tx, ideaId);
    const answered = replyToId === null ? null : await repliableComment(tx, ideaId, replyToId);
    const comment = Object.assign(new Comment(), {
      id: tx.newId(),
      ideaId,
      authorId,
      replyToId,
      body,
      postedAt: tx.now(),
      editedAt: null,
      version: 1,
      hiddenAt: null,
      removedAt: null,
    });
    await tx.manager.insert(Comment, comment);
    const placed = placedMentions(mentions, { written: input.body, stored: body });
    const mentioned = await insertMentions(tx, { ideaId, commentId: comment.id }, placed);
    await followByCommenting(tx, idea);
    const askedForBy = await Promise.all(tx.onComment.map((handle) => handle(tx, comment)));
    tx.announce({
      kind: "comment.added",
      subjectId: comment.id,
      data: {
        ideaId,
        authorId,
        ...(answered && { answeredId: answered.authorId }),
        ...mentionedIds(mentioned),
        ...askedFor(askedForBy.flat()),
      },
    });
    return comment;
  };
  return participating(ctx, (tx) =>
    once(tx, { mutation: "commentOnIdea", idempotencyKey, input: checked }, commentById, () => add(tx)),
  );
}

/** Adds the caller's support for an idea; idempotent. */
export async function supportIdea(ctx: Context, id: string): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const ideaId = idOf(id);
  return participating(ctx, async (tx) => {
    const idea = await openIdeaLocked(tx, ideaId);
    const added = await tx.db.query(
      sql`INSERT INTO support (idea_id, member_id, supported_at) VALUES (${ideaId}, ${memberId}, ${tx.now()})
          ON CONFLICT DO NOTHING RETURNING idea_id`,
    );
    if (added.length > 0) {
      await countWrite(tx, "support");
      tx.announce({ kind: "idea.supported", subjectId: ideaId, data: { memberId } });
    }
    return idea;
  });
}

/** Removes the caller's support for an idea; no effect without one. */
export async function unsupportIdea(ctx: Context, id: string): Promise<Idea> {
  const memberId = requireCaller(ctx);
  const ideaId = idOf(id);
  return inTransaction(ctx, async (tx) => {
    const idea = await ideaById(tx, ideaId);
    if (!idea) reject("NOT_FOUND", ideaWording.noIdea, "ideaId");
    const removed = await tx.db.query(
      sql`WITH gone AS (DELETE FROM support WHERE idea_id = ${ideaId} AND member_id = ${memberId} RETURNING 1)
          SELECT 1 FROM gone`,
    );
    if (removed.length === 0) return idea;
    if (idea.source !== null)
      await tx.db.query(
        sql`INSERT INTO withdrawn_support (idea_id, member_id) VALUES (${ideaId}, ${memberId}) ON CONFLICT DO NOTHING`,
      );
    tx.announce({ kind: "idea.unsupported", subjectId: ideaId, data: { memberId } });
    return idea;
  });
}

/** What an event says of who asked for the comment. */
const askedFor = (askedForIds: string[]): { askedForIds?: string[] } =>
  askedForIds.length === 0 ? {} : { askedForIds };

type Answered = Pick<Comment, "authorId" | "replyToId" | "removedAt">;

/** The comment to which a reply is addressed, locked against withdrawal until the transaction ends. */
async function repliableComment(tx: TransactionContext, ideaId: string, replyToId: string): Promise<Answered> {
  const [answered] = await tx.db.query<Answered>(sql`
    SELECT e.author_id AS "authorId", e.reply_to_id AS "replyToId", e.removed_at AS "removedAt" FROM comment e
    WHERE e.id = ${replyToId} AND e.idea_id = ${ideaId} AND ${maySeeComment(tx, sql`e`)} FOR SHARE OF e`);
  if (!answered) reject("NOT_FOUND", ideaWording.noComment, "replyToId");
  if (answered.removedAt !== null) reject("COMMENT_WITHDRAWN", ideaWording.withdrawnComment, "replyToId");
  if (answered.replyToId !== null) rejectInput(InputProblem.NOT_ALLOWED, ideaWording.replyToReply, "replyToId");
  return answered;
}
