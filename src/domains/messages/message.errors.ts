import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_APPEALED: unknown;
    NO_REPLY_ADDRESS: unknown;
    SHARING_PROPOSED: unknown;
  }
}

export const messageErrors = {
  ALREADY_APPEALED: { description: "The caller has already appealed against this decision." },
  NO_REPLY_ADDRESS: {
    description: "Whoever left the message gave no e-mail address, or one that the mail server refuses.",
  },
  SHARING_PROPOSED: { description: "A proposal to share the message already waits for an answer." },
} satisfies Partial<Record<UserErrorCode, Declared>>;
