import { GraphQLError } from "graphql";

/** The same fault, which also tells where to go on: whatever ends a subscription, nothing is missed. */
export function withCursor(fault: unknown, cursor: string): GraphQLError {
  const known = fault instanceof GraphQLError ? fault : null;
  return new GraphQLError(known?.message ?? "", {
    originalError: fault as Error,
    extensions: { ...known?.extensions, cursor },
  });
}
