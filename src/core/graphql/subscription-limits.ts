import { getNamedType, GraphQLError, type DocumentNode, type GraphQLSchema } from "graphql";
import { selectsField } from "./document-fields.js";
import { limits } from "./limits.js";
import { isConnection } from "./operation-cost.js";

const selectsConnection = selectsField((types) => {
  const type = types.getType();
  return type != null && isConnection(getNamedType(type));
});

/**
 * The error, with code `OPERATION_TOO_COSTLY`, for a subscription that selects more than an event may give: it runs for
 * every event, at a moment that its client does not choose. What a list has besides is left to queries.
 *
 * @param objects of each event, see `operationCost`.
 */
export function checkSubscription(
  schema: GraphQLSchema,
  document: DocumentNode,
  { objects, callerId }: { objects: number; callerId: string | null },
): GraphQLError | undefined {
  const max = limits.subscriptionCost;
  if (objects > max)
    return tooCostly(`Each event of this subscription costs ${objects}, at most ${max}: read the rest by a query.`);
  if (callerId === null && selectsConnection(schema, document))
    return tooCostly("A subscription selects connections only for members: sign in, or read them by a query.");
  return undefined;
}

const tooCostly = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "OPERATION_TOO_COSTLY" } });
