import { createHmac, hkdfSync } from "node:crypto";

/** Keys for one purpose, derived from each of the secrets of the service: what one of them made tells nothing of others. */
export class DerivedKeys {
  readonly #keys: Buffer[];

  constructor(secrets: readonly string[], purpose: string) {
    this.#keys = secrets.map((secret) => Buffer.from(hkdfSync("sha256", secret, "", `ino-network: ${purpose}`, 32)));
  }

  /** The code that authenticates this text, by the key that is in use. */
  sign(text: string): Buffer {
    return codeOf(this.#keys[0]!, text);
  }

  /** The codes that are accepted for this text: by the key in use, and by the one before. */
  accepted(text: string): Buffer[] {
    return this.#keys.map((key) => codeOf(key, text));
  }
}

const codeOf = (key: Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
