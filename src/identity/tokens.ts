import { jwtVerify, SignJWT } from "jose";

const issuer = "ino-network";
const type = "at+jwt";
const lifetimeMs = 15 * 60_000;

export interface AccessToken {
  token: string;
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

  async sign(memberId: string): Promise<AccessToken> {
    const issuedAt = this.now();
    const expiresAt = new Date(Math.floor((issuedAt.getTime() + lifetimeMs) / 1000) * 1000);
    const token = await new SignJWT()
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
  async verify(token: string): Promise<{ memberId: string; expiresAt: Date } | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer,
        audience: issuer,
        algorithms: ["HS256"],
        typ: type,
        requiredClaims: ["sub", "exp", "iat"],
        currentDate: this.now(),
      });
      return { memberId: payload.sub!, expiresAt: new Date(payload.exp! * 1000) };
    } catch {
      return null;
    }
  }
}
