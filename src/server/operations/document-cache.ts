import type { GraphQLError } from "graphql";
import { parse, validate, type DocumentNode, type ValidationRule } from "graphql";
import { limits } from "../../core/graphql/limits.js";
import { schema } from "../../app/schema.js";

/** How many documents are kept: those of a front-end are few, and each of its sockets sends them. */
const max = 1_000;

/** Documents that were parsed and found valid, so that thousands who ask for the same do not have it parsed again. */
export class DocumentCache {
  readonly #documents = new Map<string, DocumentNode>();

  constructor(readonly rules: readonly ValidationRule[]) {}

  /** The document, or what is wrong with it; a GraphQLError is thrown for what cannot be parsed. */
  read(query: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#documents.get(query);
    if (known) return known;
    const document = parse(query, { maxTokens: limits.maxTokens });
    const errors = validate(schema, document, this.rules, { maxErrors: limits.validationErrors });
    if (errors.length > 0) return errors;
    const [oldest] = this.#documents.keys();
    if (this.#documents.size >= max) this.#documents.delete(oldest!);
    this.#documents.set(query, document);
    return document;
  }
}
