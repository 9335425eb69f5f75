import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ORGANISATION_EXISTS: unknown;
  }
}

export const organisationErrors = {
  ORGANISATION_EXISTS: {
    description: "Another organisation has the name, or the code at `path`: merge the two instead.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
