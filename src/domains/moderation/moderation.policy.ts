import { hasRole, networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import { Role } from "../../core/access/role.js";

export const moderationPolicy = {
  /** Decides on what was reported, or reverses that: never in one's own cause, and only an administrator suspends another. */
  decide: (actor: Actor, { affected, suspends }: { affected: Actor[]; suspends: boolean }) =>
    networkPolicy.moderate(actor) &&
    affected.every(
      (member) =>
        member.memberId !== actor.memberId && !(suspends && hasRole(member, Role.ADMIN) && !hasRole(actor, Role.ADMIN)),
    ),
} satisfies Policy;
