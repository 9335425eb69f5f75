import { GraphQLError, Source, type DocumentNode, type GraphQLErrorExtensions, type Token } from "graphql";
import { LRUCache } from "lru-cache";
import type { DocumentChecks } from "./document-checks.js";

/** The number of cached documents of each kind: a front-end has few, and each of its sockets sends them. */
const max = 1_000;
const maxValidBytes = 48 * 1024 * 1024;
const maxRefusedBytes = 8 * 1024 * 1024;
/** What a token takes in memory with its share of the nodes, and an error. */
const bytesOfToken = 768;
const bytesOfError = 1_024;

/** The answer about a document: itself when it is valid, else the errors. */
export type CheckedDocument = { document: DocumentNode } | { errors: readonly GraphQLError[] };

/** The cached part of an error: its stack would retain the whole document. */
interface Refusal {
  message: string;
  positions: readonly number[] | undefined;
  extensions: GraphQLErrorExtensions;
}

/**
 * The answers about documents, by their text: thousands of clients with the same one have it parsed and validated once.
 * Refused documents have a cache of their own, so that a flood of them evicts no valid one.
 */
export class DocumentCache {
  readonly #valid = new LRUCache<string, { document: DocumentNode }>({ max, maxSize: maxValidBytes });
  readonly #refused = new LRUCache<string, readonly Refusal[]>({ max, maxSize: maxRefusedBytes });

  constructor(readonly checks: DocumentChecks) {}

  /** The cached answer, if there is one. */
  known(text: string): CheckedDocument | undefined {
    const valid = this.#valid.get(text);
    if (valid) return valid;
    const refusals = this.#refused.get(text);
    return refusals && { errors: errorsOf(refusals, text) };
  }

  /** Finds the answer and caches it, unless it is larger than the cache. */
  check(text: string): CheckedDocument {
    const bytesOfText = 2 * text.length;
    const found = this.#check(text);
    if ("document" in found) {
      this.#valid.set(text, found, { size: bytesOfText + bytesOfToken * countTokens(found.document) });
      return found;
    }
    this.#refused.set(text, found.refusals, { size: bytesOfText + bytesOfError * found.refusals.length });
    return { errors: errorsOf(found.refusals, text) };
  }

  #check(text: string): { document: DocumentNode } | { refusals: readonly Refusal[] } {
    try {
      const document = this.checks.parse(text);
      const errors = this.checks.validate(document);
      return errors.length === 0 ? { document } : { refusals: errors.map(invalid) };
    } catch (error) {
      if (error instanceof GraphQLError) return { refusals: [refusalOf(error)] };
      throw error;
    }
  }
}

const refusalOf = ({ message, positions, extensions }: GraphQLError): Refusal => ({ message, positions, extensions });

/** With the code that Apollo Server gives validation errors. */
const invalid = (error: GraphQLError): Refusal => ({
  ...refusalOf(error),
  extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...error.extensions },
});

function errorsOf(refusals: readonly Refusal[], text: string): GraphQLError[] {
  const source = new Source(text);
  return refusals.map(
    ({ message, positions, extensions }) =>
      new GraphQLError(message, { source, positions: positions ?? null, extensions }),
  );
}

function countTokens({ loc }: DocumentNode): number {
  let count = 0;
  for (let token: Token | null | undefined = loc?.startToken; token; token = token.next) count++;
  return count;
}
