import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    IDEA_WITHDRAWN: unknown;
    IDEMPOTENCY_CONFLICT: unknown;
  }
}

export const ideaErrors = {
  IDEA_WITHDRAWN: { description: "The idea was withdrawn by its author, so that nothing can be done with it." },
  IDEMPOTENCY_CONFLICT: { description: "The idempotency key was used before for something else." },
} satisfies Partial<Record<UserErrorCode, Declared>>;
