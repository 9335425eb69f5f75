import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isUnavailable } from "../database/database.js";
import { faultCodes } from "./faults.js";

/** Codes of Apollo Server whose messages are about the request alone. */
const aboutTheRequest = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

const ownCode = (error: unknown): string | undefined => {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return typeof code === "string" && code in faultCodes && code !== "INTERNAL_SERVER_ERROR" ? code : undefined;
};

/**
 * The code of an error of graphql-js, which gives its own none: one that comes from no field, and wraps nothing but another of
 * its own, is about the request; what wraps anything else is a fault.
 */
function requestCode(error: unknown): string | undefined {
  if (!(error instanceof GraphQLError) || error.path) return undefined;
  if (error.originalError && !(error.originalError instanceof GraphQLError)) return undefined;
  return error.message.startsWith("Syntax Error") ? "GRAPHQL_PARSE_FAILED" : "BAD_USER_INPUT";
}

/** An error as the client may see it. What is not about the request is replaced: internal text never leaves the service. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = unwrapResolverError(error);
  const code =
    ownCode(original) ?? ownCode(error) ?? ownCode((original as Partial<GraphQLError> | null)?.originalError);
  if (code !== undefined) return { ...formatted, extensions: { ...formatted.extensions, code } };
  const { message, locations, path, extensions } = formatted;
  const known = String(extensions?.code);
  const request = aboutTheRequest.has(known) ? known : requestCode(error);
  if (request !== undefined) return { message, locations, path, extensions: { code: request } };
  return isUnavailable(original)
    ? {
        message: "The service cannot answer for the moment: try again in a second.",
        locations,
        path,
        extensions: { code: "UNAVAILABLE" },
      }
    : {
        message: "A fault of the service; it was logged.",
        locations,
        path,
        extensions: { code: "INTERNAL_SERVER_ERROR" },
      };
}

/** True when the error is the service's own, so that somebody must look into it. */
export const isInternal = (formatted: GraphQLFormattedError): boolean =>
  formatted.extensions?.code === "INTERNAL_SERVER_ERROR" || formatted.extensions?.code === "UNAVAILABLE";
