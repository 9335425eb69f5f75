import sql from "sql-template-tag";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { reject } from "../../../core/errors/user-error.js";
import { openSession, type OpenedSession } from "../session.service.js";
import { signInWording } from "../sign-in/sign-in.wording.js";
import type { CompleteSignInInput } from "./complete-sign-in.inputs.js";
import { challengeOf, randomSecret } from "./secrets.js";
import { SignInCode } from "./sign-in-code.entity.js";
import type { IdentityContext } from "../identity.services.js";
import { sha256 } from "../../../core/sha256.js";

const lifetimeMs = 60_000;

/** Creates a code that the holder of the challenge's verifier can exchange for a session of the member. */
export async function signInCode(ctx: Context, memberId: string, challenge: string): Promise<string> {
  const code = randomSecret();
  const expiresAt = new Date(ctx.now().getTime() + lifetimeMs);
  await inTransaction(ctx, async (tx) => {
    // Skips rows that another transaction is deleting.
    await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM sign_in_code WHERE code_hash IN (
          SELECT code_hash FROM sign_in_code WHERE expires_at < ${tx.now()} LIMIT 100 FOR UPDATE SKIP LOCKED
        ) RETURNING 1
      )
      SELECT FROM gone`);
    await tx.manager.insert(SignInCode, { codeHash: sha256(code), memberId, challenge, expiresAt });
  });
  return code;
}

/** Opens the session. Any attempt consumes the code, a failed one too. */
export async function completeSignIn(
  ctx: IdentityContext,
  { code, verifier }: CompleteSignInInput,
): Promise<OpenedSession> {
  const opened = await inTransaction(ctx, async (tx) => {
    const [taken] = await tx.db.query<{ memberId: string; challenge: string }>(sql`
      WITH taken AS (DELETE FROM sign_in_code WHERE code_hash = ${sha256(code)} RETURNING *)
      SELECT member_id AS "memberId", challenge FROM taken WHERE expires_at > ${tx.now()}`);
    return taken?.challenge === challengeOf(verifier) ? openSession(tx, taken.memberId) : null;
  });
  // Rejected outside the transaction, which would otherwise roll back the deletion of the code.
  return opened ?? reject("INVALID_TOKEN", signInWording.invalidCode, "code");
}
