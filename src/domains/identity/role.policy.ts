import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import { Role } from "../../core/access/role.js";

export const rolePolicy = {
  /** Revokes a role. Administrators cannot revoke their own ADMIN role, so that one administrator always remains. */
  revoke: (actor: Actor, { memberId, role }: { memberId: string; role: Role }) =>
    networkPolicy.administer(actor) && !(role === Role.ADMIN && memberId === actor.memberId),
} satisfies Policy;
