import sql from "sql-template-tag";
import { inTransaction, withoutPermit } from "../../../core/graphql/context.js";
import { reject } from "../../../core/errors/user-error.js";
import { normalizedEmail } from "../../../core/texts/email-address.js";
import type { SignInInput } from "../account.inputs.js";
import { accountByEmail } from "../account.reads.js";
import type { IdentityContext } from "../identity.services.js";
import { checkPassword } from "../passwords/check-password.js";
import { openSessionWithDevice, type OpenedSession } from "../session.service.js";
import { knownDevice } from "./sign-in-device.service.js";
import { countAtAddress, countSignIn, forgiveSignIn } from "./sign-in-pace.js";
import { signInWording } from "./sign-in.wording.js";

/**
 * Opens a session after checking the password, after a while when it was wrong often. An account that does not exist is
 * treated as one whose password is wrong, delays included.
 */
export async function signIn(ctx: IdentityContext, input: SignInInput): Promise<OpenedSession> {
  const address = normalizedEmail(input.email);
  // PostgreSQL rejects null characters, and no address contains one: like the empty one, it is nobody's.
  const email = address.includes("\0") ? "" : address;
  const device = await knownDevice(ctx.db, email, input.deviceToken);
  let counted = await countSignIn(ctx.database, { email, device, client: ctx.client });
  const wait = () => withoutPermit(ctx, () => ctx.signInQueue.wait(counted));
  await wait();
  const account = await accountByEmail(ctx.db, email);
  const check = (admit?: () => Promise<boolean>): Promise<boolean | null> =>
    checkPassword(ctx, account?.passwordHash, input.password, { goesFirst: device !== null, admit }).catch(
      async (error: unknown) => {
        // It was not checked.
        await forgiveSignIn(ctx.database, counted);
        throw error;
      },
    );
  let fits = await check(async () => {
    counted = await countAtAddress(ctx.database, counted, ctx.addressLimits.failures);
    return counted.delayMs === 0;
  });
  if (fits === null) {
    await wait();
    fits = await check();
  }
  if (!account || !fits) return wrongCredentials();
  await forgiveSignIn(ctx.database, counted);
  return inTransaction(ctx, async (tx) => {
    // The password may have been changed, or the account erased, while the hash was computed.
    const same = await tx.db.query(sql`
      SELECT 1 FROM account WHERE member_id = ${account.memberId} AND password_hash = ${account.passwordHash} FOR NO KEY UPDATE`);
    return same.length === 0 ? wrongCredentials() : openSessionWithDevice(tx, account.memberId, input.deviceToken);
  });
}

const wrongCredentials = (): never => reject("INVALID_CREDENTIALS", signInWording.wrongCredentials);
