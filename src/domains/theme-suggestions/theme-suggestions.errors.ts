import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    TOO_MANY_THEME_SUGGESTIONS: unknown;
  }
}

export const themeSuggestionErrors = {
  TOO_MANY_THEME_SUGGESTIONS: {
    description: "As many themes that the caller suggested wait for an organiser as may wait at a time.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
