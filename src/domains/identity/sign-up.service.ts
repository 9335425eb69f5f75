import sql from "sql-template-tag";
import { z } from "zod";
import { brokeConstraint } from "../../core/database/failures.js";
import { inTransaction, type TransactionContext } from "../../core/graphql/context.js";
import { Language } from "../../core/texts/language.js";
import { email } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { Fault } from "../../core/errors/fault.js";
import { sendMail } from "../../core/mail/outbox.js";
import { addressInLimits } from "../../core/rate-limits/address-in-limits.js";
import { searchColumns } from "../../core/search/searched-table.js";
import { Member } from "../members/member.entity.js";
import { memberSearch } from "../members/member.search.js";
import { memberName } from "../members/member.validation.js";
import { Account } from "./account.entity.js";
import { Role } from "../../core/access/role.js";
import type { ConfirmSignUpInput, SignUpInput } from "./account.inputs.js";
import { throttleByAccount, throttleByAccountAndAddress, throttleByAddress, throttleFailedLinks } from "./attempts.js";
import { rejectToken } from "./email-tokens.js";
import { password } from "./password.validation.js";
import { rejectWeakPassword } from "./passwords/weak-passwords.js";
import { openSessionWithDevice, type OpenedSession } from "./session.service.js";
import type { IdentityContext } from "./identity.services.js";
import { identityWording } from "./identity.wording.js";
import { checkPassword, hashPassword } from "./passwords/check-password.js";
import { passwordWording } from "./passwords/password.wording.js";
import { sha256 } from "../../core/sha256.js";
import { recordAcceptance, requireAcceptance } from "./statement/statement.service.js";
import type { AcceptedPrivacyStatement } from "./statement/statement.types.js";

const signUpRules = z.object({ name: memberName, email, password, language: z.enum(Language).nullish() });

type Newcomer = Pick<Member, "name"> &
  Pick<Account, "email" | "passwordHash" | "language" | "emailConfirmedAt"> & {
    /** The privacy statement that came with the sign-up; null without one. */
    accepted: AcceptedPrivacyStatement | null;
  };

/**
 * Creates a member with an account and opens a session; or, where the service sends mail, mails a confirmation link and
 * returns null. Then both response and statements are the same whether or not the address has an account: that is
 * checked when the mail is written.
 */
export async function signUp(ctx: IdentityContext, input: SignUpInput): Promise<OpenedSession | null> {
  const { name, email, password, language } = checkInput(signUpRules, input);
  const isConfirmed = ctx.mailer.reachesPeople;
  if (!isConfirmed && !ctx.unverifiedSignUp)
    throw new Fault("FORBIDDEN", "This network sends no mails to verify an address with: sign in with its issuer.");
  const accepted = requireAcceptance(ctx, input.acceptedPrivacyStatement, "acceptedPrivacyStatement");
  await throttleByAddress(ctx, "sign-up");
  await throttleByAccountAndAddress(ctx, `sign-up of ${addressInLimits(email)}`);
  await rejectWeakPassword(password, { name, email }, "password");
  const passwordHash = await hashPassword(ctx, password);
  const newcomer = { name, email, passwordHash, language: language ?? ctx.language, accepted };
  if (isConfirmed) {
    await inTransaction(ctx, (tx) => keepUntilConfirmed(tx, newcomer));
    return null;
  }
  return inTransaction(ctx, (tx) => join(tx, { ...newcomer, emailConfirmedAt: null })).catch((error: unknown) => {
    if (!brokeConstraint(error, "account_email_key")) throw error;
    return reject("EMAIL_TAKEN", identityWording.emailTaken, "email");
  });
}

/** Creates the account with the token from the mail and the password of the sign-up, and opens a session. */
export const confirmSignUp = (ctx: IdentityContext, input: ConfirmSignUpInput): Promise<OpenedSession> =>
  throttleFailedLinks(ctx, () => confirm(ctx, input, join));

/** The same on a page, which needs no session. */
export const confirmSignUpOnPage = async (ctx: IdentityContext, input: ConfirmSignUpInput): Promise<void> =>
  void (await throttleFailedLinks(ctx, () => confirm(ctx, input, makeMember)));

