import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_DECIDED: unknown;
  }
}

export const moderationErrors = {
  ALREADY_DECIDED: {
    description:
      "A moderator has already decided this case or handled this message, or the decision was already " +
      "reversed: read it again.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
