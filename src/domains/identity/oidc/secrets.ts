import { createHash, randomBytes } from "node:crypto";

/** 256 random bits, for addresses and forms. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

/** What is kept of a secret. */
export const hashOf = (secret: string): Buffer => createHash("sha256").update(secret).digest();

/** What a verifier is shown to be known by (S256 of RFC 7636). */
export const challengeOf = (verifier: string): string => hashOf(verifier).toString("base64url");

/** The form of such a challenge. */
export const isChallenge = (text: string): boolean => /^[\w-]{43}$/.test(text);
