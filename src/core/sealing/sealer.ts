import { createHash, hkdfSync } from "node:crypto";
import { CompactEncrypt, compactDecrypt, decodeProtectedHeader } from "jose";

interface SealingKey {
  /** Identifies the key in the header of what it sealed, and reveals nothing about it. */
  id: string;
  key: Uint8Array;
}

/**
 * Encrypts what is not to be read in the database or a backup: JWE (RFC 7516) with AES-256-GCM, by the first of the
 * secrets. What the others sealed can still be opened, so that a secret can be replaced.
 */
export class Sealer {
  readonly #keys: readonly SealingKey[];

  constructor(secrets: readonly string[]) {
    this.#keys = secrets.map((secret) => {
      const key = new Uint8Array(hkdfSync("sha256", secret, "", "ino-network: sealed data", 32));
      return { id: createHash("sha256").update(key).digest("base64url").slice(0, 11), key };
    });
  }

  /** Whether the first of the secrets sealed it. */
  isCurrent(sealed: string): boolean {
    return decodeProtectedHeader(sealed).kid === this.#keys[0]!.id;
  }

  /** Seals data that belongs to one row, which `subject` names: moved to another row it cannot be opened. */
  seal(subject: string, data: unknown): Promise<string> {
    const { id, key } = this.#keys[0]!;
    return new CompactEncrypt(new TextEncoder().encode(JSON.stringify(data)))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", kid: id, sub: subject })
      .encrypt(key);
  }

  /** What was sealed for this subject; rejects when the secret is not known, or it is of something else. */
  async open(subject: string, sealed: string): Promise<unknown> {
    const { kid, sub } = decodeProtectedHeader(sealed);
    const key = this.#keys.find(({ id }) => id === kid);
    if (!key) throw new Error(`no DATA_KEY has the id ${String(kid)}: what it sealed cannot be read`);
    if (sub !== subject) throw new Error("this was sealed for something else");
    const { plaintext } = await compactDecrypt(sealed, key.key);
    return JSON.parse(new TextDecoder().decode(plaintext));
  }
}
