import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    IDEA_WITHDRAWN: unknown;
    COMMENT_WITHDRAWN: unknown;
    ALREADY_INVITED: unknown;
    TOO_MANY_CO_AUTHORS: unknown;
    INVITATION_CLOSED: unknown;
    TOO_MANY_DRAFTS: unknown;
  }
}

export const ideaErrors = {
  IDEA_WITHDRAWN: {
    description: "The idea was withdrawn by its author and cannot be changed, commented on, supported or followed.",
  },
  COMMENT_WITHDRAWN: {
    description:
      "The comment was withdrawn by its author, or removed with their account: it cannot be edited or answered.",
  },
  ALREADY_INVITED: {
    description:
      "The member declined to be a co-author of the idea less than 30 days ago, or the invitation was withdrawn less than a day ago.",
  },
  TOO_MANY_CO_AUTHORS: {
    description:
      "The idea has as many co-authors and pending invitations as it may have: withdraw an invitation first.",
  },
  TOO_MANY_DRAFTS: {
    description: "The member has as many drafts as they may have: post or discard one first.",
  },
  INVITATION_CLOSED: {
    description: "The invitation was already answered otherwise, or withdrawn: ask for a new one.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
