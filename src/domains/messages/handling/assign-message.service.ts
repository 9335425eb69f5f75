import sql from "sql-template-tag";
import { participating, requireRight } from "../../../core/access/actor.js";
import { networkPolicy } from "../../../core/access/policy.js";
import { moderatorRoles } from "../../../core/access/role.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { concernsMember, messageToHandle } from "../message-lock.js";
import { Message } from "../message.entity.js";
import { messageWording } from "../message.wording.js";
import type { AssignMessageInput } from "./handling.inputs.js";
import { assignmentRules } from "./handling.validation.js";

/** Says which moderator is to handle a message, or that nobody in particular is; no effect when that was said before. */
export async function assignMessage(ctx: Context, input: AssignMessageInput): Promise<Message> {
  const by = await requireRight(ctx, networkPolicy.moderate);
  const { id, memberId: assigneeId = null } = checkInput(assignmentRules, input);
  return participating(ctx, async (tx) => {
    // Members are locked before messages, as an erasure does.
    if (assigneeId !== null) await lockModerator(tx, assigneeId);
    const message = await messageToHandle(tx, id, by);
    if (assigneeId !== null && assigneeId !== by && (await concernsMember(tx, id, assigneeId)))
      reject("NOT_YOURS_TO_DECIDE", messageWording.notTheirs, "memberId");
    if (message.assigneeId === assigneeId) return message;
    await countWrite(tx, "edit");
    // Whoever gives it to somebody has looked at it.
    const changes = { assigneeId, releasedAt: message.releasedAt ?? tx.now() };
    await tx.manager.update(Message, { id }, changes);
    if (assigneeId !== null) tx.announce({ kind: "message.assigned", subjectId: id, data: { assigneeId, by } });
    return Object.assign(message, changes);
  });
}

/** Locks a moderator who is not suspended, so that no erasure follows before the transaction ends. */
async function lockModerator(tx: TransactionContext, memberId: string): Promise<void> {
  const rows = await tx.db.query(sql`
    SELECT 1 FROM member JOIN account ON account.member_id = member.id
    WHERE member.id = ${memberId} AND erased_at IS NULL AND account.roles && ${moderatorRoles}
      AND (suspended_until IS NULL OR suspended_until <= ${tx.now()})
    FOR KEY SHARE OF member`);
  if (rows.length === 0) reject("NOT_FOUND", messageWording.noModerator, "memberId");
}
