import { ClosedSet, type Declared } from "../closed-sets/closed-set.js";

/** The codes of user errors. A domain adds its own in `<name>.errors.ts`. */
export interface UserErrorCodes {
  INVALID_INPUT: unknown;
  NOT_FOUND: unknown;
  TRY_AGAIN: unknown;
  STALE_VERSION: unknown;
  IDEMPOTENCY_CONFLICT: unknown;
  NOT_YOURS_TO_DECIDE: unknown;
  SUSPENDED: unknown;
}

export type UserErrorCode = keyof UserErrorCodes;

export const userErrorCodes = new ClosedSet<UserErrorCode>(
  "UserErrorCode",
  "The codes of `userErrors`: outcomes of a mutation that a client must handle. Each mutation lists " +
    "its own after `Errors:`. A mutation or field that requires a signed-in caller fails without one " +
    "with the top-level error UNAUTHENTICATED, which is not listed.",
);

/** What several domains have in common. */
export const commonErrors = {
  INVALID_INPUT: {
    description: "A value is invalid: `path` is the path to the input field, `message` gives the remedy.",
  },
  NOT_FOUND: { description: "The object does not exist, or the caller may not see or change it." },
  TRY_AGAIN: {
    description:
      "A limit is reached, such as that of attempts or of what a member writes: retry after `retryAfterSeconds` of " +
      "`TryAgainError`, at most a day.",
  },
  STALE_VERSION: { description: "The object was edited after the given version: read it again, then repeat the edit." },
  IDEMPOTENCY_CONFLICT: { description: "The caller has already used the idempotency key with different content." },
  NOT_YOURS_TO_DECIDE: {
    description:
      "The caller may not decide this, for example because it concerns themselves or a member with a " +
      "higher role: `message` gives the reason.",
  },
  SUSPENDED: {
    description: "The caller is suspended and may read but not participate; `message` gives the end of the suspension.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
