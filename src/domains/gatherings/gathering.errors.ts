import type { Declared } from "../../core/closed-sets/closed-set.js";
import type { UserErrorCode } from "../../core/errors/user-error-code.js";

declare module "../../core/errors/user-error-code.js" {
  interface UserErrorCodes {
    ALREADY_REGISTERED: unknown;
    NOT_REGISTERED: unknown;
    GATHERING_CLOSED: unknown;
    REGISTRATION_CLOSED: unknown;
    INVITATION_REQUIRED: unknown;
    ACCOUNT_REQUIRED: unknown;
    STATUS_CONFLICT: unknown;
    AGENDA_FULL: unknown;
    MAILS_SENT: unknown;
    ALREADY_CHECKED_IN: unknown;
    NOT_CHECKED_IN: unknown;
    CHECK_IN_CLOSED: unknown;
  }
}

export const gatheringErrors = {
  ALREADY_REGISTERED: {
    description: "The caller already has a place at this gathering, waits for one, or has requested one.",
  },
  NOT_REGISTERED: {
    description:
      "The caller has no place at this gathering, waits for none, and has neither requested one nor been invited.",
  },
  GATHERING_CLOSED: { description: "The gathering was cancelled or is over, or the caller has already checked in." },
  REGISTRATION_CLOSED: {
    description: "Registration for the gathering is not open yet or has closed, or the gathering has no host now.",
  },
  INVITATION_REQUIRED: {
    description:
      "Only who is invited can register: the gathering is by invitation, or a host declined the caller's request.",
  },
  ACCOUNT_REQUIRED: { description: "The gathering accepts no guests: only members can register for it." },
  STATUS_CONFLICT: {
    description:
      "The status does not allow this, such as cancelling a proposal, accepting one that was decided, giving a place at a " +
      "gathering that is full, or recording what came of one before it begins.",
  },
  AGENDA_FULL: {
    description: "The agenda of the gathering has 50 items, put forward or accepted: no further one fits.",
  },
  MAILS_SENT: { description: "Three mails about this gathering were sent to those registered: no further one can be." },
  ALREADY_CHECKED_IN: { description: "The person was checked in already: `message` says when. A code works once." },
  NOT_CHECKED_IN: { description: "The person is not checked in, so there is nothing to undo." },
  CHECK_IN_CLOSED: {
    description: "The day of the gathering has not come yet, or is so long ago that its attendance is final.",
  },
} satisfies Partial<Record<UserErrorCode, Declared>>;
