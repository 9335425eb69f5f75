import { GraphQLError } from "graphql";

/** The codes that a top-level error may carry in `extensions.code`, each with what it means to a client. */
export const faultCodes = {
  UNAUTHENTICATED: "Not signed in, or the access token is not valid any more: sign in or refresh, then ask again.",
  FORBIDDEN: "The caller's roles do not allow this: ask an administrator for the role.",
  BAD_USER_INPUT: "An argument or a variable is not of the form that the schema describes.",
  INVALID_CURSOR: "The cursor is not one of this list or stream: start without it.",
  CURSOR_EXPIRED:
    "The cursor is older than what the event log keeps: read the list again, and subscribe with a cursor from `liveCursor`.",
  OPERATION_TOO_COMPLEX: "The document is over one of the limits: ask for less, or in several requests.",
  OPERATION_TOO_COSTLY: "The lists asked for multiply beyond the limit: ask for smaller pages.",
  RATE_LIMITED: "The caller's budget of this minute is spent: ask again after `extensions.retryAfterSeconds`.",
  DOCUMENT_NOT_TRUSTED: "The service runs the documents of its list alone, and this is none of them.",
  TOO_MANY_OPERATIONS:
    "Too many operations run on this WebSocket, or too many sockets and streams are open: end one first.",
  SUSPENDED: "A moderator suspended the caller, who can read until it is over, and is told nothing live.",
  SLOW_CONSUMER: "Events came faster than they were read: subscribe again with `after` set to `extensions.cursor`.",
  UNAVAILABLE: "The service cannot answer for the moment: try again in a second.",
  INTERNAL_SERVER_ERROR: "A fault of the service; the request id finds it in the log.",
} as const;

export type FaultCode = keyof typeof faultCodes;

/** A fault that the client is told as it is. */
export class Fault extends GraphQLError {
  constructor(code: FaultCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { ...extensions, code } });
  }
}
