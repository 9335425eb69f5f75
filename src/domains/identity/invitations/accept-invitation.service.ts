import sql from "sql-template-tag";
import { z } from "zod";
import type { Connection } from "../../../core/database/database.js";
import { checkInput } from "../../../core/errors/user-error.js";
import { inTransaction, type TransactionContext } from "../../../core/graphql/context.js";
import { sha256 } from "../../../core/sha256.js";
import { Account } from "../account.entity.js";
import { recordActivity } from "../activity.js";
import { ownerOf } from "../account.reads.js";
import { throttleFailedLinks } from "../attempts.js";
import { dropEmailTokens, rejectToken } from "../email-tokens.js";
import type { IdentityContext } from "../identity.services.js";
import { password } from "../password.validation.js";
import { hashPassword } from "../passwords/check-password.js";
import { rejectWeakPassword } from "../passwords/weak-passwords.js";
import { endAllSessions, openSessionWithDevice, type OpenedSession } from "../session.service.js";
import { recordAcceptance } from "../statement/statement.service.js";
import type { AcceptedPrivacyStatement } from "../statement/statement.types.js";
import type { AcceptInvitationInput } from "./accept-invitation.inputs.js";

const rules = z.object({ token: z.string(), newPassword: password });

/** Sets the password of an invited member with the token from the mail, and opens a session. */
export const acceptInvitation = (ctx: IdentityContext, input: AcceptInvitationInput): Promise<OpenedSession> =>
  throttleFailedLinks(ctx, () => accept(ctx, input, openSessionWithDevice));

/** The same on a page, which needs no session; `accepted` is the privacy statement that it showed, if any. */
export const acceptInvitationOnPage = (
  ctx: IdentityContext,
  input: AcceptInvitationInput,
  accepted: AcceptedPrivacyStatement | null,
): Promise<void> => throttleFailedLinks(ctx, () => accept(ctx, input, () => Promise.resolve(), accepted));

async function accept<T>(
  ctx: IdentityContext,
  input: AcceptInvitationInput,
  finish: (tx: TransactionContext<IdentityContext>, memberId: string) => Promise<T>,
  acceptedInForm: AcceptedPrivacyStatement | null = null,
): Promise<T> {
  const { token, newPassword } = checkInput(rules, input);
  // The link still works after a password that is refused.
  await rejectWeakPassword(newPassword, await invitedBy(ctx.db, token), "newPassword");
  const passwordHash = await hashPassword(ctx, newPassword);
  return inTransaction(ctx, async (tx) => {
    const { memberId, statementVersion } = await takeInvitation(tx, token);
    await tx.manager.update(Account, { memberId }, { passwordHash, emailConfirmedAt: tx.now() });
    await dropEmailTokens(tx, memberId);
    await endAllSessions(tx, memberId);
    const inMail = statementVersion === null ? null : { version: statementVersion, acceptedAt: tx.now() };
    const accepted = acceptedInForm ?? inMail;
    if (accepted) await recordAcceptance(tx.db, memberId, accepted);
    await recordActivity(tx.db, memberId, tx.now());
    return finish(tx, memberId);
  });
}

/** Whom the link was mailed to. */
async function invitedBy(db: Connection, token: string): Promise<{ name: string; email: string }> {
  const [found] = await db.query<{ memberId: string }>(sql`
    SELECT member_id AS "memberId" FROM invitation WHERE token_hash = ${sha256(token)} AND expires_at > now()`);
  return found ? ownerOf(db, found.memberId) : rejectToken();
}

interface TakenInvitation {
  memberId: string;
  statementVersion: string | null;
}

/**
 * Consumes the invitation. It is void once its member has signed in some other way, so that an old mail opens no account
 * that is in use.
 */
async function takeInvitation(tx: TransactionContext, token: string): Promise<TakenInvitation> {
  const [taken] = await tx.db.query<TakenInvitation>(sql`
    WITH taken AS (
      DELETE FROM invitation USING (
        SELECT account.member_id FROM account JOIN invitation sent ON sent.member_id = account.member_id
        WHERE sent.token_hash = ${sha256(token)} AND expires_at > now() AND account.email = address
          AND first_signed_in_at IS NULL FOR UPDATE OF account
      ) AS invited
      WHERE invitation.member_id = invited.member_id AND token_hash = ${sha256(token)} RETURNING invitation.*
    )
    SELECT member_id AS "memberId", statement_version AS "statementVersion" FROM taken`);
  return taken ?? rejectToken();
}
