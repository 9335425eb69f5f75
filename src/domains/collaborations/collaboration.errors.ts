import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_REQUESTED: unknown;
    ALREADY_COLLABORATING: unknown;
    ALREADY_ANSWERED: unknown;
    TOO_MANY_REQUESTS: unknown;
    PROFILE_HIDDEN: unknown;
  }
}

export const collaborationErrors = {
  ALREADY_REQUESTED: {
    description: "One of the two has asked the other already, or was declined lately; the message says which.",
  },
  ALREADY_COLLABORATING: { description: "The two collaborate already: ask about another idea." },
  ALREADY_ANSWERED: { description: "The request is not pending any more: read it again." },
  TOO_MANY_REQUESTS: { description: "The caller has asked too many members: wait, or withdraw a request." },
  PROFILE_HIDDEN: {
    description: "A moderator hid the caller's profile, so that the other would not see who it is: appeal first.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