/**
 * Requires the password of the sign-up: otherwise a person who signs up with another person's address would know the
 * password of the account that its owner confirms.
 */
async function confirm<T>(
  ctx: IdentityContext,
  { token, password }: ConfirmSignUpInput,
  finish: (tx: TransactionContext<IdentityContext>, newcomer: Newcomer) => Promise<T>,
): Promise<T> {
  const [pending] = await ctx.db.query<{ passwordHash: string }>(sql`
    SELECT password_hash AS "passwordHash" FROM pending_sign_up
    WHERE token_hash = ${sha256(token)} AND expires_at > now()`);
  if (!pending) return rejectToken();
  await throttleByAccount(ctx, `confirmation by ${token}`);
  if (!(await checkPassword(ctx, pending.passwordHash, password)))
    reject("INVALID_CREDENTIALS", passwordWording.notOfThisSignUp, "password");
  return inTransaction(ctx, async (tx) => finish(tx, await takeSignUp(tx, token))).catch(rejectIfTaken);
}

async function join(tx: TransactionContext<IdentityContext>, newcomer: Newcomer): Promise<OpenedSession> {
  return openSessionWithDevice(tx, await makeMember(tx, newcomer));
}

/** Creates a member with an account. */
export async function makeMember(
  tx: TransactionContext,
  { name, language, accepted, ...account }: Newcomer,
): Promise<string> {
  const memberId = tx.newId();
  const search = searchColumns(memberSearch, { name, headline: null });
  await tx.manager.insert(Member, { id: memberId, name, languages: [language], joinedAt: tx.now(), ...search });
  const firstSignedInAt = tx.now();
  await tx.manager.insert(Account, { memberId, language, roles: [Role.MEMBER], firstSignedInAt, ...account });
  if (accepted) await recordAcceptance(tx.db, memberId, accepted);
  tx.announce({ kind: "member.joined", subjectId: memberId, data: {} });
  return memberId;
}

async function keepUntilConfirmed(
  tx: TransactionContext,
  { name, email, passwordHash, language, accepted }: Omit<Newcomer, "emailConfirmedAt">,
): Promise<void> {
  const signUpId = tx.newId();
  // Also deletes expired sign-ups, and skips rows that another transaction is deleting.
  await tx.db.query(sql`
    WITH gone AS (
      DELETE FROM pending_sign_up WHERE id IN (
        SELECT id FROM pending_sign_up WHERE expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED
      )
    )
    INSERT INTO pending_sign_up (id, name, email, password_hash, language, accepted_version, accepted_at, expires_at)
    VALUES (${signUpId}, ${name}, ${email}, ${passwordHash}, ${language}, ${accepted?.version ?? null},
      ${accepted?.acceptedAt ?? null}, now() + interval '1 day')`);
  await sendMail(tx, { kind: "signUp", payload: { signUpId, address: email } }, "access");
}

interface PendingAcceptance {
  version: string | null;
  acceptedAt: Date | null;
}

/** Consumes the token, and deletes all other pending sign-ups with this address. */
async function takeSignUp(tx: TransactionContext, token: string): Promise<Newcomer> {
  const [taken] = await tx.db.query<Omit<Newcomer, "emailConfirmedAt" | "accepted"> & PendingAcceptance>(sql`
    WITH taken AS (
      DELETE FROM pending_sign_up WHERE token_hash = ${sha256(token)} AND expires_at > now() RETURNING *
    )
    SELECT name, email, password_hash AS "passwordHash", language, accepted_version AS version,
      accepted_at AS "acceptedAt" FROM taken`);
  if (!taken) return rejectToken();
  await tx.db.query(sql`
    WITH others AS (DELETE FROM pending_sign_up WHERE email = ${taken.email} RETURNING 1) SELECT FROM others`);
  const { version, acceptedAt, ...newcomer } = taken;
  const accepted = version !== null && acceptedAt !== null ? { version, acceptedAt } : null;
  return { ...newcomer, accepted, emailConfirmedAt: tx.now() };
}

/** Only the holder of the link learns this, and the owner of the address can see the account anyway. */
function rejectIfTaken(error: unknown): never {
  if (!brokeConstraint(error, "account_email_key")) throw error;
  return reject("INVALID_TOKEN", identityWording.emailTakenMeanwhile, "token");
}
