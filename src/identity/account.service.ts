import sql, { type Sql } from "sql-template-tag";
import { z } from "zod";
import { brokeConstraint } from "../database/database.js";
import { inTransaction, requireCaller, type Context } from "../graphql/context.js";
import { Language } from "../graphql/language.js";
import { email } from "../graphql/rules.js";
import { checkInput, reject, UserErrorCode } from "../graphql/user-error.js";
import { Member } from "../members/member.entity.js";
import { memberName } from "../members/member.rules.js";
import { Account, Role } from "./account.entity.js";
import type { ChangePasswordInput, SignInInput, SignUpInput } from "./account.inputs.js";
import { countAttempt } from "./attempts.js";
import { endAllSessions, openSession, type OpenedSession } from "./session.service.js";

const password = z
  .string()
  .min(10, "must have at least 10 characters: a few words are easy to keep.")
  .max(200, "must have at most 200 characters.");

/** Attempts a minute: at one account from anywhere, and from one address at whatever account. */
const attempts = { toOneAccount: 5, fromOneAddress: 50 };

const changePasswordRules = z.object({ currentPassword: z.string(), newPassword: password });

const signUpRules = z.object({ name: memberName, email, password, language: z.enum(Language).nullish() });

/** Makes a member with an account, signed in. */
export async function signUp(ctx: Context, input: SignUpInput): Promise<OpenedSession> {
  const { name, email, password, language } = checkInput(signUpRules, input);
  const passwordHash = await ctx.passwords.hash(password);
  const memberId = ctx.newId();
  try {
    return await inTransaction(ctx, async (tx) => {
      const languages = [language ?? ctx.language];
      await tx.manager.insert(Member, { id: memberId, name, languages, joinedAt: tx.now() });
      await tx.manager.insert(Account, { memberId, email, passwordHash, roles: [Role.MEMBER] });
      tx.announce({ kind: "member.joined", subjectId: memberId, data: {} });
      return openSession(tx, memberId);
    });
  } catch (error) {
    if (!brokeConstraint(error, "account_email_key")) throw error;
    return reject(UserErrorCode.EMAIL_TAKEN, "There is an account with this address: sign in with it.", "email");
  }
}

/** Opens a session for who knows the password. */
export async function signIn(ctx: Context, input: SignInInput): Promise<OpenedSession> {
  const address = input.email.trim().toLowerCase();
  await countAttempt(ctx, `sign-in from ${ctx.client.address}`, attempts.fromOneAddress);
  await countAttempt(ctx, `sign-in to ${address}`, attempts.toOneAccount);
  // PostgreSQL takes no null character, and no address has one.
  const account = address.includes("\0") ? undefined : await accountBy(ctx, sql`email = ${address}`);
  const fits = await ctx.passwords.verify(account?.passwordHash, input.password);
  if (!account || !fits)
    return reject(UserErrorCode.INVALID_CREDENTIALS, "The address and the password do not fit: check both.");
  return inTransaction(ctx, (tx) => openSession(tx, account.memberId));
}

/** Changes the caller's password and ends all their sessions but the one that asks. */
export async function changePassword(ctx: Context, input: ChangePasswordInput): Promise<void> {
  const memberId = requireCaller(ctx);
  const { currentPassword, newPassword } = checkInput(changePasswordRules, input);
  await countAttempt(ctx, `password of ${memberId}`, attempts.toOneAccount);
  const account = await accountBy(ctx, sql`member_id = ${memberId}`);
  if (!(await ctx.passwords.verify(account?.passwordHash, currentPassword)))
    reject(UserErrorCode.INVALID_CREDENTIALS, "This is not your password.", "currentPassword");
  const passwordHash = await ctx.passwords.hash(newPassword);
  await inTransaction(ctx, async (tx) => {
    await tx.manager.update(Account, { memberId }, { passwordHash });
    await endAllSessions(tx, memberId, ctx.sessionId);
  });
}

async function accountBy(
  ctx: Context,
  condition: Sql,
): Promise<{ memberId: string; passwordHash: string | null } | undefined> {
  const [account] = await ctx.db.query<{ memberId: string; passwordHash: string | null }>(
    sql`SELECT member_id AS "memberId", password_hash AS "passwordHash" FROM account WHERE ${condition}`,
  );
  return account;
}
