import sql from "sql-template-tag";
import { requireMember } from "../../../core/access/actor.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import type { Collaboration } from "../collaboration.entity.js";
import { collaborationById, takesPart } from "../collaboration.reads.js";
import { collaborationWording } from "../collaboration.wording.js";
import type { MarkMessagesReadInput } from "./collaboration-message.inputs.js";
import { messageById } from "./collaboration-message.reads.js";
import { readRules } from "./collaboration-message.validation.js";
import { collaborationMessageWording } from "./collaboration-message.wording.js";

/** Marks the messages of a collaboration up to one as read by the caller, suspended or not; never fewer than before. */
export async function markMessagesRead(ctx: Context, input: MarkMessagesReadInput): Promise<Collaboration> {
  const memberId = await requireMember(ctx);
  const { collaborationId, upTo } = checkInput(readRules, input);
  return inTransaction(ctx, async (tx) => {
    const collaboration = (await takesPart(tx, collaborationId)) ? await collaborationById(tx, collaborationId) : null;
    if (!collaboration) reject("NOT_FOUND", collaborationWording.noCollaboration, "collaborationId");
    const message = await messageById(tx, upTo);
    if (message?.collaborationId !== collaborationId)
      reject("NOT_FOUND", collaborationMessageWording.noMessage, "upTo");
    await tx.db.query(sql`
      UPDATE collaboration_member SET read_up_to = ${message.number}
      WHERE collaboration_id = ${collaborationId} AND member_id = ${memberId} AND read_up_to < ${message.number}`);
    return collaboration;
  });
}
