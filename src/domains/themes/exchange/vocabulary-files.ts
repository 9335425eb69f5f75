import { LRUCache } from "lru-cache";
import { sha256 } from "../../../core/sha256.js";
import type { Concept } from "./concept.js";
import type { VocabularyFormat } from "./vocabulary-format.js";
import { writeVocabulary } from "./write-vocabulary.js";

export interface VocabularyFile {
  text: string;
  /** The value of the header ETag; weak, as compression makes other bytes of it. */
  etag: string;
}

/** The vocabulary as it was written last in each format, so that it is written again only when it has changed. */
export class VocabularyFiles {
  readonly #written = new LRUCache<string, Promise<VocabularyFile>>({ max: 6 });

  file(concepts: readonly Concept[], format: VocabularyFormat, publicUrl: string): Promise<VocabularyFile> {
    const key = sha256(JSON.stringify([format, publicUrl, concepts])).toString("base64url");
    const known = this.#written.get(key);
    if (known) return known;
    const writing = writeVocabulary(concepts, format, publicUrl).then((text) => ({
      text,
      etag: `W/"${sha256(text).toString("base64url")}"`,
    }));
    this.#written.set(key, writing);
    writing.catch(() => this.#written.delete(key));
    return writing;
  }
}
