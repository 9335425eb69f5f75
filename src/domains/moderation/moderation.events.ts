import type { SubjectKind } from "../../core/access/subject-kind.js";
import type { DecisionKind } from "./moderation.enums.js";

interface Decided {
  decisionId: string;
  decision: DecisionKind;
  subjectKind: SubjectKind;
  affectedIds: string[];
  /** When the subject is a gathering. */
  gatheringId?: string;
  /** When the subject is a learning track. */
  trackId?: string;
}

declare module "../../core/event-log/events.js" {
  interface EventPayloads {
    /** The subject may be hidden from now on, and its authors suspended. */
    "moderation.decided": Decided;
    /** The decision does not hold any more. */
    "moderation.reversed": Decided;
  }
}
