import { GraphQLError } from "graphql";

/** There is no going on from a cursor that is refused. */
const ofCursors = ["INVALID_CURSOR", "CURSOR_EXPIRED"];

/** The same fault, which also tells where to go on: whatever ends a subscription, nothing is missed. */
export function withCursor(fault: unknown, cursor: string): GraphQLError {
  const known = fault instanceof GraphQLError ? fault : null;
  return new GraphQLError(known?.message ?? "", {
    originalError: fault as Error,
    extensions: { ...known?.extensions, ...(!ofCursors.includes(String(known?.extensions.code)) && { cursor }) },
  });
}
