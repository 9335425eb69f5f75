import { parse, print } from "graphql";
import { Fault } from "../../core/errors/fault.js";
import { limits } from "../../core/graphql/limits.js";
import { sha256 } from "../../core/sha256.js";

/** The parts of a request that name its document. */
export interface DocumentRequest {
  query?: unknown;
  documentId?: unknown;
  extensions?: unknown;
}

/** The hash by which a client may name a document, as automatic persisted queries compute it. */
export const documentHash = (text: string): string => sha256(text).toString("hex");

export const documentNotTrusted = (): Fault =>
  new Fault("DOCUMENT_NOT_TRUSTED", "This service runs the documents of its list alone, and this is none of them.");

/** The only documents that run when there is such a list. */
export class TrustedDocuments {
  readonly #byHash = new Map<string, string>();
  readonly #byText = new Map<string, string>();

  /** @param texts each parses */
  constructor(texts: string[]) {
    for (const text of texts) {
      this.#byHash.set(documentHash(text), text);
      this.#byText.set(text, text).set(print(parse(text)), text);
    }
  }

  /** The listed text of a request, found by its text in any layout or by its hash; undefined when it is not listed. */
  find({ query, documentId, extensions }: DocumentRequest): string | undefined {
    if (typeof query === "string" && query !== "")
      return this.#byText.get(query) ?? this.#byText.get(normalized(query));
    const persisted = (extensions as { persistedQuery?: { sha256Hash?: unknown } | null } | null | undefined)
      ?.persistedQuery;
    const hash = documentId ?? persisted?.sha256Hash;
    return typeof hash === "string" ? this.#byHash.get(hash.toLowerCase().replace(/^sha256:/, "")) : undefined;
  }
}

function normalized(text: string): string {
  try {
    return print(parse(text, { maxTokens: limits.maxTokens }));
  } catch {
    // No listed text is empty.
    return "";
  }
}
