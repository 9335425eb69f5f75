import type { GraphQLError, GraphQLFormattedError } from "graphql";
import type { Context } from "./context.js";
import { formatError, isInternal } from "./format-error.js";

/** Errors in the form that clients receive, with the id under which a fault of the service was logged. */
export const formatErrors = (
  errors: readonly GraphQLError[],
  { log, requestId }: Pick<Context, "log" | "requestId">,
): GraphQLFormattedError[] =>
  errors.map((error) => {
    const formatted = formatError(error.toJSON(), error);
    if (isInternal(formatted)) log.error({ err: error.originalError ?? error }, "fault");
    return { ...formatted, extensions: { ...formatted.extensions, requestId } };
  });
