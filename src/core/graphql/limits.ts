import { GraphQLError, Kind } from "graphql";
import type { FragmentDefinitionNode, OperationDefinitionNode, SelectionNode, ValidationRule } from "graphql";
import { oncePerFragment, saturated } from "./fragment-figures.js";

/** The limits of one GraphQL request, the same over every transport. The maximum itself is allowed. */
export const limits = {
  /** UTF-16 code units of a document: all that a WebSocket takes, and enough for any document that has variables. */
  length: 64 * 1024,
  /** Lines of a document: the position of each error is found by counting them. */
  lines: 2_000,
  /** Lexical tokens in a document, checked by the parser: bounds the work of every rule that runs after it. */
  maxTokens: 1000,
  /**
   * Levels of nested fields; a field of the operation itself is at level 1. The `edges` of a list and the `node` of an
   * edge are no levels of their own, so that a list is as deep as with `nodes`.
   */
  depth: 10,
  aliases: 30,
  /** Fields directly on the operation, including those from fragments. */
  rootFields: 20,
  /** Selected fields, including `__typename`, with every fragment expanded where it is spread. */
  fields: 500,
  directives: 20,
  /** Fields of all operations of a document together, merged as an execution would, see `mergeLimits`. */
  documentFields: 2_000,
  /** Pairs of fields with the same response key in one place: validation compares each pair. */
  comparisons: 2_000,
  /** Objects that a response may contain, see `operationCost`. */
  cost: 20_000,
  /** Objects that one event of a subscription may contain, see `operationCost`. */
  subscriptionCost: 200,
  /** Items in one page of a connection; enforced by the resolvers. */
  pageSize: 100,
  defaultPageSize: 20,
  /** Errors in the document, and in the variables, after which checking stops. */
  validationErrors: 5,
  coercionErrors: 5,
} as const;

/** The error, with code `OPERATION_TOO_COMPLEX`, for a text that is too long to be parsed. */
export function checkText(text: string): GraphQLError | undefined {
  const found = { length: text.length, lines: text.length > limits.length ? 0 : countLines(text) };
  const over = (["length", "lines"] as const).find((limit) => found[limit] > limits[limit]);
  if (over === undefined) return undefined;
  const message = `The document is over the limit on ${over}: found ${found[over]}, at most ${limits[over]}.`;
  return new GraphQLError(message, { extensions: { code: "OPERATION_TOO_COMPLEX" } });
}

/** A line break is LF, CR, or both. */
function countLines(text: string): number {
  let lines = 1;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === 10 || (char === 13 && text.charCodeAt(at + 1) !== 10)) lines++;
  }
  return lines;
}

const emptyShape = { depth: 0, aliases: 0, rootFields: 0, fields: 0, directives: 0 };
/** The figures of an operation, or of a part of it, with fragments expanded. */
type Shape = typeof emptyShape;
const shapeLimits = Object.keys(emptyShape) as (keyof Shape)[];

/**
 * Reports every limit that an operation of the document exceeds, with code `OPERATION_TOO_COMPLEX`. It uses names
 * only, not the schema, because it runs beside the rules that reject unknown fields, unknown fragments and cycles.
 */
export const operationLimits: ValidationRule = (context) => {
  const shapeOfFragment = oncePerFragment(
    (name) => context.getFragment(name),
    emptyShape,
    (fragment) => shapeOf(fragment, { inMeta: false, inEdge: false }),
  );

  function shapeOf(
    node: OperationDefinitionNode | FragmentDefinitionNode | SelectionNode,
    { inMeta, inEdge }: { inMeta: boolean; inEdge: boolean },
  ): Shape {
    const own = { ...emptyShape, directives: node.directives?.length ?? 0 };
    if (node.kind === Kind.FRAGMENT_SPREAD) return joined(own, shapeOfFragment(node.name.value));
    // The type condition of a fragment shows whether it introspects, so its figures do not depend on its spreads.
    const entry = node.kind === Kind.FIELD ? node.name : "typeCondition" in node ? node.typeCondition?.name : undefined;
    const isMeta = inMeta || (entry?.value.startsWith("__") ?? false);
    const isEdge =
      node.kind === Kind.FIELD ? entry?.value === "edges" : inEdge || (entry?.value.endsWith("Edge") ?? false);
    const selections = node.selectionSet?.selections ?? [];
    const inner = selections.map((child) => shapeOf(child, { inMeta: isMeta, inEdge: isEdge })).reduce(joined, own);
    if (node.kind !== Kind.FIELD) return inner;
    // Introspection unwraps [[T!]!]! with one `ofType` per wrapper: that chain is finite and adds no depth.
    const isPath = node.name.value === "edges" || (inEdge && node.name.value === "node");
    const levels = isPath || (inMeta && node.name.value === "ofType") ? 0 : 1;
    const aliases = inner.aliases + (node.alias ? 1 : 0);
    return { ...inner, aliases, rootFields: 1, depth: inner.depth + levels, fields: inner.fields + 1 };
  }

  return {
    OperationDefinition(node) {
      const shape = shapeOf(node, { inMeta: false, inEdge: false });
      for (const limit of shapeLimits.filter((limit) => shape[limit] > limits[limit])) {
        const message = `The operation is over the limit on ${limit}: found ${shape[limit]}, at most ${limits[limit]}.`;
        context.reportError(new GraphQLError(message, { nodes: node, extensions: { code: "OPERATION_TOO_COMPLEX" } }));
      }
    },
  };
};

function joined(a: Shape, b: Shape): Shape {
  const sum = { ...a };
  for (const limit of shapeLimits) sum[limit] = saturated(a[limit] + b[limit]);
  return { ...sum, depth: Math.max(a.depth, b.depth) };
}
