import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    PRACTICE_WITHDRAWN: unknown;
    PRACTICE_NOT_PUBLISHED: unknown;
    PRACTICE_PUBLISHED: unknown;
  }
}

export const practiceErrors = {
  PRACTICE_WITHDRAWN: {
    description: "The practice was withdrawn by its sharer and can be neither edited nor used.",
  },
  PRACTICE_NOT_PUBLISHED: {
    description: "The practice is in review or was declined: its use cannot be recorded before it is published.",
  },
  PRACTICE_PUBLISHED: {
    description: "The practice is already published and cannot be declined: report it instead.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
