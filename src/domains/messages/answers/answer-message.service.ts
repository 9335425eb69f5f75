import { z } from "zod";
import { participating, requireRight } from "../../../core/access/actor.js";
import { networkPolicy } from "../../../core/access/policy.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import { id, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import { once } from "../../../core/idempotency/once.js";
import { sendMail } from "../../../core/mail/outbox.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { audit } from "../../../core/access/audit.js";
import { messageNotOwn } from "../message-lock.js";
import { Message } from "../message.entity.js";
import { messageById } from "../message.reads.js";
import { answerWording } from "./answer.wording.js";
import { MessageAnswer } from "./message-answer.entity.js";
import type { AnswerMessageInput } from "./message-answer.inputs.js";
import { answerById } from "./message-answer.reads.js";

const answerRules = z.object({ id, body: text(5_000), handled: z.boolean(), idempotencyKey });

interface Answered {
  answer: MessageAnswer;
  message: Message | null;
}

/** Answers a message in the name of the network, and mails the answer to who left it. */
export async function answerMessage(ctx: Context, input: AnswerMessageInput): Promise<Answered> {
  const by = await requireRight(ctx, networkPolicy.moderate);
  const { idempotencyKey, ...checked } = checkInput(answerRules, input);
  return participating(ctx, async (tx) => {
    const request = { mutation: "answerMessage", idempotencyKey, input: checked };
    const answer = await once(tx, request, answerById, () => answered(tx, checked, by));
    return { answer, message: await messageById(tx, answer.messageId) };
  });
}

async function answered(
  tx: TransactionContext,
  { id: messageId, body, handled }: { id: string; body: string; handled: boolean },
  by: string,
): Promise<MessageAnswer> {
  const message = await messageNotOwn(tx, messageId, by);
  checkHasAddress(message);
  await countWrite(tx, "messageAnswer");
  const answeredAt = tx.now();
  const answer = Object.assign(new MessageAnswer(), { id: tx.newId(), messageId, body, answeredById: by, answeredAt });
  await tx.manager.insert(MessageAnswer, answer);
  const isHandledNow = handled && message.handledAt === null;
  await tx.manager.update(
    Message,
    { id: messageId },
    // Whoever answers it has looked at it.
    {
      ...{ answeredAt, releasedAt: message.releasedAt ?? answeredAt },
      ...(isHandledNow && { handledAt: answeredAt, handledById: by }),
    },
  );
  await mailAnswer(tx, message, answer.id);
  await audit(tx, {
    ...{ actorId: by, action: "MESSAGE_ANSWERED", subjectKind: "MESSAGE", subjectId: messageId },
    ...{ affectedId: message.memberId, reason: null },
    detail: message.decisionId === null ? {} : { decisionId: message.decisionId },
  });
  const { memberId } = message;
  tx.announce({ kind: "message.answered", subjectId: messageId, data: memberId === null ? {} : { memberId } });
  return answer;
}

/** Rejects a message whose sender cannot be reached. */
export function checkHasAddress({ memberId, email, addressRefusedAt }: Message, field = "id"): void {
  if (memberId !== null) return;
  if (email === null) reject("NO_REPLY_ADDRESS", answerWording.noAddress, field);
  if (addressRefusedAt !== null) reject("NO_REPLY_ADDRESS", answerWording.refusedAddress, field);
}

async function mailAnswer(tx: TransactionContext, { memberId, email }: Message, answerId: string): Promise<void> {
  const recipient = memberId === null ? { address: email! } : { memberId };
  await sendMail(tx, { kind: "messageAnswer", payload: { ...recipient, answerId } }, "answers");
}
