import type { HelpRequestStatus } from "./help-request.enums.js";

declare module "../../core/event-log/events.js" {
  /** The subject is the request. */
  interface EventPayloads {
    "help.requested": { fromId: string; toId: string; ideaId: string };
    /** The member who was asked commented on the question. */
    "help.answered": { fromId: string; toId: string; commentId: string };
    "help.declined": { fromId: string; toId: string };
    /** WITHDRAWN or EXPIRED. */
    "help.unanswered": { fromId: string; toId: string; status: HelpRequestStatus };
  }
}
