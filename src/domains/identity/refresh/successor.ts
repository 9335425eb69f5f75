import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** Who may get the successor of a refresh token: whoever has the token itself, on the client that used it first. */
export interface SuccessorOwner {
  refreshToken: string;
  /** The `User-Agent` header; null when the client sends none. */
  userAgent: string | null;
}

const algorithm = "aes-256-gcm";
const ivLength = 12;
const tagLength = 16;

/**
 * Encrypts a successor. The key is derived from the token before it, of which the database has a hash alone; so what is
 * stored opens with the token, and by nothing that the service has.
 */
export function sealSuccessor(successor: string, owner: SuccessorOwner): Buffer {
  const iv = randomBytes(ivLength);
  const cipher = createCipheriv(algorithm, keyOf(owner), iv, { authTagLength: tagLength });
  cipher.setAAD(clientOf(owner));
  const encrypted = Buffer.concat([cipher.update(successor, "utf8"), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), encrypted]);
}

/** The successor; null for another token or another client. */
export function openSuccessor(sealed: Buffer, owner: SuccessorOwner): string | null {
  const decipher = createDecipheriv(algorithm, keyOf(owner), sealed.subarray(0, ivLength), {
    authTagLength: tagLength,
  });
  decipher.setAAD(clientOf(owner));
  decipher.setAuthTag(sealed.subarray(ivLength, ivLength + tagLength));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(ivLength + tagLength)), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

const keyOf = ({ refreshToken }: SuccessorOwner): Buffer =>
  Buffer.from(hkdfSync("sha256", refreshToken, "", "ino-network: successor of a refresh token", 32));

/** No header is another client than one with an empty header. */
const clientOf = ({ userAgent }: SuccessorOwner): Buffer => Buffer.from(JSON.stringify(userAgent));
