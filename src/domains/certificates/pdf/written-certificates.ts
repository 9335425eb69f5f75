import { LRUCache } from "lru-cache";
import { sha256 } from "../../../core/sha256.js";
import type { Language } from "../../../core/texts/language.js";
import { writeCertificate, type PrintedCertificate } from "./write-certificate.js";

/** The size of the cache, in certificates of some 30 kB each. */
const max = 300;

/**
 * Certificates on paper as they were written last: writing one takes some 70 ms of the processor, and the same is asked
 * for again and again. They are written one after the other.
 */
export class WrittenCertificates {
  readonly #written = new LRUCache<string, Promise<Buffer>>({ max });
  #last: Promise<unknown> = Promise.resolve();

  /** Identifies what is written for this; the same for the same bytes, in all processes of one version. */
  keyOf(printed: PrintedCertificate, language: Language): string {
    return sha256(JSON.stringify([language, printed])).toString("base64url");
  }

  write(printed: PrintedCertificate, language: Language): Promise<Buffer> {
    const key = this.keyOf(printed, language);
    const known = this.#written.get(key);
    if (known) return known;
    const written = this.#last.then(() => writeCertificate(printed, language));
    this.#last = written.catch(() => this.#written.delete(key));
    this.#written.set(key, written);
    return written;
  }
}
