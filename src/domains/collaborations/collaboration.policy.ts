import type { Actor, Policy } from "../../core/access/policy.js";

export const collaborationPolicy = {
  /** Updates the stage and the outcome of a collaboration: its members only. */
  edit: (actor: Actor, { memberIds }: { memberIds: string[] }) => memberIds.includes(actor.memberId),
} satisfies Policy;
