import { createHmac, hkdfSync } from "node:crypto";

/**
 * Derives the tokens of secret addresses from random numbers, with the secret of the service: so that the address can be
 * shown again, and what is stored does not give it away.
 */
export class FeedTokens {
  readonly #key: Buffer;

  constructor(secret: string) {
    this.#key = Buffer.from(hkdfSync("sha256", secret, "", "ino-network: tokens of feed addresses", 32));
  }

  /** 256 bits, for an address. */
  tokenOf(nonce: Buffer): string {
    return createHmac("sha256", this.#key).update(nonce).digest("base64url");
  }
}
