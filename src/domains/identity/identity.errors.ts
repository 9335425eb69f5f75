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
  EMAIL_TAKEN: { description: "Another account uses this e-mail address." },
  INVALID_CREDENTIALS: {
    description: "The password, the combination of e-mail address and password, or the refresh token is not correct.",
  },
  INVALID_TOKEN: {
    description: "The code or the token of a link is unknown, expired or already used: request a new one.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
