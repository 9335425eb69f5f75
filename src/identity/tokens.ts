import { jwtVerify, SignJWT } from "jose";

const issuer = "ino-network";
const type = "at+jwt";

/** How long an access token is valid. */
export const accessLifetimeMs = 15 * 60_000;

export interface AccessToken {
  token: string;
  expiresAt: Date;
}

export interface VerifiedToken {
  memberId: string;
  /** Null for a token of an operator's making, which belongs to no session. */
  sessionId: string | null;
  issuedAt: Date;
  expiresAt: Date;
}

/** Signs and checks access tokens: JWTs under HS256, valid for 15 minutes. */
export class Tokens {
  readonly #key: Uint8Array;

  constructor(
    secret: string,
    readonly now: () => Date,
  ) {
    this.#key = new TextEncoder().encode(secret);
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

  /** The member that a token stands for; null when it is not one of ours or not valid any more. */
  async verify(token: string): Promise<VerifiedToken | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer,
        audience: issuer,
        algorithms: ["HS256"],
        typ: type,
        requiredClaims: ["sub", "exp", "iat"],
        currentDate: this.now(),
      });
      return {
        memberId: payload.sub!,
        sessionId: typeof payload.sid === "string" ? payload.sid : null,
        issuedAt: new Date(payload.iat! * 1000),
        expiresAt: new Date(payload.exp! * 1000),
      };
    } catch {
      return null;
    }
  }
}
