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
    CANNOT_JOIN: unknown;
    COLLABORATION_FULL: unknown;
  }
}

export const collaborationErrors = {
  ALREADY_REQUESTED: {
    description:
      "A request between the two members, or to the same collaboration, is pending, or was declined or withdrawn recently; " +
      "`message` explains which.",
  },
  ALREADY_COLLABORATING: {
    description:
      "The two members already collaborate: request a collaboration about another idea. Of an invitation: the member already " +
      "takes part.",
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
      "The collaboration is STOPPED: its members can still read its messages, and send none and admit nobody until it is " +
      "resumed.",
  },
  NO_RECIPIENTS: {
    description:
      "Nobody else in the collaboration can receive a message from the caller at the moment, for whatever reason.",
  },
  CANNOT_JOIN: {
    description:
      "The collaboration cannot take the caller at the moment, for whatever reason: all its places are taken or promised, it has " +
      "stopped, or who invited the caller has left it.",
  },
  COLLABORATION_FULL: {
    description:
      "The collaboration has as many members as it can have, those who are invited included: withdraw an invitation, or wait " +
      "until a member leaves.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
