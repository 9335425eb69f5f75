import sql from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import { loader } from "../graphql/batch.js";
import { inTransaction, requireCaller, viewerId, type Context, type TransactionContext } from "../graphql/context.js";
import { Fault } from "../errors/fault.js";
import { reject } from "../errors/user-error.js";
import { Language } from "../texts/language.js";
import { localDateTime } from "../texts/local-time.js";
import type { Wording } from "../texts/wording.js";
import { can, type Actor, type Rule } from "./policy.js";

const accountOf = loader<Actor | null>(async (ctx, ids) => {
  const rows = await ctx.db.query<Actor>(
    prepared(sql`
    SELECT member.id AS "memberId", coalesce(account.roles::text[], '{MEMBER}') AS roles
    FROM member LEFT JOIN account ON account.member_id = member.id
    WHERE member.id = ANY(${ids}::uuid[]) AND member.erased_at IS NULL`),
  );
  return new Map(rows.map((row) => [row.memberId, row]));
}, null);

/** The caller with their current roles; null when nobody is signed in, or the account was erased. */
export const actorOf = (ctx: Context): Promise<Actor | null> =>
  ctx.callerId === null ? Promise.resolve(null) : accountOf(ctx, ctx.callerId);

/** The same for a `viewer…` field: UNAUTHENTICATED when the access token is not valid. */
export function viewerActor(ctx: Context): Promise<Actor | null> {
  const memberId = viewerId(ctx);
  return memberId === null ? Promise.resolve(null) : accountOf(ctx, memberId);
}

/** The members with these ids and their current roles; those whose account was erased are omitted. */
export async function actorsWithIds(ctx: Context, ids: string[]): Promise<Actor[]> {
  const accounts = await Promise.all(ids.map((id) => accountOf(ctx, id)));
  return accounts.filter((account) => account !== null);
}

/** The id of the caller, suspended or not; UNAUTHENTICATED when nobody is signed in, or the account was erased. */
export async function requireMember(ctx: Context): Promise<string> {
  const memberId = requireCaller(ctx);
  if (!(await accountOf(ctx, memberId)))
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

/**
 * Runs `work` in one transaction of a caller who may participate until it ends: UNAUTHENTICATED without an account,
 * SUSPENDED during a suspension, whatever `work` finds.
 */
export async function participating<Of extends Context, T>(
  ctx: Of,
  work: (tx: TransactionContext<Of>) => Promise<T>,
): Promise<T> {
  requireCaller(ctx);
  return inTransaction(ctx, work, ({ suspendedUntil }) => {
    if (suspendedUntil !== null && suspendedUntil > ctx.now()) reject("SUSPENDED", suspended(suspendedUntil));
  });
}

const suspended = (until: Date): Wording => ({
  NL: `Je bent geschorst tot ${localDateTime(until, Language.NL)}: tot dan kun je alleen lezen en beroep aantekenen tegen de beslissing.`,
  FR: `Votre compte est suspendu jusqu'au ${localDateTime(until, Language.FR)} : d'ici là, vous pouvez seulement lire et introduire un recours contre la décision.`,
  EN: `You are suspended until ${localDateTime(until, Language.EN)}: until then you can only read and appeal against the decision.`,
});
