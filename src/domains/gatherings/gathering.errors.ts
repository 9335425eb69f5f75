import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_REGISTERED: unknown;
    NOT_REGISTERED: unknown;
    GATHERING_CLOSED: unknown;
  }
}

export const gatheringErrors = {
  ALREADY_REGISTERED: { description: "The caller has a registration for this gathering." },
  NOT_REGISTERED: { description: "The caller has no registration for this gathering." },
  GATHERING_CLOSED: { description: "The gathering was cancelled or is over." },
} satisfies Partial<Record<UserErrorCode, Declared>>;
