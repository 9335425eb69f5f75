import { ClosedSet, type Declared } from "../closed-sets/closed-set.js";

/** The codes of user errors. A domain adds its own in `<name>.errors.ts`. */
export interface UserErrorCodes {
  INVALID_INPUT: unknown;
  NOT_FOUND: unknown;
  TRY_AGAIN: unknown;
  STALE_VERSION: unknown;
  NOT_YOURS_TO_DECIDE: unknown;
  SUSPENDED: unknown;
}

export type UserErrorCode = keyof UserErrorCodes;

export const userErrorCodes = new ClosedSet<UserErrorCode>(
  "UserErrorCode",
  "All outcomes of a mutation that a client must handle, besides success.",
);

/** What several domains have in common. */
export const commonErrors = {
  INVALID_INPUT: { description: "A value does not fit; `path` names the field, `message` the remedy." },
  NOT_FOUND: { description: "There is no such thing, or it is not the caller's to change." },
  TRY_AGAIN: { description: "Too many ask for the same at this moment: try again in a few seconds." },
  STALE_VERSION: { description: "Somebody edited it since: read it again, then repeat the edit." },
  NOT_YOURS_TO_DECIDE: {
    description:
      "The caller has the role, but this concerns themselves or somebody with a higher one: leave it to another.",
  },
  SUSPENDED: { description: "The caller is suspended and may read, but not take part; the message says until when." },
} satisfies Partial<Record<UserErrorCode, Declared>>;
