import type { RankerModel } from "./learning/model.js";
import type { DismissalReason } from "./dismissals/dismissal.entity.js";

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** The subject is the member who was dismissed. Nothing follows it but figures and training. */
    "suggestion.dismissed": { memberId: string; dismissedId: string; reason: DismissalReason };
    "suggestion.restored": { memberId: string; dismissedId: string };
  }

  interface SubjectlessEventPayloads {
    /** Suggestions are ranked by this version from now on. */
    "ranker.trained": { version: number; ranking: RankerModel["kind"] };
  }
}
