import * as graphql from "graphql";
import { GraphQLError, Kind, valueFromASTUntyped } from "graphql";
import type { DocumentNode, FieldNode, FragmentDefinitionNode, GraphQLNamedType, GraphQLSchema } from "graphql";
import type { OperationDefinitionNode, SelectionNode, SelectionSetNode, ValidationRule } from "graphql";

type Field = graphql.GraphQLField<unknown, unknown>;
type ParentType = GraphQLNamedType | null | undefined;

/** The limits of one GraphQL request, the same over every transport. The maximum itself is allowed. */
export const limits = {
  /** UTF-16 code units of a document: all that a WebSocket takes, and enough for any document that has variables. */
  length: 64 * 1024,
  /** Lines of a document: the position of each error is found by counting them. */
  lines: 2_000,
  /** Lexical tokens in a document, checked by the parser: bounds the work of every rule that runs after it. */
  maxTokens: 1000,
  /** Levels of nested fields; a field of the operation itself is at level 1. */
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
  /** Objects that a response may contain, see {@link operationCost}. */
  cost: 20_000,
  /** Objects that one event of a subscription may contain, see {@link operationCost}. */
  subscriptionCost: 200,
  /** Items in one page of a connection; enforced by the resolvers. */
  pageSize: 100,
  defaultPageSize: 20,
  /** Errors in the document, and in the variables, after which checking stops. */
  validationErrors: 5,
  coercionErrors: 5,
} as const;

/** Items assumed for a list that has neither an argument that bounds it nor `extensions.listSize`. */
const assumedListSize = 5;

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
    (fragment) => shapeOf(fragment, false),
  );

  function shapeOf(node: OperationDefinitionNode | FragmentDefinitionNode | SelectionNode, inMeta: boolean): Shape {
    const own = { ...emptyShape, directives: node.directives?.length ?? 0 };
    if (node.kind === Kind.FRAGMENT_SPREAD) return joined(own, shapeOfFragment(node.name.value));
    // The type condition of a fragment shows whether it introspects, so its figures do not depend on its spreads.
    const entry = node.kind === Kind.FIELD ? node.name : "typeCondition" in node ? node.typeCondition?.name : undefined;
    const isMeta = inMeta || (entry?.value.startsWith("__") ?? false);
    const inner = (node.selectionSet?.selections ?? []).map((child) => shapeOf(child, isMeta)).reduce(joined, own);
    if (node.kind !== Kind.FIELD) return inner;
    // Introspection unwraps [[T!]!]! with one `ofType` per wrapper: that chain is finite and adds no depth.
    const levels = inMeta && node.name.value === "ofType" ? 0 : 1;
    const aliases = inner.aliases + (node.alias ? 1 : 0);
    return { ...inner, aliases, rootFields: 1, depth: inner.depth + levels, fields: inner.fields + 1 };
  }

  return {
    OperationDefinition(node) {
      const shape = shapeOf(node, false);
      for (const limit of shapeLimits.filter((limit) => shape[limit] > limits[limit])) {
        const message = `The operation is over the limit on ${limit}: found ${shape[limit]}, at most ${limits[limit]}.`;
        context.reportError(new GraphQLError(message, { nodes: node, extensions: { code: "OPERATION_TOO_COMPLEX" } }));
      }
    },
  };
};

/**
 * The maximum number of objects in the response to an operation, from the sizes it requests: a leaf field costs 0, an
 * object 1 plus the cost of its selection, a list its size times that. A connection is one object plus, for everything
 * in it but `pageInfo`, the page size times the selection. The size is the length of an `ids` argument; else the larger
 * of `first` and `last` (as given, or the default of the schema); else the field's `extensions.listSize`; else 20 for a
 * page and 5 for other lists. It is at least 1, because an empty list costs a query too. `@skip` and `@include` are
 * ignored, and a page size over the maximum counts as given: its resolver rejects it.
 *
 * @param document a document that passed validation.
 * @param variables the values as the request gave them; one of the wrong type counts as absent.
 * @returns an integer from 0 to `Number.MAX_SAFE_INTEGER`, where it saturates; 0 when there is no such operation.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): number {
  const operation = graphql.getOperationAST(document, operationName);
  if (!operation) return 0;
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const values = { ...Object.fromEntries(defaults), ...variables };
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const costOfFragment = oncePerFragment(
    (name) => fragments.find((fragment) => fragment.name.value === name),
    0,
    (node) => costOfSelections(node.selectionSet, schema.getType(node.typeCondition.name.value)),
  );

  function costOfSelections(set: SelectionSetNode, parent: ParentType): number {
    const costs = set.selections.map((node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return costOfFragment(node.name.value);
      if (node.kind === Kind.FIELD) return saturated(costOfField(node, parent));
      const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
      return costOfSelections(node.selectionSet, condition ?? parent);
    });
    return saturated(costs.reduce((sum, cost) => sum + cost, 0));
  }

  function costOfField(node: FieldNode, parent: ParentType): number {
    const field = fieldOf(schema, parent, node.name.value);
    if (!field || !node.selectionSet) return 0;
    const type = graphql.getNamedType(field.type);
    const inner = costOfSelections(node.selectionSet, type);
    // The field that returned this connection multiplies by the page size, for these lists too; `pageInfo` occurs once.
    if (isConnection(parent) && field.name === "pageInfo") return 0;
    const isPage = isConnection(parent) && ["edges", "nodes"].includes(field.name);
    const size = isPage ? 1 : sizeOf(field, node, values);
    return isConnection(type) ? 1 + size * inner : size * (1 + inner);
  }

  return costOfSelections(operation.selectionSet, schema.getRootType(operation.operation));
}

/**
 * The error, with code `OPERATION_TOO_COSTLY`, for an operation that costs more than `limits.cost`.
 * @param cost of the operation, see {@link operationCost}.
 */
