import sql from "sql-template-tag";
import type { DormancyConfig } from "../../../config.js";
import { inTransaction } from "../../../core/graphql/context.js";
import { sendMail } from "../../../core/mail/outbox.js";
import { eraseAccount, leavesNoAdministrator } from "../erasure.service.js";
import type { PrivacyContext } from "../privacy.services.js";

const dayMs = 86_400_000;
/** Accounts of one run, so that the warnings do not hold up other mails. */
const maxOfRun = 200;
/** An announcement that is this much older than its date is none any more: the setting was off for some time. */
const staleMs = 30 * dayMs;

/**
 * Warns the members of accounts that have not been used for almost as long as the network allows, by a mail with the
 * date of the erasure. Returns how many were warned.
 */
export function warnDormant(ctx: PrivacyContext, { afterDays, warningDays }: DormancyConfig): Promise<number> {
  const now = ctx.now().getTime();
  const inactiveSince = new Date(now - (afterDays - warningDays) * dayMs);
  return inTransaction(ctx, async (tx) => {
    // Of accounts from before activity was recorded, the time begins now.
    await tx.db.query(sql`UPDATE account SET last_active_at = ${tx.now()} WHERE last_active_at IS NULL`);
    const dormant = await tx.db.query<{ memberId: string; lastActiveAt: Date }>(sql`
      SELECT member_id AS "memberId", last_active_at AS "lastActiveAt" FROM account
      WHERE last_active_at < ${inactiveSince} AND (erasure_due_at IS NULL OR erasure_due_at < ${new Date(now - staleMs)})
      ORDER BY last_active_at, member_id LIMIT ${maxOfRun} FOR UPDATE SKIP LOCKED`);
    let warned = 0;
    for (const { memberId, lastActiveAt } of dormant) {
      const due = new Date(Math.max(lastActiveAt.getTime() + afterDays * dayMs, now + warningDays * dayMs));
      const mail = { kind: "dormancy", payload: { memberId, due: due.toISOString() } } as const;
      if (!(await sendMail(tx, mail, "notice"))) continue;
      await tx.db.query(sql`UPDATE account SET erasure_due_at = ${due} WHERE member_id = ${memberId}`);
      warned++;
    }
    return warned;
  });
}

/**
 * Erases the accounts whose announced date has come and whose members have not signed in since; their posts stay, under
 * a former member. The last administrator's account stays. Returns how many were erased.
 */
export async function eraseDormant(
  ctx: PrivacyContext,
  { afterDays }: DormancyConfig,
  signal: AbortSignal,
): Promise<number> {
  const now = ctx.now().getTime();
  const isDue = sql`erasure_due_at <= ${new Date(now)} AND erasure_due_at >= ${new Date(now - staleMs)}
    AND last_active_at < ${new Date(now - afterDays * dayMs)}`;
  const due = await ctx.database.query<{ memberId: string }>(sql`
    SELECT member_id AS "memberId" FROM account WHERE ${isDue} ORDER BY erasure_due_at, member_id LIMIT ${maxOfRun}`);
  let erased = 0;
  for (const { memberId } of due) {
    if (signal.aborted) break;
    const isErased = await inTransaction(ctx, async (tx) => {
      if (await leavesNoAdministrator(tx, memberId)) return false;
      // A member who signs in meanwhile stays.
      const still = await tx.db.query(sql`SELECT 1 FROM account WHERE member_id = ${memberId} AND ${isDue} FOR UPDATE`);
      return still.length > 0 && eraseAccount(tx, memberId, true);
    });
    if (isErased) erased++;
  }
  return erased;
}
