import { AuthorizationResponseError } from "openid-client";
import sql from "sql-template-tag";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { throttleByAddress } from "../attempts.js";
import { isUnreachable } from "./bounded-fetch.js";
import { memberOf } from "./external-identity.service.js";
import type { IssuerSignIn, SignInChecks } from "./issuer-sign-in.js";
import { OidcLogin } from "./oidc-login.entity.js";
import type { ReturnAddress } from "./return-address.js";
import { randomSecret } from "./secrets.js";
import { sha256 } from "../../../core/sha256.js";

const lifetimeMs = 10 * 60_000;

/** Stores the checks for the redirect back from the issuer; rejects with TRY_AGAIN above the rate limit. */
export async function beginLogin(ctx: Context, to: ReturnAddress): Promise<SignInChecks> {
  await throttleByAddress(ctx, "sign-in at the issuer");
  const [state, nonce, codeVerifier] = [randomSecret(), randomSecret(), randomSecret()];
  const expiresAt = new Date(ctx.now().getTime() + lifetimeMs);
  await inTransaction(ctx, async (tx) => {
    // Skips rows that another transaction is deleting.
    await tx.db.query(sql`
      WITH gone AS (
        DELETE FROM oidc_login WHERE state_hash IN (
          SELECT state_hash FROM oidc_login WHERE expires_at < ${tx.now()} LIMIT 100 FOR UPDATE SKIP LOCKED
        ) RETURNING 1
      )
      SELECT FROM gone`);
    await tx.manager.insert(OidcLogin, { stateHash: sha256(state), nonce, codeVerifier, ...to, expiresAt });
  });
  return { state, nonce, codeVerifier };
}

export type BegunLogin = SignInChecks & ReturnAddress;

/** Consumes the checks stored under this state; null when there are none or they have expired. */
export async function takeLogin(ctx: Context, state: string): Promise<BegunLogin | null> {
  const [login] = await inTransaction(ctx, (tx) =>
    tx.db.query<Omit<SignInChecks, "state"> & ReturnAddress>(sql`
      WITH taken AS (DELETE FROM oidc_login WHERE state_hash = ${sha256(state)} RETURNING *)
      SELECT nonce, code_verifier AS "codeVerifier", return_to AS "returnTo", challenge FROM taken
      WHERE expires_at > ${tx.now()}`),
  );
  return login ? { ...login, state } : null;
}

/** The member who has signed in, linked or created on first use; or an error code in the style of OAuth. */
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

/** The issuer's error code when it is valid; otherwise one that says whether a retry may succeed. */
function wordFor(error: unknown): string {
  if (error instanceof AuthorizationResponseError)
    return /^[a-z_]{1,40}$/.test(error.error) ? error.error : "sign_in_failed";
  return isUnreachable(error) ? "temporarily_unavailable" : "sign_in_failed";
}
