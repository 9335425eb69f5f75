import type { Actor, Policy } from "../../core/access/policy.js";

export const collaborationPolicy = {
  /** Records the stage and the outcome of a collaboration: who takes part in it. */
  edit: (actor: Actor, { memberIds }: { memberIds: string[] }) => memberIds.includes(actor.memberId),
} satisfies Policy;
