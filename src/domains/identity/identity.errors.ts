import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    EMAIL_TAKEN: unknown;
    INVALID_CREDENTIALS: unknown;
    INVALID_TOKEN: unknown;
  }
}

export const identityErrors = {
  EMAIL_TAKEN: { description: "Another account has this e-mail address." },
  INVALID_CREDENTIALS: { description: "The e-mail address and the password, or the refresh token, do not fit." },
  INVALID_TOKEN: { description: "The code or the link was used before, has run out, or is none: ask for a new one." },
} satisfies Partial<Record<UserErrorCode, Declared>>;
