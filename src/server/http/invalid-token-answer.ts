import type { HTTPGraphQLHead } from "@apollo/server";
import type { FormattedExecutionResult } from "graphql";
import { invalidAccessToken } from "../../core/errors/refusals.js";
import { hasFailedWith } from "./failed-answer.js";

/** A remark on an answer, in `extensions.warnings`. */
interface Warning {
  code: string;
  message: string;
}

/**
 * Adds to the answer of a request whose access token is not valid a warning that it is the one for nobody. Without any
 * value, because every root field requires a caller, its status is 401.
 */
export function warnOfInvalidToken(head: HTTPGraphQLHead, answer: FormattedExecutionResult): void {
  const { message, extensions } = invalidAccessToken();
  const warnings: Warning[] = [{ code: String(extensions.code), message }];
  answer.extensions = { ...answer.extensions, warnings };
  if (hasFailedWith("UNAUTHENTICATED", answer)) head.status = 401;
}
