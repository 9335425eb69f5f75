import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_REQUESTED: unknown;
    ALREADY_COLLABORATING: unknown;
    ALREADY_ANSWERED: unknown;
    TOO_MANY_REQUESTS: unknown;
    PROFILE_HIDDEN: unknown;
    COLLABORATION_STOPPED: unknown;
    NO_RECIPIENTS: unknown;
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
  COLLABORATION_STOPPED: {
    description:
      "The collaboration is STOPPED: its members can still read its messages, and send none until it is resumed.",
  },
  NO_RECIPIENTS: {
    description:
      "Nobody else in the collaboration can receive a message from the caller at the moment, for whatever reason.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