export function checkCost(cost: number): GraphQLError | undefined {
  if (cost <= limits.cost) return undefined;
  const message = `The operation is over the limit on cost: found ${cost}, at most ${limits.cost}. Ask for smaller pages.`;
  return new GraphQLError(message, { extensions: { code: "OPERATION_TOO_COSTLY" } });
}

/** The number of objects that a field requests, or of items for a connection: 1 when it is neither that nor a list. */
function sizeOf({ args, type, extensions }: Field, node: FieldNode, variables: Record<string, unknown>): number {
  const valueOf = (name: string): unknown => {
    const given = node.arguments?.find((argument) => argument.name.value === name);
    const value: unknown = given && valueFromASTUntyped(given.value, variables);
    return value ?? args.find((argument) => argument.name === name)?.defaultValue;
  };
  const isList = graphql.isListType(graphql.getNullableType(type));
  const ids = valueOf("ids");
  // GraphQL takes a single value where it expects a list as a list of one.
  if (isList && ids != null) return Array.isArray(ids) ? Math.max(1, ids.length) : 1;
  const isPaged = isConnection(graphql.getNamedType(type)) || args.some(({ name }) => /^(first|last)$/.test(name));
  const assumed = isPaged ? limits.defaultPageSize : isList ? assumedListSize : 1;
  return largest(valueOf("first"), valueOf("last")) ?? largest(extensions.listSize) ?? assumed;
}

/** The largest integer among the values, at least 1, so that no page size lowers a cost. */
function largest(...values: unknown[]): number | undefined {
  const sizes = values.filter((value): value is number => Number.isInteger(value));
  return sizes.length > 0 ? Math.max(1, ...sizes) : undefined;
}

/** A connection is recognised by `pageInfo`; other types, such as `Query`, may have a list of `nodes` as well. */
export function isConnection(type: ParentType): boolean {
  return (graphql.isObjectType(type) || graphql.isInterfaceType(type)) && "pageInfo" in type.getFields();
}

function fieldOf(schema: GraphQLSchema, parent: ParentType, name: string): Field | undefined {
  const metaField = [graphql.SchemaMetaFieldDef, graphql.TypeMetaFieldDef].find((field) => field.name === name);
  if (metaField && parent === schema.getQueryType()) return metaField;
  return graphql.isObjectType(parent) || graphql.isInterfaceType(parent) ? parent.getFields()[name] : undefined;
}

function joined(a: Shape, b: Shape): Shape {
  const sum = { ...a };
  for (const limit of shapeLimits) sum[limit] = saturated(a[limit] + b[limit]);
  return { ...sum, depth: Math.max(a.depth, b.depth) };
}

/** Fragments that each spread the next one twice grow as powers of two: this caps every figure at an exact integer. */
function saturated(figure: number): number {
  return Math.min(figure, Number.MAX_SAFE_INTEGER);
}

/** Measures each fragment once, in linear time for any nesting; an unknown or circular one counts as `empty`. */
function oncePerFragment<Figure>(
  find: (name: string) => FragmentDefinitionNode | null | undefined,
  empty: Figure,
  measure: (fragment: FragmentDefinitionNode) => Figure,
): (name: string) => Figure {
  const figures = new Map<string, Figure>();
  return (name) => {
    const fragment = figures.has(name) ? undefined : find(name);
    if (fragment) {
      // Set before it is measured, so that a fragment that contains itself terminates.
      figures.set(name, empty);
      figures.set(name, measure(fragment));
    }
    return figures.get(name) ?? empty;
  };
}
