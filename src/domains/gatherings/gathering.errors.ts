import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_REGISTERED: unknown;
    NOT_REGISTERED: unknown;
    GATHERING_CLOSED: unknown;
    REGISTRATION_CLOSED: unknown;
    STATUS_CONFLICT: unknown;
    AGENDA_FULL: unknown;
  }
}

export const gatheringErrors = {
  ALREADY_REGISTERED: { description: "The caller already has a place at this gathering or on its waiting list." },
  NOT_REGISTERED: { description: "The caller has neither a place at this gathering nor one on its waiting list." },
  GATHERING_CLOSED: { description: "The gathering was cancelled or is over, or the caller has already checked in." },
  REGISTRATION_CLOSED: {
    description: "Registration for the gathering is not open yet or has closed, or the gathering has no host now.",
  },
  STATUS_CONFLICT: {
    description:
      "The status of the gathering does not allow this, such as cancelling a proposal, accepting one that was decided, or " +
      "recording what came of a gathering before it begins.",
  },
  AGENDA_FULL: {
    description: "The agenda of the gathering has 50 items, put forward or accepted: no further one fits.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
