import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Context } from "./context.js";
import { formatError, isInternal } from "./format-error.js";

/** Errors in the form that clients receive, with the id under which a fault of the service was logged; each is counted. */
export const formatErrors = (
  errors: readonly GraphQLError[],
  { log, requestId, errorCounts, hidesSchema }: Pick<Context, "log" | "requestId" | "errorCounts" | "hidesSchema">,
): GraphQLFormattedError[] =>
  errors.map((error) => {
    const formatted = formatError(error.toJSON(), error, hidesSchema);
    if (isInternal(formatted)) log.error({ err: error.originalError ?? error }, "fault");
    errorCounts.add(String(formatted.extensions?.code));
    return { ...formatted, extensions: { ...formatted.extensions, requestId } };
  });
