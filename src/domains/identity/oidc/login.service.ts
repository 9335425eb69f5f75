import { AuthorizationResponseError } from "openid-client";
import sql from "sql-template-tag";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { throttleByAddress } from "../attempts.js";
import { isUnreachable } from "./bounded-fetch.js";
import { memberOf } from "./external-identity.service.js";
import type { IssuerSignIn, SignInChecks } from "./issuer-sign-in.js";
import { OidcLogin } from "./oidc-login.entity.js";
import type { ReturnAddress } from "./return-address.js";
import { hashOf, randomSecret } from "./secrets.js";

const lifetimeMs = 10 * 60_000;

/** Keeps what the one who is now sent to the issuer must come back with; ends with TRY_AGAIN in a flood. */
export async function beginLogin(ctx: Context, to: ReturnAddress): Promise<SignInChecks> {
  await throttleByAddress(ctx, "sign-in at the issuer");
  const [state, nonce, codeVerifier] = [randomSecret(), randomSecret(), randomSecret()];
  const expiresAt = new Date(ctx.now().getTime() + lifetimeMs);
  await inTransaction(ctx, async (tx) => {
    // Those that another transaction is about to delete are left to it.
    await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM oidc_login WHERE state_hash IN (
          SELECT state_hash FROM oidc_login WHERE expires_at < ${tx.now()} LIMIT 100 FOR UPDATE SKIP LOCKED
        ) RETURNING 1
      )
      SELECT FROM gone`);
    await tx.manager.insert(OidcLogin, { stateHash: hashOf(state), nonce, codeVerifier, ...to, expiresAt });
  });
  return { state, nonce, codeVerifier };
}

export type BegunLogin = SignInChecks & ReturnAddress;

/** What was kept under this state, once; null when there is nothing, or not any more. */
export async function takeLogin(ctx: Context, state: string): Promise<BegunLogin | null> {
  const [login] = await inTransaction(ctx, (tx) =>
    tx.db.query<Omit<SignInChecks, "state"> & ReturnAddress>(sql`
      WITH taken AS (DELETE FROM oidc_login WHERE state_hash = ${hashOf(state)} RETURNING *)
      SELECT nonce, code_verifier AS "codeVerifier", return_to AS "returnTo", challenge FROM taken
      WHERE expires_at > ${tx.now()}`),
  );
  return login ? { ...login, state } : null;
}

/** The member who has signed in, linked or made on first use; or what went wrong, in a word as OAuth has them. */
export async function finishLogin(
  ctx: Context,
  signIn: IssuerSignIn,
  login: BegunLogin,
  answer: URL,
): Promise<{ memberId: string } | { error: string }> {
  const found = await signIn.person(answer, login).catch((error: unknown) => {
    const word = wordFor(error);
    ctx.log.warn({ err: error, outcome: word }, "a sign-in at the OpenID Connect issuer came to nothing");
    return word;
  });
  if (typeof found === "string") return { error: found };
  const memberId = await memberOf(ctx, found.person, found.since);
  return memberId === null ? { error: "email_not_verified" } : { memberId };
}

/** The issuer's own word, when it is one; else one that tells whether to try again. */
function wordFor(error: unknown): string {
  if (error instanceof AuthorizationResponseError)
    return /^[a-z_]{1,40}$/.test(error.error) ? error.error : "sign_in_failed";
  return isUnreachable(error) ? "temporarily_unavailable" : "sign_in_failed";
}
