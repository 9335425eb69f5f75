import { errors, type JWTVerifyResult } from "jose";
import type { Logger } from "pino";
import { systemContext, type Context, type CoreServices } from "../../../core/graphql/context.js";
import type { Revocations } from "../revocations.js";
import { longestLifetimeMs, type VerifiedToken } from "../tokens.js";
import type { ClaimReader } from "./claim-reader.js";
import type { Claims } from "./claims.js";
import { recordActivity } from "../activity.js";
import { memberIdOf, memberOf } from "./external-identity.service.js";
import { clockToleranceSeconds, type Issuer } from "./issuer.js";
import { KnownMembers } from "./known-members.js";
import { LatestRoles } from "./latest-roles.js";
import { isOpaque, type OpaqueTokens } from "./opaque-tokens.js";

/** Accepted `typ` headers; an issuer may omit it. Logout tokens, client assertions and others are rejected. */
const types = ["at+jwt", "application/at+jwt", "jwt"];
/** `typ` headers that are those of access tokens alone. */
const ownTypes = ["at+jwt", "application/at+jwt"];
/** Claims of ID and logout tokens, which are not access tokens but may have the same audience. */
const foreignClaims = ["nonce", "at_hash", "c_hash", "s_hash", "events"];

/** So old that the tolerance does not make a token outlive what is remembered of revocations. */
const oldestSeconds = longestLifetimeMs / 1_000 - clockToleranceSeconds;

export interface ExternalTokensOptions {
  issuer: Issuer;
  audience: string;
  reader: ClaimReader;
  /** Asks about tokens that are not JWTs; null where the service is no client of the issuer. */
  opaque: OpaqueTokens | null;
  revocations: Revocations;
  log: Logger;
}

/** Verifies access tokens that the external issuer issued for this service. */
export class ExternalTokens {
  readonly #members: KnownMembers;
  readonly #roles = new LatestRoles();
  /** By how much the issuer's clock was seen to be ahead of the service's, at most the tolerance. */
  #aheadMs = 0;

  constructor(readonly options: ExternalTokensOptions) {
    const { issuer, revocations } = options;
    this.#members = new KnownMembers(revocations, issuer.elapsedMs);
  }

  /**
   * The member identified by a token, created on first use; null when the token is not from the issuer or no longer
   * valid. `address` is the client's.
   */
  async verify(services: CoreServices, token: string, address: string): Promise<VerifiedToken | null> {
    const { issuer, reader, opaque, log } = this.options;
    const claims = isOpaque(token) ? ((await opaque?.claims(token, address)) ?? null) : await this.#claims(token);
    const subject = claims && reader.subjectOf(claims);
    if (!claims || subject === null) return null;
    const { issuedAt, expiresAt } = this.#times(claims);
    const ctx = systemContext(services, log);
    const memberId = await this.#members.of(subject, token, () => this.#find(ctx, subject, claims, issuedAt, token));
    if (memberId === null) return null;
    // A token that says nothing about roles takes none.
    const roles = reader.rolesOf(claims);
    if (roles) await this.#roles.apply(ctx, { issuer: issuer.url, subject, memberId, roles, asOf: issuedAt });
    return { memberId, sessionId: null, issuedAt, expiresAt };
  }

  /**
   * When a token was issued and runs out by the service's clock. What was issued before its member signed out must not
   * seem to be issued afterwards, as by a clock that is ahead.
   */
  #times({ iat, exp }: Claims): { issuedAt: Date; expiresAt: Date } {
    const issuedMs = Number(iat) * 1_000;
    this.#aheadMs = Math.max(this.#aheadMs, issuedMs - this.options.issuer.now().getTime());
    const expiresMs = Number(exp) * 1_000 + clockToleranceSeconds * 1_000;
    return {
      issuedAt: new Date(issuedMs - this.#aheadMs),
      expiresAt: new Date(Math.min(expiresMs, issuedMs + longestLifetimeMs)),
    };
  }

  async #claims(token: string): Promise<Claims | null> {
    let verified: JWTVerifyResult;
    try {
      const { issuer, audience } = this.options;
      verified = await issuer.verify(token, audience, { ageSeconds: oldestSeconds });
    } catch (error) {
      // An unreachable issuer is already logged.
      if (!(error instanceof errors.JOSEError)) this.options.log.debug({ err: error }, "a token cannot be checked");
      return null;
    }
    return isAccessToken(verified) ? verified.payload : null;
  }

  async #find(ctx: Context, subject: string, claims: Claims, issuedAt: Date, token: string): Promise<string | null> {
    const { issuer, reader, log } = this.options;
    const known = await memberIdOf(ctx, issuer.url, subject);
    if (known !== null) {
      // A token still works while the database cannot write.
      await recordActivity(ctx.database, known, ctx.now()).catch((error: unknown) =>
        log.debug({ err: error }, "the activity of a member could not be recorded"),
      );
      return known;
    }
    const userinfo = reader.isComplete(claims)
      ? null
      : await issuer.userinfo(claims, token).catch((error: unknown) => {
          log.warn({ err: error }, "the OpenID Connect issuer does not tell who a member is");
          return null;
        });
    const person = reader.personOf(subject, userinfo ? reader.joined(claims, userinfo) : claims);
    const found = await memberOf(ctx, person, issuedAt);
    if (found === null)
      log.info(
        "a token was refused: the issuer vouches for no e-mail address, or its account was erased; " +
          "without an address, the first sign-in is at /auth/oidc/start",
      );
    return found;
  }
}

/** Whether a JWT of the issuer is an access token, and neither an ID token nor any other. */
function isAccessToken({ payload, protectedHeader }: JWTVerifyResult): boolean {
  const type = protectedHeader.typ?.toLowerCase();
  if (type !== undefined && !types.includes(type)) return false;
  // Keycloak says what a token is in its payload: Bearer, ID, Refresh, Offline or Logout.
  const kind = typeof payload.typ === "string" ? payload.typ.toLowerCase() : undefined;
  if (kind !== undefined && kind !== "bearer" && !types.includes(kind)) return false;
  // Its access tokens have the nonce of their sign-in.
  const isNamed = kind === "bearer" || (type !== undefined && ownTypes.includes(type));
  return !foreignClaims.some((claim) => claim in payload && !(claim === "nonce" && isNamed));
}
