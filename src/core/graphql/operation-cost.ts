import * as graphql from "graphql";
import { GraphQLError, Kind, valueFromASTUntyped } from "graphql";
import type { DocumentNode, FieldNode, GraphQLNamedType, GraphQLSchema, SelectionSetNode } from "graphql";
import { oncePerFragment, saturated } from "./fragment-figures.js";
import { limits } from "./limits.js";

type Field = graphql.GraphQLField<unknown, unknown>;
type ParentType = GraphQLNamedType | null | undefined;

/** Items assumed for a list that has neither an argument that bounds it nor `extensions.listSize`. */
const assumedListSize = 5;

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
