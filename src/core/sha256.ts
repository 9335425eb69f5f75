import { createHash } from "node:crypto";

/** The SHA-256 of a text in UTF-8. What is secret is stored in no other form. */
export const sha256 = (text: string): Buffer => createHash("sha256").update(text).digest();
