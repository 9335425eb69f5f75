import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_ENROLLED: unknown;
    NOT_ENROLLED: unknown;
    ENROLMENT_CLOSED: unknown;
    TRACK_COMPLETED: unknown;
    TRACK_INCOMPLETE: unknown;
    TRACK_WITHDRAWN: unknown;
  }
}

export const trackErrors = {
  ALREADY_ENROLLED: { description: "The caller is enrolled in this learning track, or is on its waiting list." },
  NOT_ENROLLED: {
    description:
      "The caller is not enrolled in this learning track; who is on its waiting list can leave it, not mark steps.",
  },
  ENROLMENT_CLOSED: { description: "Enrolment in this learning track has closed." },
  TRACK_COMPLETED: {
    description: "The caller has completed this learning track: they cannot leave it or take a mark back any more.",
  },
  TRACK_INCOMPLETE: {
    description:
      "The learning track has no step yet, or one whose gathering or series is still to be chosen: edit it, then publish it.",
  },
  TRACK_WITHDRAWN: {
    description: "The learning track was withdrawn: it can be neither edited, published nor followed, but duplicated.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
