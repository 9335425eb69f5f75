import {
  getNamedType,
  GraphQLError,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from "graphql";
import { isConnection, limits } from "./limits.js";

const known = new WeakMap<DocumentNode, boolean>();

/** Whether a document that passed validation selects a connection anywhere. */
function selectsConnection(schema: GraphQLSchema, document: DocumentNode): boolean {
  let found = known.get(document);
  if (found !== undefined) return found;
  found = false;
  const types = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(types, {
      Field: () => {
        const type = types.getType();
        if (type && isConnection(getNamedType(type))) found = true;
      },
    }),
  );
  known.set(document, found);
  return found;
}

/**
 * The error, with code `OPERATION_TOO_COSTLY`, for a subscription that selects more than an event may give: it runs for
 * every event, at a moment that its client does not choose. What a list has besides is left to queries.
 * @param cost of the operation, see `operationCost`.
 */
export function checkSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  { cost, callerId }: { cost: number; callerId: string | null },
): GraphQLError | undefined {
  const max = limits.subscriptionCost;
  if (cost > max)
    return tooCostly(`Each event of this subscription costs ${cost}, at most ${max}: read the rest by a query.`);
  if (callerId === null && selectsConnection(schema, document))
    return tooCostly("A subscription selects connections only for members: sign in, or read them by a query.");
  return undefined;
}

const tooCostly = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "OPERATION_TOO_COSTLY" } });
