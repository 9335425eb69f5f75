import sql from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import { loader } from "../graphql/batch.js";
import { requireCaller, type Context } from "../graphql/context.js";
import { Fault } from "../errors/fault.js";
import { reject } from "../errors/user-error.js";
import { can, type Actor, type Rule } from "./policy.js";

interface AccountStatus extends Actor {
  suspendedUntil: Date | null;
}

const accountStatusOf = loader<AccountStatus | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<AccountStatus>(
    prepared(sql`
    SELECT member.id AS "memberId", coalesce(account.roles::text[], '{MEMBER}') AS roles,
      member.suspended_until AS "suspendedUntil"
    FROM member LEFT JOIN account ON account.member_id = member.id
    WHERE member.id = ANY(${ids}::uuid[]) AND member.erased_at IS NULL`),
  );
  return new Map(rows.map((row) => [row.memberId, row]));
}, null);

/** The caller with their current roles; null when nobody is signed in, or the account was erased. */
export const actorOf = (ctx: Context): Promise<Actor | null> =>
  ctx.callerId === null ? Promise.resolve(null) : accountStatusOf(ctx, ctx.callerId);

/** The members with these ids and their current roles; those whose account was erased are omitted. */
export async function actorsWithIds(ctx: Context, ids: string[]): Promise<Actor[]> {
  const statuses = await Promise.all(ids.map((id) => accountStatusOf(ctx, id)));
  return statuses.filter((status) => status !== null);
}

/** The id of the caller, suspended or not; UNAUTHENTICATED when nobody is signed in, or the account was erased. */
export async function requireMember(ctx: Context): Promise<string> {
  const memberId = requireCaller(ctx);
  if (!(await accountStatusOf(ctx, memberId)))
    throw new Fault("UNAUTHENTICATED", "This account is not there any more: sign up anew.");
  return memberId;
}

/** The id of the caller, if the rule allows it; else the fault UNAUTHENTICATED without a caller, FORBIDDEN with one. */
export async function requireRight(ctx: Context, rule: Rule): Promise<string> {
  const memberId = requireCaller(ctx);
  if (!can(await actorOf(ctx), rule))
    throw new Fault("FORBIDDEN", "This is for members with another role: ask an administrator for it.");
  return memberId;
}

/** The id of the caller, who must be allowed to participate: as `requireMember`, and SUSPENDED during a suspension. */
export async function requireParticipant(ctx: Context): Promise<string> {
  const memberId = await requireMember(ctx);
  const { suspendedUntil } = (await accountStatusOf(ctx, memberId))!;
  if (suspendedUntil !== null && suspendedUntil > ctx.now())
    reject(
      "SUSPENDED",
      `You are suspended until ${suspendedUntil.toISOString()}: until then you can read, and appeal against the decision.`,
    );
  return memberId;
}
