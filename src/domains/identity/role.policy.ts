import { networkPolicy, type Actor, type Policy } from "../../core/access/policy.js";
import { Role } from "../../core/access/role.js";

export const rolePolicy = {
  /** Takes a role away; from oneself never that of ADMIN, so that one administrator is always left. */
  revoke: (actor: Actor, { memberId, role }: { memberId: string; role: Role }) =>
    networkPolicy.administer(actor) && !(role === Role.ADMIN && memberId === actor.memberId),
} satisfies Policy;
