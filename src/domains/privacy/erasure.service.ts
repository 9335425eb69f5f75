import sql from "sql-template-tag";
import { withdrawAllOf } from "../collaborations/collaboration-request.ending.js";
import { withdrawHelpRequestsOf } from "../help/end-help-request.service.js";
import { eraseGuestsOf } from "../gatherings/guests/cancel-guest-registration.service.js";
import { releaseHosting } from "../gatherings/hosts.js";
import { releasePlaces } from "../gatherings/registrations/registration.service.js";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import { throttleByAccount, throttleFailedLinks } from "../identity/attempts.js";
import { EmailTokenPurpose } from "../identity/email-token.entity.js";
import { rejectToken, takeEmailToken } from "../identity/email-tokens.js";
import { forgetIdentities } from "../identity/oidc/external-identity.service.js";
import { isLastAdministrator, lockRoles } from "../identity/role.service.js";
import { endAllSessions } from "../identity/session.service.js";
import { sendMail } from "../../core/mail/outbox.js";
import { dropIfUnused } from "../organisations/organisation.service.js";
import { releaseEnrolments } from "../tracks/enrolments/enrolment.service.js";
import { erasedSourceId } from "../../import/erased-source-id.js";
import type { ErasePosts } from "./erasure.inputs.js";
import type { RecordedErasure } from "../../core/access/erasure-log.js";
import type { Erasure } from "../../core/access/personal-data.js";
import type { PrivacyContext } from "./privacy.services.js";
import { privacyWording } from "./privacy.wording.js";

/** Mails a link for erasing the caller's account. */
export async function eraseMyAccount(ctx: Context, posts: ErasePosts): Promise<void> {
  const memberId = requireCaller(ctx);
  await throttleByAccount(ctx, `erasure of ${memberId}`);
  await inTransaction(ctx, (tx) => sendMail(tx, { kind: "erasure", payload: { memberId, posts } }, "ownAccount"));
}

/** Erases the account that the link was mailed to, immediately and permanently. */
export const confirmErasure = (ctx: PrivacyContext, token: string): Promise<void> =>
  throttleFailedLinks(ctx, () => eraseByLink(ctx, token));

const eraseByLink = (ctx: PrivacyContext, token: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { memberId, keepPosts: kept } = await takeEmailToken(tx, token, EmailTokenPurpose.ERASE_ACCOUNT);
    const keepPosts = kept ?? true;
    if (await leavesNoAdministrator(tx, memberId))
      reject("NOT_YOURS_TO_DECIDE", privacyWording.lastAdministrator, "token");
    if (!(await eraseAccount(tx, memberId, keepPosts))) rejectToken();
  });

/** Erases an account and records it for restores; false when there is no such account, or not any more. */
export async function eraseAccount(
  tx: TransactionContext<PrivacyContext>,
  memberId: string,
  keepPosts: boolean,
): Promise<boolean> {
  if (!(await erase(tx, memberId, keepPosts))) return false;
  // Before the commit, which is the confirmation: what is not recorded is not erased. An erasure whose commit fails
  // after all was due, and may be applied by a restore.
  await tx.erasureLog.append({ memberId, keepPosts, at: tx.now() });
  return true;
}

/** Applies recorded erasures to a network from before them, the last administrator's included, and voids links to exports. */
export async function eraseAgain(
  tx: TransactionContext<PrivacyContext>,
  { erasures }: { erasures: readonly RecordedErasure[] },
): Promise<void> {
  await tx.db.query(sql`DELETE FROM export_link`);
  for (const { memberId, keepPosts } of erasures) await erase(tx, memberId, keepPosts);
}

/**
 * Removes everything that identifies a member. A former member remains, so that statistics are unchanged. False when
 * there is no such member, or not any more.
 */
async function erase(tx: TransactionContext<PrivacyContext>, memberId: string, keepPosts: boolean): Promise<boolean> {
  const [member] = await tx.db.query<Leaving>(sql`
    SELECT member.name, account.email, organisation_id AS "organisationId", source, source_id AS "sourceId"
    FROM member JOIN account ON account.member_id = member.id
    WHERE member.id = ${memberId} AND erased_at IS NULL FOR UPDATE OF member, account`);
  if (!member) return false;
  const going = await tx.db.query<{ id: string }>(
    sql`SELECT id FROM idea WHERE author_id = ${memberId} AND status <> 'WITHDRAWN' AND NOT ${keepPosts}::boolean`,
  );
  await releasePlaces(tx, memberId);
  await eraseGuestsOf(tx, member.email);
  await releaseHosting(tx, memberId);
  await releaseEnrolments(tx, memberId);
  await withdrawAllOf(tx, memberId);
  await withdrawHelpRequestsOf(tx, memberId);
  await forgetIdentities(tx, memberId);
  await endAllSessions(tx, memberId);
  const erasure: Erasure = { memberId, email: member.email, keepPosts, now: tx.now() };
  for (const { erased } of Object.values(tx.personalTables))
    if (typeof erased === "function") for (const statement of erased(erasure)) await tx.db.query(statement);
  await forgetOrigin(tx, memberId, member);
  for (const { id } of going) tx.announce({ kind: "idea.withdrawn", subjectId: id, data: { authorId: memberId } });
  tx.announce({ kind: "member.erased", subjectId: memberId, data: {} });
  return true;
}

/** Whether nobody else can grant roles: the network must always have an administrator. Locks the roles. */
export async function leavesNoAdministrator(tx: TransactionContext, memberId: string): Promise<boolean> {
  await lockRoles(tx);
  return isLastAdministrator(tx, memberId);
}

interface Leaving {
  email: string;
  organisationId: string | null;
  source: string | null;
  sourceId: string | null;
}

/** Removes the member's id in the imported source, and their organisation when nobody else belongs to it. */
async function forgetOrigin(
  tx: TransactionContext,
  memberId: string,
  { organisationId, source, sourceId }: Leaving,
): Promise<void> {
  if (source !== null && sourceId !== null)
    await tx.db.query(
      sql`UPDATE member SET source_id = ${erasedSourceId(source, sourceId)} WHERE id = ${memberId} RETURNING 1`,
    );
  if (organisationId !== null) await dropIfUnused(tx, organisationId);
}
