import sql from "sql-template-tag";
import { z } from "zod";
import { participating } from "../../../core/access/actor.js";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import { checkInput, reject } from "../../../core/errors/user-error.js";
import {
  inherit,
  inTransaction,
  requireCaller,
  type Context,
  type TransactionContext,
} from "../../../core/graphql/context.js";
import { id } from "../../../core/graphql/validation.js";
import { sha256 } from "../../../core/sha256.js";
import { messageLocked } from "../message-lock.js";
import { Message } from "../message.entity.js";
import { MessageSharing } from "./message-sharing.entity.js";
import { SharingStatus } from "./sharing.enums.js";
import type { AnswerSharingInput } from "./sharing.inputs.js";
import { sharingById } from "./sharing.reads.js";
import { sharingLocked } from "./sharing-lock.js";
import { shared } from "./shared.js";
import { sharingWording } from "./sharing.wording.js";

const answerRules = z.object({ id, consent: z.boolean() });

/** What somebody without an account answers by the link in the mail. */
export type LinkAnswer = "named" | "unnamed" | "decline";

/** Consents to the sharing of a message of the caller, who is its author then, or declines; once. */
export async function answerSharing(ctx: Context, input: AnswerSharingInput): Promise<MessageSharing> {
  const callerId = requireCaller(ctx);
  const { id: sharingId, consent } = checkInput(answerRules, input);
  return participating(ctx, async (tx) => {
    const found = await sharingById(tx, sharingId);
    if (found === null) return reject("NOT_FOUND", sharingWording.noSharing, "id");
    await proposerLocked(tx, found.proposedById);
    const message = await messageLocked(tx, found.messageId);
    if (message.memberId !== callerId) reject("NOT_FOUND", sharingWording.noSharing, "id");
    const sharing = await sharingLocked(tx, sharingId);
    if (!isOpen(sharing, tx.now())) reject("ALREADY_DECIDED", sharingWording.answered, "id");
    const made = consent ? await shared(tx, sharing, callerId) : {};
    return settled(tx, message, sharing, {
      ...made,
      status: consent ? SharingStatus.CONSENTED : SharingStatus.DECLINED,
    });
  });
}

/** The same for who has the link of the mail; the moderator who proposed it is the author then. */
export async function answerSharingByLink(ctx: Context, token: string, answer: LinkAnswer): Promise<MessageSharing> {
  return inTransaction(ctx, async (tx) => {
    const found = (await sharingOfLink(tx, token)) ?? reject("INVALID_TOKEN", sharingWording.noLink, "token");
    const { proposedById } = found;
    if (!(await proposerLocked(tx, proposedById))) reject("INVALID_TOKEN", sharingWording.noLink, "token");
    const message = await messageLocked(tx, found.messageId);
    const sharing = await sharingLocked(tx, found.id);
    if (!isOpen(sharing, tx.now())) reject("INVALID_TOKEN", sharingWording.noLink, "token");
    if (answer === "decline") return settled(tx, message, sharing, { status: SharingStatus.DECLINED });
    // The moderator writes it, and is counted for it.
    const made = await shared(inherit(tx, { callerId: proposedById }), sharing, proposedById);
    return settled(tx, message, sharing, { ...made, status: SharingStatus.CONSENTED, isNamed: answer === "named" });
  });
}

/** The open proposal that a link was mailed for; null when it does not work any more. */
export async function sharingOfLink(ctx: Context, token: string): Promise<MessageSharing | null> {
  const [row] = await ctx.db.query<MessageSharing>(sql`
    SELECT ${columnsOf(ctx.database.source, MessageSharing, "e")} FROM message_sharing e
    WHERE e.token_hash = ${sha256(token)}`);
  return row && isOpen(row, ctx.now()) ? entityOf(MessageSharing, row) : null;
}

const isOpen = ({ status, expiresAt }: MessageSharing, now: Date): boolean =>
  status === SharingStatus.PROPOSED && expiresAt > now;

/** Locks the moderator, before the message, as an erasure does; whether they can be an author still. */
async function proposerLocked(tx: TransactionContext, memberId: string): Promise<boolean> {
  const rows = await tx.db.query<{ mayWrite: boolean }>(sql`
    SELECT erased_at IS NULL AND coalesce(suspended_until <= ${tx.now()}, true) AS "mayWrite"
    FROM member WHERE id = ${memberId} FOR KEY SHARE`);
  return rows[0]?.mayWrite ?? false;
}

/** Stores the answer. What was shared is handled with it. */
async function settled(
  tx: TransactionContext,
  message: Message,
  sharing: MessageSharing,
  answer: Partial<MessageSharing> & Pick<MessageSharing, "status">,
): Promise<MessageSharing> {
  const answered = { ...answer, answeredAt: tx.now() };
  await tx.manager.update(MessageSharing, { id: sharing.id }, answered);
  if (answer.status === SharingStatus.CONSENTED && message.handledAt === null)
    await tx.manager.update(Message, { id: message.id }, { handledAt: tx.now(), handledById: sharing.proposedById });
  const data = { proposedById: sharing.proposedById, status: answer.status };
  tx.announce({ kind: "message.sharing_answered", subjectId: message.id, data });
  return Object.assign(sharing, answered);
}
