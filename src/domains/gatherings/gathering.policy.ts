import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

export const gatheringPolicy = {
  /** Reads the seating plan of a gathering: its hosts, and moderators. */
  seat: (actor: Actor, { hostIds }: { hostIds: string[] }) =>
    hostIds.includes(actor.memberId) || networkPolicy.moderate(actor),
  /** Sees when a member checked in: the member, and the hosts. */
  seeCheckIn: (actor: Actor, registration: { memberId: string; hostIds: string[] }) =>
    [registration.memberId, ...registration.hostIds].includes(actor.memberId),
} satisfies Policy;
