import { z } from "zod";
import { participating, requireRight } from "../../../core/access/actor.js";
import { networkPolicy } from "../../../core/access/policy.js";
import { checkInput, rejectInput } from "../../../core/errors/user-error.js";
import type { Context } from "../../../core/graphql/context.js";
import { id } from "../../../core/graphql/validation.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { audit } from "../../../core/access/audit.js";
import { messageToHandle } from "../message-lock.js";
import { isHeld } from "../message-status.js";
import { Message } from "../message.entity.js";
import { messageWording } from "../message.wording.js";

const rules = z.object({ id });

/** Lets a message through that was held: the coordinators are notified of it. No effect on any other. */
export async function releaseMessage(ctx: Context, input: { id: string }): Promise<Message> {
  const by = await requireRight(ctx, networkPolicy.moderate);
  const checked = checkInput(rules, input);
  return participating(ctx, async (tx) => {
    const message = await messageToHandle(tx, checked.id, by);
    if (!isHeld(message)) return message;
    const released = { releasedAt: tx.now() };
    await tx.manager.update(Message, { id: message.id }, released);
    tx.announce({ kind: "message.released", subjectId: message.id, data: { by } });
    return Object.assign(message, released);
  });
}

/** Handles a message as spam, which is deleted later. */
export async function discardMessage(ctx: Context, input: { id: string }): Promise<Message> {
  const by = await requireRight(ctx, networkPolicy.moderate);
  const checked = checkInput(rules, input);
  return participating(ctx, async (tx) => {
    const message = await messageToHandle(tx, checked.id, by);
    if (message.decisionId !== null) rejectInput(InputProblem.NOT_ALLOWED, messageWording.appealIsNoSpam, "id");
    const discarded = { discardedAt: tx.now(), handledAt: tx.now(), handledById: by };
    await tx.manager.update(Message, { id: message.id }, discarded);
    await audit(tx, {
      ...{ actorId: by, action: "MESSAGE_DISCARDED", subjectKind: "MESSAGE", subjectId: message.id },
      ...{ affectedId: message.memberId, detail: {}, reason: null },
    });
    return Object.assign(message, discarded);
  });
}
