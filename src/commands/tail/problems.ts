import { CloseCode } from "graphql-ws";
import type { GraphQLFormattedError } from "graphql";

/** What ended a subscription: errors of the operation, the close of its socket, or a failure to connect at all. */
export type Problem = readonly GraphQLFormattedError[] | { code?: unknown; reason?: unknown; message?: unknown };

/** Errors of an operation that pass by themselves, or that a new subscription mends. */
const passing = new Set<unknown>([
  "SLOW_CONSUMER",
  "UNAVAILABLE",
  "INTERNAL_SERVER_ERROR",
  "RATE_LIMITED",
  "TOO_MANY_OPERATIONS",
  "UNAUTHENTICATED",
]);

/**
 * Closes that come again however often one connects: the token is refused, or the two do not speak the same protocol.
 */
const finalCloses = new Set<unknown>([
  CloseCode.BadRequest,
  CloseCode.BadResponse,
  CloseCode.Unauthorized,
  CloseCode.Forbidden,
  CloseCode.SubprotocolNotAcceptable,
  CloseCode.SubscriberAlreadyExists,
  CloseCode.TooManyInitialisationRequests,
]);

const isErrors = (problem: Problem): problem is readonly GraphQLFormattedError[] => Array.isArray(problem);

/** The code of the error, or of the close. */
export const codeOf = (problem: Problem): unknown => (isErrors(problem) ? problem[0]?.extensions?.code : problem.code);

/** Whether trying again cannot help. */
export const isFinal = (problem: Problem): boolean =>
  isErrors(problem) ? !passing.has(codeOf(problem)) : finalCloses.has(problem.code);

/** How long the service asks to wait, if it does. */
export const retryAfterMs = (problem: Problem): number =>
  isErrors(problem) ? Number(problem[0]?.extensions?.retryAfterSeconds ?? 0) * 1000 : 0;

/** The problem in a few words. */
export function wordsOf(problem: Problem): string {
  if (isErrors(problem)) return problem[0]?.message ?? "an error without a message";
  const words = [problem.code, problem.reason, problem.message].filter(
    (word) => typeof word === "number" || (typeof word === "string" && word !== ""),
  );
  return words.join(" ") || "no connection";
}
