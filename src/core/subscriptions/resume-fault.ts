import { GraphQLError } from "graphql";

/** Whether a fault refuses the cursor: there is no going on from it. */
export const refusesCursor = ({ extensions }: GraphQLError): boolean =>
  ["INVALID_CURSOR", "CURSOR_EXPIRED"].includes(String(extensions.code));

/** The same fault, which also tells where to go on: whatever ends a subscription, nothing is missed. */
export function withCursor(fault: unknown, cursor: string): GraphQLError {
  const known = fault instanceof GraphQLError ? fault : null;
  return new GraphQLError(known?.message ?? "", {
    originalError: fault as Error,
    extensions: { ...known?.extensions, ...(!(known && refusesCursor(known)) && { cursor }) },
  });
}
