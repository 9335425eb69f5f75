import { moderating, Role } from "./role.js";

/** The member who acts, with all that the rules depend on. */
export interface Actor {
  memberId: string;
  roles: Role[];
}

/** Whether an actor may do something with a subject; a rule about the whole network has no subject. */
export type Rule<Subject extends unknown[] = []> = (actor: Actor, ...subject: Subject) => boolean;

/**
 * The rules of one domain, one per action. Visibility is not among them: it is part of the reads, in SQL, so that lists
 * and single rows follow the same rule.
 */
export type Policy = Record<string, Rule<never[]>>;

/** Whether the actor may do this; false for null, as every rule requires a signed-in caller. */
export const can = <Subject extends unknown[]>(
  actor: Actor | null,
  rule: Rule<Subject>,
  ...subject: Subject
): boolean => actor !== null && rule(actor, ...subject);

export const hasRole = (actor: Actor, ...roles: readonly Role[]): boolean =>
  roles.some((role) => actor.roles.includes(role));

/** The rules about the whole network. */
export const networkPolicy = {
  /** Reads and decides reports, and reads hidden content. */
  moderate: (actor: Actor) => hasRole(actor, ...moderating),
  /** Grants and revokes roles, and reads the audit trail. */
  administer: (actor: Actor) => hasRole(actor, Role.ADMIN),
} satisfies Policy;
