import type { Actor, Policy } from "../../core/access/policy.js";
import type { Member } from "./member.entity.js";

export const memberPolicy = {
  edit: (actor: Actor, member: Pick<Member, "id">) => member.id === actor.memberId,
} satisfies Policy;
