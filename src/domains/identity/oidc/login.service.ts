import { AuthorizationResponseError } from "openid-client";
import sql from "sql-template-tag";
import { inTransaction, type Context } from "../../../core/graphql/context.js";
import { throttleByAddress } from "../attempts.js";
import type { IdentityContext } from "../identity.services.js";
import { awaitAddress, canConfirmAddresses, confirmedAddress, forgetUnconfirmed } from "./address.service.js";
import { isUnreachable } from "./bounded-fetch.js";
import { applyClaimedRoles } from "./claimed-roles.service.js";
import { memberOf } from "./external-identity.service.js";
import type { IssuerSignIn, SignInChecks } from "./issuer-sign-in.js";
import { OidcLogin } from "./oidc-login.entity.js";
import type { ReturnAddress } from "./return-address.js";
import { randomSecret } from "./secrets.js";
import { sha256 } from "../../../core/sha256.js";

const lifetimeMs = 10 * 60_000;

/**
 * Stores the checks for the redirect back from the issuer; rejects with TRY_AGAIN above the rate limit. `confirmation`
 * is the token of the mailed link that the sign-in begins at, if any.
 */
export async function beginLogin(
  ctx: Context,
  to: ReturnAddress,
  confirmation: string | null = null,
): Promise<SignInChecks> {
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
    const confirmationHash = confirmation === null ? null : sha256(confirmation);
    const checks = { stateHash: sha256(state), nonce, codeVerifier };
    await tx.manager.insert(OidcLogin, { ...checks, ...to, confirmationHash, expiresAt });
  });
  return { state, nonce, codeVerifier };
}

export type BegunLogin = SignInChecks & ReturnAddress & Pick<OidcLogin, "confirmationHash">;

/** Consumes the checks stored under this state; null when there are none or they have expired. */
export async function takeLogin(ctx: Context, state: string): Promise<BegunLogin | null> {
  const [login] = await inTransaction(ctx, (tx) =>
    tx.db.query<Omit<BegunLogin, "state"> & ReturnAddress>(sql`
      WITH taken AS (DELETE FROM oidc_login WHERE state_hash = ${sha256(state)} RETURNING *)
      SELECT nonce, code_verifier AS "codeVerifier", return_to AS "returnTo", challenge,
        confirmation_hash AS "confirmationHash"
      FROM taken WHERE expires_at > ${tx.now()}`),
  );
  return login ? { ...login, state } : null;
}

/** How a sign-in at the issuer ends. */
export type LoginOutcome =
  | { memberId: string }
  /** Who has signed in is no member yet, as they have no address: the secret of the page that asks for one. */
  | { ticket: string }
  /** A code in the style of OAuth. */
  | { error: string };

/** The member who has signed in, linked or created on first use. */
export async function finishLogin(
  ctx: IdentityContext,
  signIn: IssuerSignIn,
  login: BegunLogin,
  answer: URL,
): Promise<LoginOutcome> {
  const found = await signIn.person(answer, login, ctx.language).catch((error: unknown) => {
    const word = wordFor(error);
    ctx.log.warn({ err: error, outcome: word }, problemOf(word));
    return word;
  });
  if (typeof found === "string") return { error: found };
  const { since } = found;
  const { confirmationHash } = login;
  const confirmed = confirmationHash === null ? null : await confirmedAddress(ctx, found.person, confirmationHash);
  const person = { ...found.person, email: confirmed?.email ?? found.person.email };
  const memberId = await memberOf(ctx, person, since, confirmed?.accepted);
  if (memberId === null) {
    if (confirmationHash !== null) return { error: "address_not_confirmed" };
    if (person.email !== null || !canConfirmAddresses(ctx)) return { error: "email_not_verified" };
    return { ticket: await awaitAddress(ctx, person, login.returnTo) };
  }
  if (confirmed !== null) await forgetUnconfirmed(ctx, person);
  const { issuer, subject, roles } = person;
  if (roles) await applyClaimedRoles(ctx, { issuer, subject, memberId, roles, asOf: since });
  return { memberId };
}

const problemOf = (word: string): string =>
  word === "invalid_scope"
    ? "the OpenID Connect issuer refuses a scope: set OIDC_SCOPE to those that it grants this client"
    : "a sign-in at the OpenID Connect issuer came to nothing";

/** The issuer's error code when it is valid; otherwise one that says whether a retry may succeed. */
function wordFor(error: unknown): string {
  if (error instanceof AuthorizationResponseError)
    return /^[a-z_]{1,40}$/.test(error.error) ? error.error : "sign_in_failed";
  return isUnreachable(error) ? "temporarily_unavailable" : "sign_in_failed";
}
