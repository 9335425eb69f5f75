import sql from "sql-template-tag";
import { participating } from "../../../core/access/actor.js";
import { checkInput, reject, rejectInput } from "../../../core/errors/user-error.js";
import { requireCaller, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { once } from "../../../core/idempotency/once.js";
import { countWrite } from "../../../core/rate-limits/write-limits.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { GatheringStatus, type RegistrationStatus } from "../gathering.enums.js";
import { callerManages, gatheringLocked } from "../gathering-lock.js";
import { mailGuestsOfHost } from "../guests/guest-mails.js";
import { HostMail } from "./host-mail.entity.js";
import type { MailParticipantsInput } from "./host-mail.inputs.js";
import { hostMailById } from "./host-mail.reads.js";
import { mailRules } from "./host-mail.validation.js";
import { hostMailWording } from "./host-mail.wording.js";

const maxMails = 3;

/**
 * Sends a mail to those registered for a gathering, for its hosts and organisers; at most three for each gathering. Whom it
 * goes to is notified of it, and gets it by mail by way of that.
 */
export async function mailParticipants(ctx: Context, input: MailParticipantsInput): Promise<HostMail> {
  requireCaller(ctx);
  const { idempotencyKey, ...given } = checkInput(mailRules, input);
  return participating(ctx, (tx) =>
    once(tx, { mutation: "mailParticipants", idempotencyKey, input: given }, hostMailById, () => send(tx, given)),
  );
}

interface GivenMail {
  gatheringId: string;
  recipients: RegistrationStatus[];
  subject: string;
  body: string;
}

async function send(tx: TransactionContext, given: GivenMail): Promise<HostMail> {
  const authorId = requireCaller(tx);
  const { gatheringId, recipients } = given;
  // Locked, so that mails that are sent at the same time are counted one after the other.
  const gathering = await gatheringLocked(tx, gatheringId);
  if (!gathering || !(await callerManages(tx, gathering)))
    return reject("NOT_FOUND", hostMailWording.noGathering, "gatheringId");
  if (gathering.status !== GatheringStatus.SCHEDULED || gathering.hiddenAt !== null)
    reject("STATUS_CONFLICT", hostMailWording.notScheduled, "gatheringId");
  if ((await sentFor(tx, gatheringId)) >= maxMails)
    reject("MAILS_SENT", hostMailWording.allSent(maxMails), "gatheringId");
  await countWrite(tx, "hostMail");
  const id = tx.newId();
  const sentTo =
    (await countOf(tx, gatheringId, recipients)) + (await mailGuestsOfHost(tx, { id, gatheringId, recipients }));
  if (sentTo === 0) rejectInput(InputProblem.NOT_ALLOWED, hostMailWording.noRecipients, "recipients");
  const row = { ...given, id, authorId, sentTo, sentAt: tx.now(), hiddenAt: null };
  const mail = Object.assign(new HostMail(), row);
  await tx.manager.insert(HostMail, mail);
  tx.announce({ kind: "gathering.mailed", subjectId: id, data: { gatheringId, by: authorId } });
  return mail;
}

async function sentFor(tx: TransactionContext, gatheringId: string): Promise<number> {
  const [row] = await tx.db.query<{ count: number }>(
    sql`SELECT count(*)::int AS count FROM host_mail WHERE gathering_id = ${gatheringId}`,
  );
  return row!.count;
}

async function countOf(tx: TransactionContext, gatheringId: string, statuses: RegistrationStatus[]): Promise<number> {
  const [row] = await tx.db.query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM registration
    WHERE gathering_id = ${gatheringId} AND member_id IS NOT NULL AND status = ANY(${statuses}::registration_status[])`);
  return row!.count;
}
