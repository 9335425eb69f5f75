import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isUnavailable } from "../database/failures.js";
import { NullCharacterError } from "../database/null-characters.js";
import { faultCodes } from "../errors/fault.js";
import { internalMessage, unavailableMessage } from "../errors/refusals.js";

/** Codes of Apollo Server whose messages describe the request only. */
const requestCodes = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_REQUEST",
  "BAD_USER_INPUT",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** An error and all errors that it wraps, the innermost last. */
function layersOf(error: unknown): unknown[] {
  const layers = [error];
  for (let inner = error; inner instanceof GraphQLError && inner.originalError; inner = inner.originalError)
    layers.push(inner.originalError);
  return layers;
}

const ownCode = (error: unknown): string | undefined => {
  const code = error instanceof GraphQLError ? error.extensions.code : undefined;
  return typeof code === "string" && code in faultCodes && code !== "INTERNAL_SERVER_ERROR" ? code : undefined;
};

/**
 * The code of an error of graphql-js, which has none of its own. An error that belongs to no field and wraps only other
 * GraphQL errors is about the request; one that wraps anything else is a fault.
 */
function requestCode(layers: unknown[]): string | undefined {
  if (!layers.every((layer) => layer instanceof GraphQLError && !layer.path)) return undefined;
  return (layers[0] as GraphQLError).message.startsWith("Syntax Error") ? "GRAPHQL_PARSE_FAILED" : "BAD_USER_INPUT";
}

/** "Did you mean" reveals names of the schema. */
const withoutHints = (message: string): string => message.replace(/ Did you mean .*\?$/s, "");

/**
 * An error as the client may see it. A message that is not about the request is replaced: no internals leak.
 *
 * @param hidesSchema whether the client may not see the names in the schema
 */
export function formatError(
  formatted: GraphQLFormattedError,
  error: unknown,
  hidesSchema: boolean,
): GraphQLFormattedError {
  const layers = layersOf(error);
  const original = layers.at(-1);
  const message = hidesSchema ? withoutHints(formatted.message) : formatted.message;
  const code = layers.map(ownCode).find((own) => own !== undefined);
  if (code !== undefined) return { ...formatted, message, extensions: { ...formatted.extensions, code } };
  const { locations, path, extensions } = formatted;
  // The error that ends a stream carries the cursor to resume from, whatever the error is.
  const cursor = typeof extensions?.cursor === "string" ? { cursor: extensions.cursor } : {};
  if (original instanceof NullCharacterError)
    return { message: original.message, locations, path, extensions: { code: "BAD_USER_INPUT" } };
  const known = String(extensions?.code);
  const request = requestCodes.has(known) ? known : requestCode(layers);
  if (request !== undefined) return { message, locations, path, extensions: { code: request } };
  return isUnavailable(original)
    ? {
        message: unavailableMessage,
        locations,
        path,
        extensions: { ...cursor, code: "UNAVAILABLE" },
      }
    : {
        message: internalMessage,
        locations,
        path,
        extensions: { ...cursor, code: "INTERNAL_SERVER_ERROR" },
      };
}

/** Whether the error is a fault of the service, which an operator must look into. */
export const isInternal = (formatted: GraphQLFormattedError): boolean =>
  formatted.extensions?.code === "INTERNAL_SERVER_ERROR" || formatted.extensions?.code === "UNAVAILABLE";
