import { GraphQLError, type GraphQLFormattedError } from "graphql";
import { isUnavailable, NullCharacterError } from "../database/database.js";
import { faultCodes } from "../errors/fault.js";
import { internalMessage, unavailableMessage } from "../errors/refusals.js";

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

/** An error and all that it wraps, the innermost last. */
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
 * The code of an error of graphql-js, which gives its own none: one that comes from no field, and wraps nothing but others of
 * its own, is about the request; what wraps anything else is a fault.
 */
function requestCode(layers: unknown[]): string | undefined {
  if (!layers.every((layer) => layer instanceof GraphQLError && !layer.path)) return undefined;
  return (layers[0] as GraphQLError).message.startsWith("Syntax Error") ? "GRAPHQL_PARSE_FAILED" : "BAD_USER_INPUT";
}

/** "Did you mean" would tell names of a schema that the caller may not be meant to see. */
const withoutHints = (message: string): string => message.replace(/ Did you mean .*\?$/s, "");

/** An error as the client may see it. What is not about the request is replaced: internal text never leaves the service. */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const layers = layersOf(error);
  const original = layers.at(-1);
  const told = withoutHints(formatted.message);
  const code = layers.map(ownCode).find((own) => own !== undefined);
  if (code !== undefined) return { ...formatted, message: told, extensions: { ...formatted.extensions, code } };
  const { locations, path, extensions } = formatted;
  // Whatever ends a stream, its client is told where to go on.
  const cursor = typeof extensions?.cursor === "string" ? { cursor: extensions.cursor } : {};
  if (original instanceof NullCharacterError)
    return { message: original.message, locations, path, extensions: { code: "BAD_USER_INPUT" } };
  const known = String(extensions?.code);
  const request = aboutTheRequest.has(known) ? known : requestCode(layers);
  if (request !== undefined) return { message: told, locations, path, extensions: { code: request } };
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

/** True when the error is the service's own, so that somebody must look into it. */
export const isInternal = (formatted: GraphQLFormattedError): boolean =>
  formatted.extensions?.code === "INTERNAL_SERVER_ERROR" || formatted.extensions?.code === "UNAVAILABLE";
