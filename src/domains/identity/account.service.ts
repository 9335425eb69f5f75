import sql from "sql-template-tag";
import { inTransaction } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import type { SignInInput } from "./account.inputs.js";
import { accountByEmail } from "./account.reads.js";
import { throttleByAccount, throttleByAddress } from "./attempts.js";
import { openSession, type OpenedSession } from "./session.service.js";
import type { IdentityContext } from "./identity.services.js";

/** Opens a session after checking the password. */
export async function signIn(ctx: IdentityContext, input: SignInInput): Promise<OpenedSession> {
  const address = input.email.trim().toLowerCase();
  await throttleByAddress(ctx, "sign-in");
  await throttleByAccount(ctx, `sign-in to ${address}`);
  // PostgreSQL rejects null characters, and no address contains one.
  const account = address.includes("\0") ? undefined : await accountByEmail(ctx.db, address);
  const fits = await ctx.passwords.verify(account?.passwordHash, input.password);
  if (!account || !fits) return doNotFit();
  return inTransaction(ctx, async (tx) => {
    // The password may have been changed, or the account erased, while the hash was computed.
    const same = await tx.db.query(sql`
      SELECT 1 FROM account WHERE member_id = ${account.memberId} AND password_hash = ${account.passwordHash} FOR SHARE`);
    return same.length === 0 ? doNotFit() : openSession(tx, account.memberId);
  });
}

const doNotFit = (): never => reject("INVALID_CREDENTIALS", "The address and the password do not fit: check both.");
