import { errors, type JWTVerifyResult } from "jose";
import type { Logger } from "pino";
import { systemContext, type Context, type CoreServices } from "../../../core/graphql/context.js";
import type { Revocations } from "../revocations.js";
import { longestLifetimeMs, type VerifiedToken } from "../tokens.js";
import { recordActivity } from "../activity.js";
import { memberIdOf, memberOf } from "./external-identity.service.js";
import type { Issuer } from "./issuer.js";
import { KnownMembers } from "./known-members.js";
import { personOf, subjectOf, type Claims } from "./person.js";

/** Accepted `typ` headers; an issuer may omit it. Logout tokens, client assertions and others are rejected. */
const types = ["at+jwt", "application/at+jwt", "jwt"];
/** Claims of ID and logout tokens, which are not access tokens but may have the same audience. */
const foreignClaims = ["nonce", "at_hash", "c_hash", "s_hash", "events"];

/** Verifies access tokens that the external issuer issued for this service. */
export class ExternalTokens {
  readonly #members: KnownMembers;

  constructor(
    readonly issuer: Issuer,
    readonly audience: string,
    revocations: Revocations,
    readonly log: Logger,
  ) {
    this.#members = new KnownMembers(revocations, issuer.elapsedMs);
  }

  /**
   * The member identified by a token, created on first use; null when the token is not from the issuer or no longer
   * valid.
   */
  async verify(services: CoreServices, token: string): Promise<VerifiedToken | null> {
    const claims = await this.#claims(token);
    const subject = claims && subjectOf(claims);
    if (!claims || subject === null) return null;
    const issuedAt = new Date(Number(claims.iat) * 1000);
    const expiresAt = new Date(Math.min(Number(claims.exp) * 1000, issuedAt.getTime() + longestLifetimeMs));
    const memberId = await this.#members.of(subject, token, () =>
      this.#find(systemContext(services, this.log), subject, claims, issuedAt, token),
    );
    return memberId === null ? null : { memberId, sessionId: null, issuedAt, expiresAt };
  }

  async #claims(token: string): Promise<Claims | null> {
    let verified: JWTVerifyResult;
    try {
      verified = await this.issuer.verify(token, this.audience, { ageSeconds: longestLifetimeMs / 1000 });
    } catch (error) {
      // An unreachable issuer is already logged.
      if (!(error instanceof errors.JOSEError)) this.log.debug({ err: error }, "a token cannot be checked");
      return null;
    }
    const { payload, protectedHeader } = verified;
    const { typ } = protectedHeader;
    if (typ !== undefined && !types.includes(typ.toLowerCase())) return null;
    return foreignClaims.some((claim) => claim in payload) ? null : payload;
  }

  async #find(ctx: Context, subject: string, claims: Claims, issuedAt: Date, token: string): Promise<string | null> {
    const { url } = this.issuer;
    const known = await memberIdOf(ctx, url, subject);
    if (known !== null) {
      // A token still works while the database cannot write.
      await recordActivity(ctx.database, known, ctx.now()).catch((error: unknown) =>
        this.log.debug({ err: error }, "the activity of a member could not be recorded"),
      );
      return known;
    }
    const completed = await this.issuer.claimsOf(claims, token).catch((error: unknown) => {
      this.log.warn({ err: error }, "the OpenID Connect issuer does not tell who a member is");
      return claims;
    });
    const found = await memberOf(ctx, personOf(url, subject, completed), issuedAt);
    if (found === null)
      this.log.info("a token was refused: the issuer vouches for no e-mail address, or its account was erased");
    return found;
  }
}
