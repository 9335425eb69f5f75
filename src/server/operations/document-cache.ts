import { GraphQLError, parse, specifiedRules, validate, type DocumentNode, type GraphQLSchema } from "graphql";
import { LRUCache } from "lru-cache";
import type { DocumentChecks } from "./document-checks.js";

/** How many documents are kept: those of a front-end are few, and each of its sockets sends them. */
const max = 1_000;

/** Documents that were parsed and found valid, so that thousands of clients with the same one have it parsed once. */
export class DocumentCache {
  readonly #documents = new LRUCache<string, DocumentNode>({ max });

  constructor(
    readonly schema: GraphQLSchema,
    readonly checks: DocumentChecks,
  ) {}

  /** The document, or its validation errors; throws a GraphQLError when it cannot be parsed. */
  read(query: string): DocumentNode | readonly GraphQLError[] {
    const known = this.#documents.get(query);
    if (known) return known;
    const { parseOptions, validationRules, validationOptions } = this.checks;
    const document = parse(query, parseOptions);
    const errors = validate(this.schema, document, [...specifiedRules, ...validationRules], validationOptions);
    if (errors.length > 0) return errors.map(withCode);
    this.#documents.set(query, document);
    return document;
  }
}

/** Apollo Server gives validation errors the same code. */
const withCode = ({ message, nodes, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, {
    nodes: nodes ?? null,
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...extensions },
  });
