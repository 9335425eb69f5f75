import type { CollaborationStage } from "./collaboration.entity.js";
import type { CollaborationRequestStatus } from "./collaboration-request.enums.js";

declare module "../../core/event-log/events.js" {
  /** The subject is the request, then the collaboration, where nothing else is said. */
  interface EventPayloads {
    /**
     * `suggested`: whether the sender had been shown the other as a suggestion. `joinsId`: the collaboration that one of
     * the two would join; `toId` is null when that is the sender, and its members are asked.
     */
    "collaboration.requested": {
      fromId: string;
      toId: string | null;
      ideaId: string | null;
      suggested: boolean;
      joinsId?: string;
    };
    /** `byId`: which of the members answered, when several were asked. */
    "collaboration.answered": { fromId: string; toId: string | null; accepted: boolean; byId?: string };
    /** WITHDRAWN or EXPIRED. */
    "collaboration.unanswered": { fromId: string; toId: string | null; status: CollaborationRequestStatus };
    /**
     * By an accepted request; imported collaborations are in `network.imported`. `gatheringId` when a host began it there,
     * `by` when several were asked: who accepted last.
     */
    "collaboration.started": { memberIds: string[]; ideaId: string | null; gatheringId?: string; by?: string };
    /** A member joined one that had started, by an accepted request, which processes of the version before do not name. */
    "collaboration.joined": { memberId: string; requestId?: string };
    "collaboration.staged": { stage: CollaborationStage };
    /** A member does not take part any more; the others go on. */
    "collaboration.left": { memberId: string };
    /** The subject is the message. `memberIds`: its author, and the members who received it. */
    "collaboration.messaged": { collaborationId: string; authorId: string; memberIds: string[] };
    /** The outcome was written (`told`) or removed. */
    "collaboration.outcome": { told: boolean };
  }
}
