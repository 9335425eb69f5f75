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
    description:
      "A request between the two members is pending, or was declined or withdrawn recently; `message` explains which.",
  },
  ALREADY_COLLABORATING: {
    description: "The two members already collaborate: request a collaboration about another idea.",
  },
  ALREADY_ANSWERED: { description: "The request is no longer pending: read it again." },
  TOO_MANY_REQUESTS: {
    description: "The caller has sent too many collaboration requests: wait, or withdraw a pending one.",
  },
  PROFILE_HIDDEN: {
    description:
      "A moderator has hidden the caller's profile, so that the other member could not see who the caller is: " +
      "appeal first.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
