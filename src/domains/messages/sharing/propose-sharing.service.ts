import sql from "sql-template-tag";
import { z } from "zod";
import { participating, requireRight } from "../../../core/access/actor.js";
import { networkPolicy } from "../../../core/access/policy.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import type { Context, TransactionContext } from "../../../core/graphql/context.js";
import { id, line, text } from "../../../core/graphql/validation.js";
import { sendMail } from "../../../core/mail/outbox.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { Language } from "../../../core/texts/language.js";
import { GatheringFormat } from "../../gatherings/gathering.enums.js";
import { timesOf } from "../../gatherings/scheduling/gathering-times.js";
import { chosenThemes } from "../../themes/chosen-themes.js";
import { themeSlugs } from "../../themes/theme-slugs.js";
import { checkHasAddress } from "../answers/answer-message.service.js";
import { messageNotOwn } from "../message-lock.js";
import { Message } from "../message.entity.js";
import { MessageSharing } from "./message-sharing.entity.js";
import { SharedAs, SharingStatus } from "./sharing.enums.js";
import type { ProposeToShareInput, WithdrawSharingInput } from "./sharing.inputs.js";
import { sharingById } from "./sharing.reads.js";
import { sharingLocked } from "./sharing-lock.js";
import { sharingWording } from "./sharing.wording.js";

const daysToAnswer = 30;

const proposalRules = z.object({
  messageId: id,
  as: z.enum(SharedAs),
  title: line(300),
  body: text(20_000),
  themes: themeSlugs,
  language: z.enum(Language).nullish(),
  startsAt: z.string().nullish(),
  format: z.enum(GatheringFormat).nullish(),
});

/** Proposes to who left a message to make a question or a gathering of it; by mail to somebody without an account. */
export async function proposeToShare(ctx: Context, input: ProposeToShareInput): Promise<MessageSharing> {
  const by = await requireRight(ctx, networkPolicy.moderate);
  const given = checkInput(proposalRules, input);
  const startsAt = startOf(ctx, given);
  return participating(ctx, async (tx) => {
    const message = await messageNotOwn(tx, given.messageId, by);
    if (message.decisionId !== null) rejectInput(InputProblem.NOT_ALLOWED, sharingWording.isAppeal, "messageId");
    checkHasAddress(message, "messageId");
    await checkNoneIsOpen(tx, message.id);
    await chosenThemes(tx, given.themes, (index) => ["themes", index]);
    await countWrite(tx, "messageAnswer");
    const sharing = Object.assign(new MessageSharing(), {
      ...{ id: tx.newId(), messageId: message.id, sharedAs: given.as, status: SharingStatus.PROPOSED },
      ...{ title: given.title, body: given.body, themes: given.themes, language: given.language ?? tx.language },
      ...{ startsAt: given.startsAt ?? null, format: given.format ?? null, proposedById: by, proposedAt: tx.now() },
      ...{ expiresAt: expiryOf(tx, startsAt), answeredAt: null },
      ...{ isNamed: false, ideaId: null, gatheringId: null },
    });
    await tx.manager.insert(MessageSharing, sharing);
    // Whoever proposes that has looked at it.
    if (message.releasedAt === null) await tx.manager.update(Message, { id: message.id }, { releasedAt: tx.now() });
    await ask(tx, message, sharing.id);
    return sharing;
  });
}

/** Withdraws a proposal that was not answered; no effect on one that was withdrawn. */
export async function withdrawSharing(ctx: Context, input: WithdrawSharingInput): Promise<MessageSharing> {
  const by = await requireRight(ctx, networkPolicy.moderate);
  const { id: sharingId } = checkInput(z.object({ id }), input);
  return participating(ctx, async (tx) => {
    const found = (await sharingById(tx, sharingId)) ?? reject("NOT_FOUND", sharingWording.noSharing, "id");
    await messageNotOwn(tx, found.messageId, by);
    const sharing = await sharingLocked(tx, sharingId);
    if (sharing.status === SharingStatus.WITHDRAWN) return sharing;
    if (sharing.status !== SharingStatus.PROPOSED) reject("ALREADY_DECIDED", sharingWording.answered, "id");
    const withdrawn = { status: SharingStatus.WITHDRAWN };
    await tx.manager.update(MessageSharing, { id: sharingId }, withdrawn);
    return Object.assign(sharing, withdrawn);
  });
}

/** When the gathering begins; null for a question. */
function startOf(ctx: Context, { as, startsAt, format }: z.output<typeof proposalRules>): Date | null {
  if (as === SharedAs.QUESTION) {
    if (startsAt != null) rejectInput(InputProblem.NOT_ALLOWED, sharingWording.onlyGatherings, "startsAt");
    if (format != null) rejectInput(InputProblem.NOT_ALLOWED, sharingWording.onlyGatherings, "format");
    return null;
  }
  if (startsAt == null) return rejectInput(InputProblem.REQUIRED, sharingWording.startRequired, "startsAt");
  return timesOf({ startsAt }, null, ctx.now()).startsAt;
}

/** Nobody can consent to a gathering that has begun. */
function expiryOf(tx: TransactionContext, startsAt: Date | null): Date {
  const latest = new Date(tx.now().getTime() + daysToAnswer * 86_400_000);
  return startsAt !== null && startsAt < latest ? startsAt : latest;
}

/** One that has expired gives way. */
async function checkNoneIsOpen(tx: TransactionContext, messageId: string): Promise<void> {
  const open = await tx.db.query(sql`
    WITH expired AS (
      UPDATE message_sharing SET status = 'WITHDRAWN'
      WHERE message_id = ${messageId} AND status = 'PROPOSED' AND expires_at <= ${tx.now()} RETURNING 1)
    SELECT FROM message_sharing WHERE message_id = ${messageId} AND status = 'PROPOSED' AND expires_at > ${tx.now()}`);
  if (open.length > 0) reject("SHARING_PROPOSED", sharingWording.isOpen, "messageId");
}

async function ask(
  tx: TransactionContext,
  { id: messageId, memberId, email }: Message,
  sharingId: string,
): Promise<void> {
  if (memberId === null)
    await sendMail(tx, { kind: "messageSharing", payload: { address: email!, sharingId } }, "answers");
  else tx.announce({ kind: "message.sharing_proposed", subjectId: messageId, data: { memberId } });
}
