import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";

/**
 * Records that a member is active, so that their account is not dormant, and that they have signed in once; at most once an hour, so that sessions that are
 * refreshed all the time write little.
 */
export async function recordActivity(db: Connection, memberId: string, now: Date): Promise<void> {
  await db.query(sql`
    UPDATE account SET last_active_at = ${now}, erasure_due_at = NULL,
      first_signed_in_at = coalesce(first_signed_in_at, ${now})
    WHERE member_id = ${memberId}
      AND (first_signed_in_at IS NULL OR erasure_due_at IS NOT NULL OR last_active_at IS NULL
        OR last_active_at < ${new Date(now.getTime() - 3_600_000)})`);
}

/** The member with this id was imported and has not signed in yet: they get no notifications and no news by mail. */
export const awaitsFirstSignIn = (memberId: Sql): Sql => sql`EXISTS (
  SELECT FROM member imported LEFT JOIN account imported_account ON imported_account.member_id = imported.id
  WHERE imported.id = ${memberId} AND imported.source IS NOT NULL AND imported_account.first_signed_in_at IS NULL)`;
