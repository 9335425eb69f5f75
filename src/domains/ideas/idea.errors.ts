import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    IDEA_WITHDRAWN: unknown;
  }
}

export const ideaErrors = {
  IDEA_WITHDRAWN: {
    description: "The idea was withdrawn by its author and cannot be changed, commented on or supported.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
