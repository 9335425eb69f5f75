import { z } from "zod";
import { brokeConstraint } from "../../core/database/failures.js";
import { inTransaction, requireCaller, type Context } from "../../core/graphql/context.js";
import { email } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { sendMail } from "../../core/mail/outbox.js";
import { Account } from "./account.entity.js";
import { accountByMemberId } from "./account.reads.js";
import { throttleByAccount, throttleFailedLinks } from "./attempts.js";
import type { RequestEmailChangeInput } from "./email-change.inputs.js";
import { EmailTokenPurpose } from "./email-token.entity.js";
import { dropEmailTokens, rejectToken, takeEmailToken } from "./email-tokens.js";
import type { IdentityContext } from "./identity.services.js";
import { identityWording } from "./identity.wording.js";
import { checkPassword } from "./passwords/check-password.js";
import { passwordWording } from "./passwords/password.wording.js";

const requestRules = z.object({ newEmail: email, password: z.string() });

/**
 * Mails a link to the new address. Whether an account has that address is checked only when the mail is written, so
 * that the response does not reveal it.
 */
export async function requestEmailChange(ctx: IdentityContext, input: RequestEmailChangeInput): Promise<void> {
  const memberId = requireCaller(ctx);
  const { newEmail, password } = checkInput(requestRules, input);
  await throttleByAccount(ctx, `password of ${memberId}`);
  const account = await accountByMemberId(ctx.db, memberId);
  // Members who sign in through an external issuer first set a password with `requestPasswordReset`, which proves that
  // they own the old address.
  if (!(await checkPassword(ctx, account?.passwordHash, password)))
    reject("INVALID_CREDENTIALS", passwordWording.notYoursOrNone, "password");
  await inTransaction(ctx, (tx) =>
    sendMail(tx, { kind: "emailChange", payload: { memberId, address: newEmail } }, "addressChange"),
  );
}

/** Changes the address of the account to the one that the link was mailed to, and notifies the old one. */
export const confirmEmailChange = (ctx: Context, token: string): Promise<void> =>
  throttleFailedLinks(ctx, () => changeEmail(ctx, token));

const changeEmail = (ctx: Context, token: string): Promise<void> =>
  inTransaction(ctx, async (tx) => {
    const { memberId, newEmail } = await takeEmailToken(tx, token, EmailTokenPurpose.CHANGE_EMAIL);
    const account = await accountByMemberId(tx.db, memberId);
    if (!account) return rejectToken();
    await tx.manager.update(Account, { memberId }, { email: newEmail!, emailConfirmedAt: tx.now() });
    await dropEmailTokens(tx, memberId);
    if (account.email !== newEmail)
      await sendMail(tx, { kind: "emailChanged", payload: { memberId, address: account.email } }, "notice");
  }).catch((error: unknown) => {
    if (!brokeConstraint(error, "account_email_key")) throw error;
    // Only the holder of the link learns this.
    reject("INVALID_TOKEN", identityWording.newEmailTakenMeanwhile, "token");
  });
