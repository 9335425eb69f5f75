import type { HTTPGraphQLHead } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import { hasFailedWith } from "./failed-answer.js";

/** When a client may try again, if no error gives the time. */
const defaultRetryAfterSeconds = 1;

/**
 * Gives an answer without any value, because of UNAVAILABLE alone, status 503 and Retry-After, by which proxies and
 * clients recognise it. As soon as one root field has its answer the status stays, because the client can use that.
 */
export function markUnavailable(head: HTTPGraphQLHead, answer: FormattedExecutionResult): void {
  if (!hasFailedWith("UNAVAILABLE", answer)) return;
  head.status = 503;
  const seconds = answer.errors!.map(({ extensions }) =>
    Number(extensions?.retryAfterSeconds ?? defaultRetryAfterSeconds),
  );
  head.headers.set("retry-after", `${Math.max(...seconds)}`);
}
