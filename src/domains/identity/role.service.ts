import sql from "sql-template-tag";
import { z } from "zod";
import { audit } from "../audit/audit.js";
import { connectionOf } from "../../core/database/database.js";
import { inTransaction, type Context, type CoreServices, type TransactionContext } from "../../core/graphql/context.js";
import { id, text } from "../../core/graphql/validation.js";
import { checkInput, reject } from "../../core/errors/user-error.js";
import { Role } from "../../core/access/role.js";
import { actorOf, requireParticipant, requireRight } from "../../core/access/actor.js";
import { can, networkPolicy } from "../../core/access/policy.js";
import type { GrantRoleInput, RevokeRoleInput } from "./role.inputs.js";
import { rolePolicy } from "./role.policy.js";

const roleRules = z.object({ memberId: id, role: z.enum(Role), reason: text(2_000) });

/** Gives a member a role; given twice it counts once. Returns the roles of the member. */
export async function grantRole(ctx: Context, input: GrantRoleInput): Promise<Role[]> {
  await requireAdministrator(ctx);
  const { memberId, role, reason } = checkInput(roleRules, input);
  return inTransaction(ctx, async (tx) => {
    const roles = await rolesLocked(tx, memberId);
    if (roles.includes(role)) return roles;
    return changeRoles(tx, { action: "ROLE_GRANTED", memberId, role, reason, actorId: tx.callerId });
  });
}

/** Takes a role from a member; without it nothing changes. Returns the roles that are left. */
export async function revokeRole(ctx: Context, input: RevokeRoleInput): Promise<Role[]> {
  await requireAdministrator(ctx);
  const { memberId, role, reason } = checkInput(roleRules, input);
  if (role === Role.MEMBER)
    reject("INVALID_INPUT", "Every account has the role MEMBER: suspend the member instead.", "role");
  return inTransaction(ctx, async (tx) => {
    const roles = await rolesLocked(tx, memberId);
    if (!can(await actorOf(tx), rolePolicy.revoke, { memberId, role }))
      reject("NOT_YOURS_TO_DECIDE", "This is your own role: have another administrator take it.", "role");
    if (!roles.includes(role)) return roles;
    return changeRoles(tx, { action: "ROLE_REVOKED", memberId, role, reason, actorId: tx.callerId });
  });
}

/** Why an operator grants a role is between them and whom they work for; the trail tells at least how. */
const asOperator = "Granted by the operator, at the command line.";

/** Gives roles in the name of the operator at the command line. Returns the member's id; null when nobody has the address. */
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

/** What a change of roles needs, with or without somebody who asks for it. */
type Writing = Pick<TransactionContext, "db" | "manager" | "newId" | "now">;

export const lockRoles = (tx: Writing) => tx.db.query(sql`SELECT pg_advisory_xact_lock(hashtext('roles'))`);

/** An administrator who may act: a suspension holds for them as for everybody. */
async function requireAdministrator(ctx: Context): Promise<void> {
  await requireRight(ctx, networkPolicy.administer);
  await requireParticipant(ctx);
}

/**
 * The roles of a member, while nobody else changes anybody's: two administrators who revoke each other take turns, and the
 * second is none any more.
 */
async function rolesLocked(tx: TransactionContext, memberId: string): Promise<Role[]> {
  await lockRoles(tx);
  await requireAdministrator(tx);
  const [account] = await tx.db.query<{ roles: Role[] }>(sql`
    SELECT roles::text[] AS roles FROM account JOIN member ON member.id = member_id
    WHERE member_id = ${memberId} AND member.erased_at IS NULL FOR UPDATE OF account`);
  return account?.roles ?? reject("NOT_FOUND", "There is no member with this id and an account.", "memberId");
}

interface RoleChange {
  action: "ROLE_GRANTED" | "ROLE_REVOKED";
  memberId: string;
  role: Role;
  reason: string | null;
  /** Null for the operator. */
  actorId: string | null;
}

async function changeRoles(tx: Writing, { action, memberId, role, reason, actorId }: RoleChange): Promise<Role[]> {
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
