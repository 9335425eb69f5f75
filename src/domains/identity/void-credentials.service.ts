import sql from "sql-template-tag";
import { dropMails } from "../../core/mail/outbox.js";
import type { TransactionContext } from "../../core/graphql/context.js";

/** Ends all sessions, and invalidates every token and every mailed link, whether the database knows it or not. */
export async function voidCredentials(tx: TransactionContext): Promise<void> {
  await tx.db.query(sql`DELETE FROM session`);
  await tx.db.query(sql`DELETE FROM email_token`);
  await tx.db.query(sql`DELETE FROM pending_sign_up`);
  await tx.db.query(sql`UPDATE invitation SET token_hash = NULL, expires_at = NULL`);
  // Whoever has signed in since the backup is warned again before their account is erased.
  await tx.db.query(sql`UPDATE account SET erasure_due_at = NULL WHERE erasure_due_at IS NOT NULL`);
  await tx.db.query(sql`DELETE FROM oidc_login`);
  await tx.db.query(sql`DELETE FROM unconfirmed_identity`);
  await tx.db.query(sql`DELETE FROM sign_in_code`);
  await tx.db.query(sql`DELETE FROM sign_in_device`);
  await tx.db.query(sql`DELETE FROM feed_address`);
  // Asked for in sessions that are over.
  await dropMails(tx.db, ["signUp", "passwordReset", "emailChange", "externalAddress", "erasure"]);
  tx.announce({ kind: "sessions.voided", subjectId: null, data: {} });
}
