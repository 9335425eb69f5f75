import { jwtVerify, SignJWT } from "jose";

const issuer = "ino-network";
const type = "at+jwt";
const linkType = "link+jwt";

/** How long an access token is valid. */
export const accessLifetimeMs = 15 * 60_000;

/** How long after its making a token of an external issuer is taken, whatever it says itself. */
export const longestLifetimeMs = 24 * 60 * 60_000;

export interface AccessToken {
  token: string;
  expiresAt: Date;
}

export interface VerifiedToken {
  memberId: string;
  /** Null for a token of an operator's making or of an external issuer, which belongs to no session. */
  sessionId: string | null;
  issuedAt: Date;
  expiresAt: Date;
}

/** How many tokens are known to be good without looking at their signature again. */
const remembered = 10_000;

/** Signs and checks access tokens: JWTs under HS256, valid for 15 minutes. */
export class Tokens {
  readonly #key: Uint8Array;
  /** A client sends the same token with every request, and Web Crypto takes half a millisecond to hand it to another thread and back. */
  readonly #valid = new Map<string, VerifiedToken>();

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

  /** A link's last part, good for one purpose and one member until it runs out. */
  async signLink(purpose: string, memberId: string, lifetimeMs: number): Promise<AccessToken> {
    const issuedAt = this.now();
    const expiresAt = new Date(Math.floor((issuedAt.getTime() + lifetimeMs) / 1000) * 1000);
    const token = await new SignJWT()
      .setProtectedHeader({ alg: "HS256", typ: linkType })
      .setIssuer(issuer)
      .setAudience(purpose)
      .setSubject(memberId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(this.#key);
    return { token, expiresAt };
  }

  /** What a link was made for; null when it is not one of ours, for another purpose, or has run out. */
  openLink(purpose: string, token: string): Promise<VerifiedToken | null> {
    return this.#verified(token, purpose, linkType);
  }

  /** The member that a token stands for; null when it is not one of ours or not valid any more. */
  async verify(token: string): Promise<VerifiedToken | null> {
    const known = this.#valid.get(token);
    if (known && known.expiresAt > this.now()) return known;
    this.#valid.delete(token);
    const verified = await this.#verified(token, issuer, type);
    if (!verified) return null;
    const [oldest] = this.#valid.keys();
    if (this.#valid.size >= remembered) this.#valid.delete(oldest!);
    this.#valid.set(token, verified);
    return verified;
  }

  async #verified(token: string, audience: string, typ: string): Promise<VerifiedToken | null> {
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        issuer,
        audience,
        algorithms: ["HS256"],
        typ,
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
