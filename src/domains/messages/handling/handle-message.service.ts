import { participating, requireRight } from "../../../core/access/actor.js";
import { networkPolicy } from "../../../core/access/policy.js";
import { checkInput } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { audit } from "../../../core/access/audit.js";
import { messageToHandle } from "../message-lock.js";
import { Message } from "../message.entity.js";
import type { HandleMessageInput } from "./handling.inputs.js";
import { handlingRules } from "./handling.validation.js";

/** Marks a message as handled by the caller; the first moderator wins. */
export async function handleMessage(ctx: Context, input: HandleMessageInput): Promise<Message> {
  const handledById = await requireRight(ctx, networkPolicy.moderate);
  const { id, note = null } = checkInput(handlingRules, input);
  return participating(ctx, async (tx) => {
    const message = await messageToHandle(tx, id, handledById);
    const handling = { handledAt: tx.now(), handledById, note };
    await tx.manager.update(Message, { id }, handling);
    await audit(tx, {
      actorId: handledById,
      action: "MESSAGE_HANDLED",
      subjectKind: "MESSAGE",
      subjectId: id,
      affectedId: message.memberId,
      detail: message.decisionId === null ? {} : { decisionId: message.decisionId },
      reason: note,
    });
    return Object.assign(message, handling);
  });
}
