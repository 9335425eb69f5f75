import { errors, jwtVerify, SignJWT, type JWTPayload } from "jose";
import { isId } from "../../core/graphql/ids.js";

const issuer = "ino-network";
const type = "at+jwt";

/** How long an access token is valid. */
export const accessLifetimeMs = 15 * 60_000;

/** The maximum age of a token of an external issuer, regardless of its own expiry. */
export const longestLifetimeMs = 24 * 60 * 60_000;

export interface AccessToken {
  token: string;
  expiresAt: Date;
}

export interface VerifiedToken {
  memberId: string;
  /** Null for tokens from the operator or an external issuer, which belong to no session. */
  sessionId: string | null;
  issuedAt: Date;
  expiresAt: Date;
}

/** The number of tokens whose verification is cached. */
const remembered = 10_000;

/**
 * Signs and verifies access tokens: JWTs with HS256, valid for 15 minutes. Those that were signed with the previous
 * secret are accepted, too, so that the secret can be replaced while members are signed in.
 */
export class Tokens {
  readonly #key: Uint8Array;
  readonly #previousKey: Uint8Array | null;
  /**
   * Clients send the same token with every request, and Web Crypto takes half a millisecond for the round trip to its
   * thread.
   */
  readonly #valid = new Map<string, VerifiedToken>();

  constructor(
    secret: string,
    readonly now: () => Date,
    previousSecret?: string,
  ) {
    this.#key = new TextEncoder().encode(secret);
    this.#previousKey = previousSecret === undefined ? null : new TextEncoder().encode(previousSecret);
  }

  async sign(memberId: string, sessionId: string | null = null): Promise<AccessToken> {
    const issuedAt = this.now();
    const expiresAt = new Date(Math.floor((issuedAt.getTime() + accessLifetimeMs) / 1000) * 1000);
    const token = await new SignJWT(sessionId === null ? {} : { sid: sessionId })
      .setProtectedHeader({ alg: "HS256", typ: type })
      .setIssuer(issuer)
      .setAudience(issuer)
      .setSubject(memberId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.#key);
    return { token, expiresAt };
  }

  /** Verifies an access token; null when it is not from this service or no longer valid. */
  async verify(token: string): Promise<VerifiedToken | null> {
    const known = this.#valid.get(token);
    if (known && known.expiresAt > this.now()) return known;
    this.#valid.delete(token);
    const verified = await this.#verified(token);
    if (!verified) return null;
    const [oldest] = this.#valid.keys();
    if (this.#valid.size >= remembered) this.#valid.delete(oldest!);
    this.#valid.set(token, verified);
    return verified;
  }

  async #verified(token: string): Promise<VerifiedToken | null> {
    try {
      const { sub, sid, iat, exp } = await this.#payloadOf(token);
      // A signature alone does not make an id of a text: statements would fail on it.
      if (!isId(sub!) || (sid !== undefined && (typeof sid !== "string" || !isId(sid)))) return null;
      return {
        memberId: sub!.toLowerCase(),
        sessionId: sid?.toLowerCase() ?? null,
        issuedAt: new Date(iat! * 1000),
        expiresAt: new Date(exp! * 1000),
      };
    } catch {
      return null;
    }
  }

  async #payloadOf(token: string): Promise<JWTPayload & { sid?: unknown }> {
    const options = {
      issuer,
      audience: issuer,
      algorithms: ["HS256"],
      typ: type,
      requiredClaims: ["sub", "exp", "iat"],
      currentDate: this.now(),
    };
    const previousKey = this.#previousKey;
    const { payload } = await jwtVerify(token, this.#key, options).catch((error: unknown) => {
      if (!previousKey || !(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
      return jwtVerify(token, previousKey, options);
    });
    return payload;
  }
}
