import { GraphQLError } from "graphql";

/** The codes of top-level errors, in `extensions.code`, with their meaning for a client. */
export const faultCodes = {
  UNAUTHENTICATED:
    "Nobody is signed in, or the access token is no longer valid: sign in or refresh the session, then retry.",
  FORBIDDEN: "The caller's roles do not allow this: ask an administrator for the role.",
  BAD_USER_INPUT: "An argument or a variable does not have the form or range that the schema describes.",
  INVALID_CURSOR: "The cursor does not belong to this list, in this order, or to this stream: start without it.",
  CURSOR_EXPIRED:
    "The cursor is older than the retained event log: read the list again, then subscribe with a new `liveCursor`.",
  OPERATION_TOO_COMPLEX: "The document exceeds one of the size limits: request less, or use several requests.",
  OPERATION_TOO_COSTLY: "The requested page sizes multiply to a cost over the limit: request smaller pages.",
  RATE_LIMITED: "The caller's budget for this minute is used up: retry after `extensions.retryAfterSeconds`.",
  DOCUMENT_NOT_TRUSTED:
    "The service executes only documents on its list of trusted documents, and this one is not on it.",
  TOO_MANY_OPERATIONS:
    "Too many operations run on this WebSocket or for this address, or too many sockets and streams are open: close one first.",
  SUSPENDED:
    "A moderator has suspended the caller, who can still read but receives no live events until the suspension ends.",
  SLOW_CONSUMER:
    "Events arrived faster than the client read them: subscribe again with `after` set to `extensions.cursor`.",
  UNAVAILABLE:
    "The service is temporarily unavailable or overloaded: retry after `extensions.retryAfterSeconds`, else in a second.",
  INTERNAL_SERVER_ERROR: "An internal fault of the service; the request id identifies it in the log.",
} as const;

export type FaultCode = keyof typeof faultCodes;

/** A fault whose code and message reach the client unchanged. */
export class Fault extends GraphQLError {
  constructor(code: FaultCode, message: string, extensions: Record<string, unknown> = {}) {
    super(message, { extensions: { ...extensions, code } });
  }
}
