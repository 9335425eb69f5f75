import type { HTTPGraphQLHead } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";

/** When a client may try again, if no error gives the time. */
const defaultRetryAfterSeconds = 1;

/**
 * Gives an answer without any value, because of UNAVAILABLE alone, status 503 and Retry-After, by which proxies and
 * clients recognise it. As soon as one root field has its answer the status stays, because the client can use that.
 */
export function markUnavailable(head: HTTPGraphQLHead, { data, errors = [] }: FormattedExecutionResult): void {
  const failed = new Set(errors.map(({ path }) => path?.[0]));
  const hasAnswer = Object.entries(data ?? {}).some(([field, value]) => value !== null || !failed.has(field));
  if (errors.length === 0 || hasAnswer) return;
  if (errors.some(({ extensions }) => extensions?.code !== "UNAVAILABLE")) return;
  head.status = 503;
  const seconds = errors.map(({ extensions }) => Number(extensions?.retryAfterSeconds ?? defaultRetryAfterSeconds));
  head.headers.set("retry-after", `${Math.max(...seconds)}`);
}
