import * as graphql from "graphql";
import { GraphQLError, Kind, valueFromASTUntyped } from "graphql";
import type { DocumentNode, FieldNode, GraphQLNamedType, GraphQLSchema, SelectionSetNode } from "graphql";
import { oncePerFragment, saturated } from "./fragment-figures.js";
import { limits } from "./limits.js";

type Field = graphql.GraphQLField<unknown, unknown>;
type ParentType = GraphQLNamedType | null | undefined;

/** Items assumed for a list that has neither an argument that bounds it nor `extensions.listSize`. */
const assumedListSize = 5;

/** What an operation may take, before it has run. */
export interface OperationCost {
  /** Objects that the response may contain, an integer from 0 to `Number.MAX_SAFE_INTEGER`, where it saturates. */
  objects: number;
  /** Milliseconds that its lists, counts and rankings take besides, as measured; see {@link FieldTime}. */
  serviceTimeMs: number;
}

/** How long a field takes, in milliseconds of service time; `extensions.serviceTime` of the field. */
export interface FieldTime {
  ms: number;
  /** With a text to search for, as the argument `search` or in the argument `filter`. */
  searchMs?: number;
}

interface Figures extends OperationCost {
  /** Of a connection, the part of `serviceTimeMs` that does not depend on the size of the page, such as its count. */
  onceMs: number;
}

const nothing: Figures = { objects: 0, serviceTimeMs: 0, onceMs: 0 };

/**
 * What an operation may take, from the sizes it requests. Objects: a leaf field has none, an object is 1 plus those of
 * its selection, a list its size times that. A connection is one object plus, for everything in it but `pageInfo`, the
 * page size times the selection. The size is the length of an `ids` argument; else the larger of `first` and `last` (as
 * given, or the default of the schema); else the field's `extensions.listSize`; else 20 for a page and 5 for other lists.
 * It is at least 1, because an empty list costs a query too. Time: that of each field, as often as it is resolved.
 * `@skip` and `@include` are ignored, and a page size over the maximum counts as given: its resolver rejects it.
 *
 * @param document a document that passed validation.
 * @param variables the values as the request gave them; one of the wrong type counts as absent.
 * @returns zeros when there is no such operation.
 */
export function operationCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
  variables: Record<string, unknown>,
): OperationCost {
  const operation = graphql.getOperationAST(document, operationName);
  if (!operation) return nothing;
  const defaults = (operation.variableDefinitions ?? []).flatMap(({ variable, defaultValue }) =>
    defaultValue ? [[variable.name.value, valueFromASTUntyped(defaultValue)] as const] : [],
  );
  const values = { ...Object.fromEntries(defaults), ...variables };
  const fragments = document.definitions.filter((node) => node.kind === Kind.FRAGMENT_DEFINITION);
  const costOfFragment = oncePerFragment(
    (name) => fragments.find((fragment) => fragment.name.value === name),
    nothing,
    (node) => costOfSelections(node.selectionSet, schema.getType(node.typeCondition.name.value)),
  );

  function costOfSelections(set: SelectionSetNode, parent: ParentType): Figures {
    const costs = set.selections.map((node) => {
      if (node.kind === Kind.FRAGMENT_SPREAD) return costOfFragment(node.name.value);
      if (node.kind === Kind.FIELD) return costOfField(node, parent);
      const condition = node.typeCondition && schema.getType(node.typeCondition.name.value);
      return costOfSelections(node.selectionSet, condition ?? parent);
    });
    return costs.reduce(sum, nothing);
  }

  function costOfField(node: FieldNode, parent: ParentType): Figures {
    const field = fieldOf(schema, parent, node.name.value);
    if (!field) return nothing;
    const ownMs = timeOf(field, node, values);
    if (!node.selectionSet) return isConnection(parent) ? { ...nothing, onceMs: ownMs } : ofTime(ownMs);
    const type = graphql.getNamedType(field.type);
    const inner = costOfSelections(node.selectionSet, type);
    // The field that returned this connection multiplies by the page size, for these lists too; `pageInfo` occurs once.
    if (isConnection(parent) && field.name === "pageInfo") return nothing;
    const isPage = isConnection(parent) && ["edges", "nodes"].includes(field.name);
    const size = isPage ? 1 : sizeOf(field, node, values);
    return {
      objects: saturated(isConnection(type) ? 1 + size * inner.objects : size * (1 + inner.objects)),
      serviceTimeMs: saturated(ownMs + size * inner.serviceTimeMs + inner.onceMs),
      onceMs: 0,
    };
  }

  const { objects, serviceTimeMs } = costOfSelections(operation.selectionSet, schema.getRootType(operation.operation));
  return { objects, serviceTimeMs };
}

const ofTime = (serviceTimeMs: number): Figures => ({ ...nothing, serviceTimeMs });

const sum = (one: Figures, other: Figures): Figures => ({
  objects: saturated(one.objects + other.objects),
  serviceTimeMs: saturated(one.serviceTimeMs + other.serviceTimeMs),
  onceMs: saturated(one.onceMs + other.onceMs),
});

function timeOf({ extensions }: Field, node: FieldNode, variables: Record<string, unknown>): number {
  const time = extensions.serviceTime as FieldTime | undefined;
  if (time?.searchMs === undefined) return time?.ms ?? 0;
  const valueOf = (name: string): unknown => {
    const given = node.arguments?.find((argument) => argument.name.value === name);
    return given && valueFromASTUntyped(given.value, variables);
  };
  const filter = valueOf("filter") as { search?: unknown } | null | undefined;
  return (valueOf("search") ?? filter?.search) == null ? time.ms : time.searchMs;
}

/**
 * The error, with code `OPERATION_TOO_COSTLY`, for an operation whose response may contain more than `limits.cost` objects.
 */
export function checkCost({ objects }: OperationCost): GraphQLError | undefined {
  if (objects <= limits.cost) return undefined;
  const message = `The operation is over the limit on cost: found ${objects}, at most ${limits.cost}. Ask for smaller pages.`;
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
