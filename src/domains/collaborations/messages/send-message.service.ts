import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { blockBetween } from "../../members/member.visibility.js";
import { CollaborationStage } from "../collaboration.entity.js";
import { ownCollaborationLocked } from "../collaboration.service.js";
import { collaborationWording } from "../collaboration.wording.js";
import { CollaborationMessage } from "./collaboration-message.entity.js";
import type { SendMessageInput } from "./collaboration-message.inputs.js";
import { messageById } from "./collaboration-message.reads.js";
import { messageRules } from "./collaboration-message.validation.js";
import { collaborationMessageWording } from "./collaboration-message.wording.js";
import { lastNumber } from "./thread-end.js";

/** Sends a message of the caller to the other members of a collaboration. */
export async function sendMessage(ctx: Context, input: SendMessageInput): Promise<CollaborationMessage> {
  const authorId = requireCaller(ctx);
  const { idempotencyKey, ...checked } = checkInput(messageRules, input);
  return participating(ctx, (tx) =>
    once(tx, { mutation: "sendMessage", idempotencyKey, input: checked }, messageById, () =>
      send(tx, { authorId, ...checked }),
    ),
  );
}

type Sent = Pick<CollaborationMessage, "authorId" | "collaborationId" | "body">;

async function send(tx: TransactionContext, sent: Sent): Promise<CollaborationMessage> {
  const { authorId, collaborationId } = sent;
  await countWrite(tx, "collaborationMessage");
  // Locked, so that messages sent at the same time are numbered one after the other.
  const { stage } = await ownCollaborationLocked(tx, collaborationId, authorId, "collaborationId");
  if (stage === CollaborationStage.STOPPED)
    reject("COLLABORATION_STOPPED", collaborationMessageWording.stopped, "collaborationId");
  const recipientIds = await recipientsOf(tx, sent);
  if (recipientIds.length === 0) reject("NO_RECIPIENTS", collaborationMessageWording.noRecipients, "collaborationId");
  const message = Object.assign(new CollaborationMessage(), sent, {
    id: tx.newId(),
    number: (await lastNumber(tx, collaborationId)) + 1,
    sentAt: tx.now(),
    hiddenAt: null,
    removedAt: null,
  });
  await tx.manager.insert(CollaborationMessage, message);
  const data = { collaborationId, authorId, memberIds: [authorId, ...recipientIds] };
  tx.announce({ kind: "collaboration.messaged", subjectId: message.id, data });
  return message;
}

/**
 * The other members who receive a message: those with an account whom no block separates from its author. Rejected when
 * the author has left while the lock was waited for.
 */
async function recipientsOf(tx: TransactionContext, { authorId, collaborationId }: Sent): Promise<string[]> {
  const members = await tx.db.query<{ id: string; receives: boolean }>(sql`
    SELECT member.id, erased_at IS NULL AND NOT ${blockBetween(sql`member.id`, sql`${authorId}::uuid`)} AS receives
    FROM collaboration_member JOIN member ON member.id = member_id
    WHERE collaboration_id = ${collaborationId} ORDER BY member.id`);
  if (!members.some(({ id }) => id === authorId))
    reject("NOT_FOUND", collaborationWording.noCollaboration, "collaborationId");
  return members.filter(({ id, receives }) => receives && id !== authorId).map(({ id }) => id);
}
