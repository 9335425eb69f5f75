import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    IDEA_WITHDRAWN: unknown;
    COMMENT_WITHDRAWN: unknown;
  }
}

export const ideaErrors = {
  IDEA_WITHDRAWN: {
    description: "The idea was withdrawn by its author and cannot be changed, commented on, supported or followed.",
  },
  COMMENT_WITHDRAWN: {
    description:
      "The comment was withdrawn by its author, or removed with their account: it cannot be edited or answered.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
