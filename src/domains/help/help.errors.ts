import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    NO_MORE_HELP_REQUESTS: unknown;
  }
}

export const helpErrors = {
  NO_MORE_HELP_REQUESTS: {
    description: "The member takes no more requests for help this month: ask another member.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
