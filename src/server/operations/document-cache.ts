import { GraphQLError, type DocumentNode, type Token } from "graphql";
import { LRUCache } from "lru-cache";
import type { DocumentChecks } from "./document-checks.js";

/** How many documents of each kind are kept: those of a front-end are few, and each of its sockets sends them. */
const max = 1_000;
const maxValidBytes = 64 * 1024 * 1024;
const maxRefusedBytes = 8 * 1024 * 1024;
/** What a token takes in memory with its share of the nodes, and an error with its stack. */
const bytesOfToken = 512;
const bytesOfError = 2_048;

/** The answer about a document: itself when it is valid, else the errors. */
export type CheckedDocument = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/**
 * The answers about documents, by their text: thousands of clients with the same one have it parsed and validated once.
 * Those that were refused are kept apart, so that a flood of them evicts no valid one.
 */
export class DocumentCache {
  readonly #valid = new LRUCache<string, { document: DocumentNode }>({ max, maxSize: maxValidBytes });
  readonly #refused = new LRUCache<string, { errors: readonly GraphQLError[] }>({ max, maxSize: maxRefusedBytes });

  constructor(readonly checks: DocumentChecks) {}

  /** The answer, if it is kept. */
  known(text: string): CheckedDocument | undefined {
    return this.#valid.get(text) ?? this.#refused.get(text);
  }

  /** Finds the answer, and keeps it; one that is larger than all that may be kept is not. */
  check(text: string): CheckedDocument {
    const checked = this.#check(text);
    const bytesOfText = 2 * text.length;
    if ("document" in checked)
      this.#valid.set(text, checked, { size: bytesOfText + bytesOfToken * countTokens(checked.document) });
    else this.#refused.set(text, checked, { size: bytesOfText + bytesOfError * checked.errors.length });
    return checked;
  }

  #check(text: string): CheckedDocument {
    try {
      const document = this.checks.parse(text);
      const errors = this.checks.validate(document);
      return errors.length === 0 ? { document } : { errors: errors.map(withCode) };
    } catch (error) {
      if (error instanceof GraphQLError) return { errors: [error] };
      throw error;
    }
  }
}

/** With the code that Apollo Server gives validation errors, and without the nodes, which hold the whole document. */
const withCode = ({ message, source, positions, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    source: source ?? null,
    positions: positions ?? null,
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...extensions },
  });

function countTokens({ loc }: DocumentNode): number {
  let count = 0;
  for (let token: Token | null | undefined = loc?.startToken; token; token = token.next) count++;
  return count;
}
