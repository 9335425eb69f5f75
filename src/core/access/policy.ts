import { moderating, Role } from "./role.js";

/** Who acts, with all that the rules look at. */
export interface Actor {
  memberId: string;
  roles: Role[];
}

/** Whether an actor may do something, to what it is done to; nothing for what concerns the whole network. */
export type Rule<Subject extends unknown[] = []> = (actor: Actor, ...subject: Subject) => boolean;

/**
 * What one domain allows: a rule for each action. What somebody may see stands beside the reads, in SQL, so that lists and single
 * rows follow the same rule.
 */
export type Policy = Record<string, Rule<never[]>>;

/** Whether the actor may do this; nobody may do anything without signing in. */
export const can = <Subject extends unknown[]>(
  actor: Actor | null,
  rule: Rule<Subject>,
  ...subject: Subject
): boolean => actor !== null && rule(actor, ...subject);

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role));

/** What concerns the whole network. */
export const networkPolicy = {
  /** Sees and decides what members report, and whatever is hidden. */
  moderate: (actor: Actor) => hasRole(actor, ...moderating),
  /** Grants and revokes roles, and reads the audit trail. */
  administer: (actor: Actor) => hasRole(actor, Role.ADMIN),
} satisfies Policy;
