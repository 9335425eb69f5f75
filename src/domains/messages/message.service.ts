import sql from "sql-template-tag";
import { brokeConstraint } from "../../core/database/failures.js";
import { inTransaction, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { once } from "../../core/idempotency/once.js";
import { requireMember } from "../../core/access/actor.js";
import { countWrite } from "../../core/rate-limits/write-limits.js";
import { throttleCommits } from "../identity/attempts.js";
import { Message } from "./message.entity.js";
import type { LeaveMessageInput } from "./message.inputs.js";
import { messageRules } from "./message.validation.js";
import { isHeld } from "./message-status.js";
import { messageWording } from "./message.wording.js";
import type { SpamSign } from "./spam/spam.enums.js";
import { spamSignsOf } from "./spam/spam-signs.js";
import { moderationWording } from "../moderation/moderation.wording.js";

/** Maximum messages a minute from one client address without signing in. */
const messagesPerMinute = 5;

/** Leaves a message for the coordinators. Suspended members may do so, too. */
export async function leaveMessage(ctx: Context, input: LeaveMessageInput): Promise<Message> {
  const { idempotencyKey, ...checked } = checkInput(messageRules, input);
  const { body, name = null, email = null, appealsDecisionId: decisionId = null } = checked;
  const memberId = ctx.callerId === null && decisionId === null ? null : await requireMember(ctx);
  if (memberId !== null && (name !== null || email !== null))
    rejectInput(InputProblem.NOT_ALLOWED, messageWording.signedIn, name !== null ? "name" : "email");
  const message = Object.assign(new Message(), {
    id: ctx.newId(),
    body,
    memberId,
    name,
    email,
    decisionId,
    leftAt: ctx.now(),
    language: ctx.language,
    ...{ addressRefusedAt: null, spamSigns: [] as SpamSign[], releasedAt: null, discardedAt: null, answeredAt: null },
    assigneeId: null,
    handledAt: null,
    handledById: null,
    note: null,
  });
  const leave = async (tx: TransactionContext): Promise<Message> => {
    if (memberId === null) await throttleCommits(tx, "message", messagesPerMinute);
    else await countWrite(tx, "message");
    if (decisionId !== null) await checkAppeal(tx, decisionId, memberId!);
    // An appeal is never held.
    if (decisionId === null) message.spamSigns = await spamSignsOf(tx, message);
    // A copy, as TypeORM puts what the database returns into what it inserts, of arrays as their text.
    await tx.manager.insert(Message, { ...message });
    const data = { ...(memberId !== null && { memberId }), ...(isHeld(message) && { held: true as const }) };
    tx.announce({ kind: "message.left", subjectId: message.id, data });
    return message;
  };
  try {
    return await inTransaction(ctx, (tx) =>
      once(tx, { mutation: "leaveMessage", idempotencyKey, input: checked }, leftMessage, () => leave(tx)),
    );
  } catch (error) {
    if (!brokeConstraint(error, "message_decision_id_member_id_key")) throw error;
    reject("ALREADY_APPEALED", messageWording.appealed, "appealsDecisionId");
  }
}

/** Rejects an appeal unless the decision affects the member and is in force. */
async function checkAppeal(tx: TransactionContext, decisionId: string, memberId: string): Promise<void> {
  const [decision] = await tx.db.query<{ reversedAt: Date | null }>(sql`
    SELECT reversed_at AS "reversedAt" FROM moderation_decision
    WHERE id = ${decisionId} AND kind <> 'DISMISS' AND EXISTS (
      SELECT FROM moderation_case_member affected
      WHERE affected.case_id = moderation_decision.case_id AND affected.member_id = ${memberId})
    FOR SHARE`);
  if (!decision) reject("NOT_FOUND", messageWording.noOwnDecision, "appealsDecisionId");
  if (decision.reversedAt !== null) reject("ALREADY_DECIDED", moderationWording.reversed, "appealsDecisionId");
}

/** A message for the one who left it, signed in or not. */
const leftMessage = (tx: TransactionContext, id: string): Promise<Message | null> =>
  tx.manager.findOneBy(Message, { id });
