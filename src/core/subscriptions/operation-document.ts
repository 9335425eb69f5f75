import { Kind, parse, print, stripIgnoredCharacters, type DocumentNode, type OperationDefinitionNode } from "graphql";

/** One operation of a document with the fragments, in the form in which subscriptions are compared and stored. */
export interface OperationDocument {
  /** Without the operation's name and insignificant characters: whoever has the same text gets the same results. */
  text: string;
  /** The text, parsed without locations, which would hold the client's text and all its tokens in memory. */
  document: DocumentNode;
}

const known = new WeakMap<OperationDefinitionNode, OperationDocument>();

/** Thousands subscribe with one document, which the service parses once: this is computed once for each. */
export function operationDocument(document: DocumentNode, operation: OperationDefinitionNode): OperationDocument {
  const found = known.get(operation);
  if (found) return found;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const definitions = [{ ...operation, name: undefined }, ...fragments];
  const text = stripIgnoredCharacters(print({ kind: Kind.DOCUMENT, definitions }));
  const made = { text, document: parse(text, { noLocation: true }) };
  known.set(operation, made);
  return made;
}
