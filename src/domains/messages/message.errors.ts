import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_APPEALED: unknown;
  }
}

export const messageErrors = {
  ALREADY_APPEALED: { description: "The caller has already appealed against this decision." },
} satisfies Partial<Record<UserErrorCode, Declared>>;
