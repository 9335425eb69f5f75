import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const collaborationPolicy = {
  /** Updates the stage and the outcome of a collaboration: its members only. */
  edit: (actor: Actor, { memberIds }: { memberIds: string[] }) => memberIds.includes(actor.memberId),
  /** Reads a hidden outcome: its members, who may appeal, and moderators, who decide on the appeal. */
  readHiddenOutcome: (actor: Actor, { memberIds }: { memberIds: string[] }) =>
    memberIds.includes(actor.memberId) || networkPolicy.moderate(actor),
} satisfies Policy;
