import type { Comment } from "../../domains/ideas/comment.entity.js";
import type { Idea } from "../../domains/ideas/idea.entity.js";
import { IdeaStatus } from "../../domains/ideas/idea.enums.js";
import type { Member } from "../../domains/members/member.entity.js";
import { Role } from "../../domains/identity/account.entity.js";

/** Who acts, with all that the rules look at. */
export interface Actor {
  memberId: string;
  roles: Role[];
}

const has = (actor: Actor, ...roles: Role[]): boolean => roles.some((role) => actor.roles.includes(role));

/**
 * Who may do what: a rule for each action, on what it is done to. What somebody may see stands beside the reads, in SQL,
 * so that lists and single rows follow the same rule.
 */
const rules = {
  /** Sees and decides what members report, and whatever is hidden. */
  "network.moderate": (actor: Actor) => has(actor, Role.ORGANISER, Role.ADMIN),
  /** Grants and revokes roles, and reads the audit trail. */
  "network.administer": (actor: Actor) => has(actor, Role.ADMIN),
  /** Decides on what was reported, or takes that back: never in one's own cause, and only an administrator suspends another. */
  "case.decide": (actor: Actor, { affected, suspends }: { affected: Actor[]; suspends: boolean }) =>
    rules["network.moderate"](actor) &&
    affected.every(
      (member) =>
        member.memberId !== actor.memberId && !(suspends && has(member, Role.ADMIN) && !has(actor, Role.ADMIN)),
    ),
  /** Reads who handled a message and what they noted: moderators, but of their own messages. */
  "message.seeHandling": (actor: Actor, message: { memberId: string | null }) =>
    rules["network.moderate"](actor) && message.memberId !== actor.memberId,
  /** Takes a role away; from oneself never that of ADMIN, so that one administrator is always left. */
  "role.revoke": (actor: Actor, { memberId, role }: { memberId: string; role: Role }) =>
    rules["network.administer"](actor) && !(role === Role.ADMIN && memberId === actor.memberId),
  "member.edit": (actor: Actor, member: Pick<Member, "id">) => member.id === actor.memberId,
  "idea.edit": (actor: Actor, idea: Pick<Idea, "authorId" | "status">) =>
    idea.authorId === actor.memberId && idea.status !== IdeaStatus.WITHDRAWN,
  /** Tells how far a collaboration is: who takes part in it. */
  "collaboration.edit": (actor: Actor, { memberIds }: { memberIds: string[] }) => memberIds.includes(actor.memberId),
  /** Reads a comment that is hidden: who wrote it, so as to appeal, and who decides on the appeal. */
  "comment.readHidden": (actor: Actor, comment: Pick<Comment, "authorId">) =>
    comment.authorId === actor.memberId || rules["network.moderate"](actor),
  /** Reads who would sit with whom at a gathering: who receives the others there, and moderators. */
  "gathering.seat": (actor: Actor, { hostIds }: { hostIds: string[] }) =>
    hostIds.includes(actor.memberId) || rules["network.moderate"](actor),
  "registration.seeCheckIn": (actor: Actor, registration: { memberId: string; hostIds: string[] }) =>
    [registration.memberId, ...registration.hostIds].includes(actor.memberId),
};

export type Action = keyof typeof rules;

/** What an action is done to; nothing for what concerns the whole network. */
export type Subject<A extends Action> = Parameters<(typeof rules)[A]> extends [Actor, infer S] ? [S] : [];

/** Whether the actor may do this; nobody may do anything without signing in. */
export function can<A extends Action>(actor: Actor | null, action: A, ...subject: Subject<A>): boolean {
  const rule = rules[action] as (actor: Actor, ...subject: Subject<A>) => boolean;
  return actor !== null && rule(actor, ...subject);
}
