import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import type { Practice } from "./practice.entity.js";
import { PracticeStatus } from "./practice.enums.js";

export const practicePolicy = {
  edit: (actor: Actor, practice: Pick<Practice, "sharedById" | "status">) =>
    practice.sharedById === actor.memberId && practice.status !== PracticeStatus.WITHDRAWN,
  /** Decides about practices in review, and publishes its own without review. */
  review: (actor: Actor) => networkPolicy.moderate(actor),
  /** Reads what was written about a decision: the sharer, and organisers. */
  readReviewNote: (actor: Actor, practice: Pick<Practice, "sharedById">) =>
    practice.sharedById === actor.memberId || networkPolicy.moderate(actor),
} satisfies Policy;
