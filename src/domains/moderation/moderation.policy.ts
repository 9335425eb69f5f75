import { hasRole, networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import { Role } from "../../core/access/role.js";

export const moderationPolicy = {
  /**
   * Decides a case or reverses a decision: never as an affected member, and only administrators suspend administrators.
   */
  decide: (actor: Actor, { affected, suspends }: { affected: Actor[]; suspends: boolean }) =>
    networkPolicy.moderate(actor) &&
    affected.every(
      (member) =>
        member.memberId !== actor.memberId && !(suspends && hasRole(member, Role.ADMIN) && !hasRole(actor, Role.ADMIN)),
    ),
} satisfies Policy;
