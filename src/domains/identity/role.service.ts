import sql from "sql-template-tag";
import { z } from "zod";
import { audit } from "../../core/access/audit.js";
import { connectionOf } from "../../core/database/database.js";
import { type Context, type CoreServices, type TransactionContext } from "../../core/graphql/context.js";
import { id, text } from "../../core/graphql/validation.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { checkInput, reject, rejectInput } from "../../core/errors/user-error.js";
import { Role } from "../../core/access/role.js";
import { actorOf, participating, requireRight } from "../../core/access/actor.js";
import { can, networkPolicy } from "../../core/access/policy.js";
import type { GrantRoleInput, RevokeRoleInput } from "./role.inputs.js";
import { rolePolicy } from "./role.policy.js";
import { roleWording } from "./role.wording.js";

const roleRules = z.object({ memberId: id, role: z.enum(Role), reason: text(2_000) });

/** Grants a member a role; granting it again changes nothing. Returns the member's roles. */
export async function grantRole(ctx: Context, input: GrantRoleInput): Promise<Role[]> {
  await requireRight(ctx, networkPolicy.administer);
  const { memberId, role, reason } = checkInput(roleRules, input);
  return participating(ctx, async (tx) => {
    const roles = await rolesLocked(tx, memberId);
    if (roles.includes(role)) return roles;
    return changeRoles(tx, { action: "ROLE_GRANTED", memberId, role, reason, actorId: tx.callerId });
  });
}

/** Revokes a role of a member; without the role nothing changes. Returns the remaining roles. */
export async function revokeRole(ctx: Context, input: RevokeRoleInput): Promise<Role[]> {
  await requireRight(ctx, networkPolicy.administer);
  const { memberId, role, reason } = checkInput(roleRules, input);
  if (role === Role.MEMBER) rejectInput(InputProblem.NOT_ALLOWED, roleWording.roleOfEveryAccount, "role");
  return participating(ctx, async (tx) => {
    const roles = await rolesLocked(tx, memberId);
    if (!can(await actorOf(tx), rolePolicy.revoke, { memberId, role }))
      reject("NOT_YOURS_TO_DECIDE", roleWording.yourOwn, "role");
    if (!roles.includes(role)) return roles;
    return changeRoles(tx, { action: "ROLE_REVOKED", memberId, role, reason, actorId: tx.callerId });
  });
}

/** The operator's reasons are outside the service; the audit trail records the means. */
const asOperator = "Granted by the operator, at the command line.";

/**
 * Grants roles on behalf of the operator at the command line. Returns the member's id; null when no account has the
 * address.
 */
export async function grantAsOperator(
  { database, newId, now }: Pick<CoreServices, "database" | "newId" | "now">,
  email: string,
  granted: Role[],
): Promise<string | null> {
  return database.transaction(async (manager) => {
    const tx: Writing = { db: connectionOf(manager), manager, newId, now };
    await lockRoles(tx);
    const [account] = await tx.db.query<{ memberId: string; roles: Role[] }>(
      sql`SELECT member_id AS "memberId", roles::text[] AS roles FROM account WHERE email = ${email}`,
    );
    if (!account) return null;
    const { memberId } = account;
    for (const role of new Set(granted))
      if (!account.roles.includes(role))
        await changeRoles(tx, { action: "ROLE_GRANTED", memberId, role, reason: asOperator, actorId: null });
    return memberId;
  });
}

/** The part of a context that a role change needs, with or without a caller. */
type Writing = Pick<TransactionContext, "db" | "manager" | "newId" | "now">;

export const lockRoles = (tx: Writing) => tx.db.query(sql`SELECT pg_advisory_xact_lock(hashtext('roles'))`);

/**
 * The roles of a member, under a lock that serialises all role changes: when two administrators revoke each other's
 * role, the second is no longer an administrator.
 */
async function rolesLocked(tx: TransactionContext, memberId: string): Promise<Role[]> {
  await lockRoles(tx);
  await requireRight(tx, networkPolicy.administer);
  const [account] = await tx.db.query<{ roles: Role[] }>(sql`
    SELECT roles::text[] AS roles FROM account JOIN member ON member.id = member_id
    WHERE member_id = ${memberId} AND member.erased_at IS NULL FOR UPDATE OF account`);
  return account?.roles ?? reject("NOT_FOUND", roleWording.noAccount, "memberId");
}

/** Whether the member is an administrator and there is no other. */
export async function isLastAdministrator(tx: Writing, memberId: string): Promise<boolean> {
  const [administrators] = await tx.db.query<{ own: boolean; others: boolean }>(sql`
    SELECT coalesce(bool_or(member_id = ${memberId}), false) AS own,
      coalesce(bool_or(member_id <> ${memberId}), false) AS others
    FROM account WHERE 'ADMIN' = ANY(roles)`);
  return administrators!.own && !administrators!.others;
}

interface RoleChange {
  action: "ROLE_GRANTED" | "ROLE_REVOKED";
  memberId: string;
  role: Role;
  reason: string | null;
  /** Null for the operator and the OpenID Connect issuer. */
  actorId: string | null;
}

/** Grants or revokes a role and adds it to the audit trail; the caller has locked the roles. */
export async function changeRoles(
  tx: Writing,
  { action, memberId, role, reason, actorId }: RoleChange,
): Promise<Role[]> {
  const change =
    action === "ROLE_GRANTED" ? sql`array_append(roles, ${role}::role)` : sql`array_remove(roles, ${role}::role)`;
  const [account] = await tx.db.query<{ roles: Role[] }>(sql`
    WITH changed AS (
      UPDATE account SET roles = ARRAY(SELECT role FROM unnest(${change}) AS role ORDER BY role)
      WHERE member_id = ${memberId} RETURNING roles::text[] AS roles)
    SELECT roles FROM changed`);
  await audit(tx, {
    actorId,
    action,
    subjectKind: "MEMBER",
    subjectId: memberId,
    affectedId: memberId,
    detail: { role },
    reason,
  });
  return account!.roles;
}
