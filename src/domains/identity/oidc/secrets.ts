import { randomBytes } from "node:crypto";
import { sha256 } from "../../../core/sha256.js";

/** 256 random bits, for URLs and forms. */
export const randomSecret = (): string => randomBytes(32).toString("base64url");

/** The PKCE challenge of a verifier (S256, RFC 7636). */
export const challengeOf = (verifier: string): string => sha256(verifier).toString("base64url");

/** Whether a text has the form of 256 bits in base64url. */
export const isSecret = (text: string): boolean => /^[\w-]{43}$/.test(text);
