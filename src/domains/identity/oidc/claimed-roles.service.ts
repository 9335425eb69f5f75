import sql from "sql-template-tag";
import { Role } from "../../../core/access/role.js";
import { inTransaction, type Context, type TransactionContext } from "../../../core/graphql/context.js";
import { changeRoles, isLastAdministrator, lockRoles } from "../role.service.js";
import { ExternalIdentity } from "./external-identity.entity.js";

/** What the issuer says about the roles of a member. */
export interface RoleClaim {
  issuer: string;
  subject: string;
  memberId: string;
  roles: Role[];
  /** When the issuer said so. */
  asOf: Date;
}

const reason = "By the claims of the OpenID Connect issuer.";

/**
 * Grants the roles that the issuer claims, and revokes those that it claimed before and no longer does. Roles that were
 * granted here stay, as does the last administrator. Changes nothing when a later claim was applied. Returns false when
 * the same claim may change something the next time.
 */
export async function applyClaimedRoles(ctx: Context, claim: RoleClaim): Promise<boolean> {
  const found = await identityOf(ctx, claim);
  if (!found || isOutdated(found, claim)) return true;
  if (!isApplied(found, claim)) return inTransaction(ctx, (tx) => changeClaimedRoles(tx, claim));
  const { issuer, subject, asOf } = claim;
  await ctx.database.query(sql`
    UPDATE external_identity SET roles_as_of = greatest(roles_as_of, ${asOf})
    WHERE issuer = ${issuer} AND subject = ${subject}`);
  return true;
}

interface ClaimedSoFar {
  /** Those that the issuer granted. */
  claimed: Role[];
  /** Those of the account. */
  held: Role[];
  asOf: Date | null;
}

const isOutdated = ({ asOf }: ClaimedSoFar, claim: RoleClaim): boolean => asOf !== null && asOf > claim.asOf;

const isApplied = ({ claimed, held }: ClaimedSoFar, { roles }: RoleClaim): boolean =>
  claimed.every((role) => roles.includes(role)) && roles.every((role) => held.includes(role));

async function identityOf(
  { db }: Pick<Context, "db">,
  { issuer, subject, memberId }: RoleClaim,
): Promise<ClaimedSoFar | undefined> {
  const [identity] = await db.query<ClaimedSoFar>(sql`
    SELECT identity.roles::text[] AS claimed, account.roles::text[] AS held, identity.roles_as_of AS "asOf"
    FROM external_identity identity JOIN account ON account.member_id = identity.member_id
    WHERE issuer = ${issuer} AND subject = ${subject} AND identity.member_id = ${memberId}`);
  return identity;
}

async function changeClaimedRoles(tx: TransactionContext, claim: RoleClaim): Promise<boolean> {
  await lockRoles(tx);
  const found = await identityOf(tx, claim);
  if (!found || isOutdated(found, claim) || isApplied(found, claim)) return true;
  const { issuer, subject, memberId, roles, asOf } = claim;
  const missing = roles.filter((role) => !found.held.includes(role));
  const lapsed = found.claimed.filter((role) => !roles.includes(role) && found.held.includes(role));
  const isKept = lapsed.includes(Role.ADMIN) && (await isLastAdministrator(tx, memberId));
  if (isKept) tx.log.warn("the issuer no longer makes a member an administrator, who stays one as there is no other");
  const revoked = lapsed.filter((role) => !(isKept && role === Role.ADMIN));
  const change = { memberId, reason, actorId: null };
  for (const role of missing) await changeRoles(tx, { ...change, action: "ROLE_GRANTED", role });
  for (const role of revoked) await changeRoles(tx, { ...change, action: "ROLE_REVOKED", role });
  const claimed = found.claimed.filter((role) => found.held.includes(role) && !revoked.includes(role));
  const changes = { roles: [...claimed, ...missing], rolesAsOf: asOf };
  await tx.manager.update(ExternalIdentity, { issuer, subject }, changes);
  return !isKept;
}
