import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, for URLs and forms. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

/** The stored form of a secret. */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** The PKCE challenge of a verifier (S256, RFC 7636). */
export const challengeOf = (verifier: string): string => hashOf(verifier).toString("base64url");

/** Whether a text has the form of such a challenge. */
export const isChallenge = (text: string): boolean => /^[\w-]{43}$/.test(text);
