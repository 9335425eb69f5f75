import {
  getArgumentValues,
  getVariableValues,
  GraphQLError,
  Kind,
  OperationTypeNode,
  getOperationAST,
  visit,
  type DocumentNode,
  type ExecutionArgs,
  type FieldNode,
  type FragmentDefinitionNode,
  type OperationDefinitionNode,
} from "graphql";
import { collectFields } from "graphql/execution/collectFields.js";
import { operationDocument } from "./operation-document.js";
import type { SubscriptionDefinition } from "./subscription-definition.js";

/** A subscription that was asked for, with its arguments checked against the schema. */
export interface SubscriptionOperation {
  execution: ExecutionArgs;
  field: SubscriptionDefinition;
  /** The name of the field in results: its alias, or its name. */
  responseKey: string;
  args: Record<string, unknown>;
  /** The cursor of the last event seen; null to begin now, as for an empty one. */
  after: string | null;
  /** The document of the operation alone, see `operationDocument`. */
  text: string;
  /**
   * The declared variables, coerced, without the cursor to begin after: operations that differ in nothing else have the
   * same results.
   */
  variables: Record<string, unknown>;
  /** What it keeps in memory for as long as it runs, at most, in characters: its text and its variables. */
  size: number;
}

/** Reads an operation; the errors when a variable or argument is not of its type. */
export function subscriptionOperation(
  execution: ExecutionArgs,
  fields: ReadonlyMap<string, SubscriptionDefinition>,
  maxErrors: number,
): SubscriptionOperation | readonly GraphQLError[] {
  const { schema, document, operationName, variableValues } = execution;
  const operation = getOperationAST(document, operationName);
  const type = schema.getSubscriptionType();
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION || !type)
    return [new GraphQLError("There is no subscription of this name.")];
  const values = getVariableValues(schema, operation.variableDefinitions ?? [], variableValues ?? {}, { maxErrors });
  if (values.errors) return values.errors;
  const collected = collectFields(schema, fragmentsOf(document), values.coerced, type, operation.selectionSet);
  const node = [...collected.values()][0]?.[0];
  const field = node && fields.get(node.name.value);
  if (!field) return [new GraphQLError("Name the field to subscribe to.", { nodes: operation })];
  try {
    const args = getArgumentValues(type.getFields()[field.name]!, node, values.coerced);
    const after = typeof args.after === "string" && args.after !== "" ? args.after : null;
    const { text, document: ownDocument } = operationDocument(document, operation);
    const declared = declaredVariables(operation, variableValues ?? {});
    return {
      // The subscription retains nothing else that the client sent.
      execution: { ...execution, document: ownDocument, operationName: null, variableValues: declared },
      field,
      responseKey: node.alias?.value ?? node.name.value,
      args,
      after,
      text,
      variables: withoutAfter(document, operation, node, values.coerced),
      size: text.length + JSON.stringify(declared).length,
    };
  } catch (error) {
    if (error instanceof GraphQLError) return [error];
    throw error;
  }
}

const declaredVariables = (
  { variableDefinitions = [] }: OperationDefinitionNode,
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(
    variableDefinitions.flatMap(({ variable: { name } }) =>
      name.value in values ? [[name.value, values[name.value]] as const] : [],
    ),
  );

const fragmentsOf = (document: DocumentNode): Record<string, FragmentDefinitionNode> =>
  Object.fromEntries(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition]] : [],
    ),
  );

function withoutAfter(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  node: FieldNode,
  variables: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const value = node.arguments?.find(({ name }) => name.value === "after")?.value;
  if (value?.kind !== Kind.VARIABLE) return { ...variables };
  const name = value.name.value;
  const definition = operation.variableDefinitions?.find((one) => one.variable.name.value === name);
  if (!definition || usesOf(document, name) > 1) return { ...variables };
  return Object.fromEntries(Object.entries(variables).filter(([key]) => key !== name));
}

/** How often a document uses a variable, apart from defining it. */
function usesOf(document: DocumentNode, variable: string): number {
  let uses = 0;
  visit(document, {
    VariableDefinition: () => false,
    Variable: ({ name }) => void (uses += Number(name.value === variable)),
  });
  return uses;
}
