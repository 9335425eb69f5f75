import { can, networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";

import type { Gathering } from "./gathering.entity.js";
import { GatheringStatus } from "./gathering.enums.js";

export const gatheringPolicy = {
  /** Schedules gatherings, and decides about proposals. */
  schedule: (actor: Actor) => networkPolicy.moderate(actor),
  /** Edits and cancels a gathering, and reads its seating plan: its hosts, and organisers. */
  manage: (actor: Actor, { hostIds }: { hostIds: string[] }) =>
    hostIds.includes(actor.memberId) || networkPolicy.moderate(actor),
  /** Checks participants in, and sees who did not come: the hosts. */
  checkIn: (actor: Actor, { hostIds }: { hostIds: string[] }) => hostIds.includes(actor.memberId),
  /** Sees when a member checked in: the member, and the hosts. */
  seeCheckIn: (actor: Actor, registration: { memberId: string | null; hostIds: string[] }) =>
    [registration.memberId, ...registration.hostIds].includes(actor.memberId),
  /** Edits a proposal, and sees who made it: its proposer, and organisers. */
  manageProposal: (actor: Actor, { proposerId }: { proposerId: string | null }) =>
    proposerId === actor.memberId || networkPolicy.moderate(actor),
} satisfies Policy;

const { PROPOSED, SCHEDULED, DECLINED } = GatheringStatus;

type Managed = Pick<Gathering, "status" | "proposerId">;

/** Whether the actor may do with a gathering what its hosts may or, while it was not scheduled, its proposer. */
export const mayManage = (actor: Actor | null, gathering: Managed, hostIds: string[]): boolean =>
  [PROPOSED, DECLINED].includes(gathering.status)
    ? can(actor, gatheringPolicy.manageProposal, gathering)
    : can(actor, gatheringPolicy.manage, { hostIds });

export const mayEdit = (actor: Actor | null, gathering: Managed, hostIds: string[]): boolean =>
  [PROPOSED, SCHEDULED].includes(gathering.status) && mayManage(actor, gathering, hostIds);
