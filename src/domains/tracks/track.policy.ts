import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const trackPolicy = {
  /** Creates and duplicates learning tracks. */
  create: (actor: Actor) => networkPolicy.moderate(actor),
  /** Edits, publishes and withdraws a track, and sees who is where: its coordinators, and organisers. */
  manage: (actor: Actor, { coordinatorIds }: { coordinatorIds: string[] }) =>
    coordinatorIds.includes(actor.memberId) || networkPolicy.moderate(actor),
} satisfies Policy;
