import { z } from "zod";
import { inTransaction, requireCaller, type Context, type TransactionContext } from "../../core/graphql/context.js";
import { email } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { sendMail } from "../../core/mail/outbox.js";
import { addressInLimits } from "../../core/rate-limits/address-in-limits.js";
import { recordActivity } from "./activity.js";
import { Account } from "./account.entity.js";
import { accountByMemberId, ownerOf } from "./account.reads.js";
import { throttleByAccount, throttleByAccountAndAddress, throttleByAddress, throttleFailedLinks } from "./attempts.js";
import { EmailTokenPurpose } from "./email-token.entity.js";
import { dropEmailTokens, holderOfEmailToken, takeEmailToken } from "./email-tokens.js";
import type { ChangePasswordInput, RequestPasswordResetInput, ResetPasswordInput } from "./password.inputs.js";
import { password } from "./password.validation.js";
import { rejectWeakPassword } from "./passwords/weak-passwords.js";
import { endAllSessions, openSessionWithDevice, type OpenedSession } from "./session.service.js";
import type { IdentityContext } from "./identity.services.js";
import { checkPassword, hashPassword } from "./passwords/check-password.js";
import { passwordWording } from "./passwords/password.wording.js";

const changePasswordRules = z.object({ currentPassword: z.string(), newPassword: password });
const requestRules = z.object({ email });
const resetRules = z.object({ token: z.string(), newPassword: password });

/** Changes the caller's password and ends all their sessions except the current one. */
export async function changePassword(ctx: IdentityContext, input: ChangePasswordInput): Promise<void> {
  const memberId = requireCaller(ctx);
  const { currentPassword, newPassword } = checkInput(changePasswordRules, input);
  await throttleByAccount(ctx, `password of ${memberId}`);
  const account = await accountByMemberId(ctx.db, memberId);
  if (!(await checkPassword(ctx, account?.passwordHash, currentPassword)))
    reject("INVALID_CREDENTIALS", passwordWording.notYours, "currentPassword");
  await rejectWeakPassword(newPassword, await ownerOf(ctx.db, memberId), "newPassword");
  const passwordHash = await hashPassword(ctx, newPassword);
  await inTransaction(ctx, async (tx) => {
    await setPassword(tx, memberId, { passwordHash });
    await endAllSessions(tx, memberId, ctx.sessionId);
  });
}

/**
 * Mails a link for setting a new password. Whether the account exists is checked only when the mail is written, so that
 * the response does not reveal it.
 */
export async function requestPasswordReset(ctx: Context, input: RequestPasswordResetInput): Promise<void> {
  const { email: address } = checkInput(requestRules, input);
  await throttleByAddress(ctx, "password reset");
  await throttleByAccountAndAddress(ctx, `password reset of ${addressInLimits(address)}`);
  await inTransaction(ctx, (tx) => sendMail(tx, { kind: "passwordReset", payload: { address } }, "access"));
}

/** Sets a new password with the token from the mail, ends all sessions of the account, and opens a new one. */
export const resetPassword = (ctx: IdentityContext, input: ResetPasswordInput): Promise<OpenedSession> =>
  throttleFailedLinks(ctx, () => reset(ctx, input, openSessionWithDevice));

/** The same on a page, which needs no session. */
export const resetPasswordOnPage = (ctx: IdentityContext, input: ResetPasswordInput): Promise<void> =>
  throttleFailedLinks(ctx, () => reset(ctx, input, (tx, memberId) => recordActivity(tx.db, memberId, tx.now())));

async function reset<T>(
  ctx: IdentityContext,
  input: ResetPasswordInput,
  finish: (tx: TransactionContext<IdentityContext>, memberId: string) => Promise<T>,
): Promise<T> {
  const { token, newPassword } = checkInput(resetRules, input);
  // The link still works after a password that is refused.
  const holder = await holderOfEmailToken(ctx.db, token, EmailTokenPurpose.RESET_PASSWORD);
  await rejectWeakPassword(newPassword, await ownerOf(ctx.db, holder), "newPassword");
  const passwordHash = await hashPassword(ctx, newPassword);
  return inTransaction(ctx, async (tx) => {
    const { memberId } = await takeEmailToken(tx, token, EmailTokenPurpose.RESET_PASSWORD);
    // The link was mailed to the account's address.
    await setPassword(tx, memberId, { passwordHash, emailConfirmedAt: tx.now() });
    await endAllSessions(tx, memberId);
    return finish(tx, memberId);
  });
}

/** An attacker with access to the account must lose it: links mailed before are invalidated with the old password. */
async function setPassword(tx: TransactionContext, memberId: string, changes: Partial<Account>): Promise<void> {
  await tx.manager.update(Account, { memberId }, changes);
  await dropEmailTokens(tx, memberId);
  await sendMail(tx, { kind: "passwordChanged", payload: { memberId } }, "notice");
}
