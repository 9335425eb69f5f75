import sql from "sql-template-tag";
import type { Connection } from "../../core/database/database.js";
import type { TransactionContext } from "../../core/graphql/context.js";
import { reject } from "../../core/errors/user-error.js";
import type { MailContext } from "../../core/mail/mail-template.js";
import { withdrawMails } from "../../core/mail/outbox.js";
import type { EmailTokenPurpose } from "./email-token.entity.js";
import { identityWording } from "./identity.wording.js";
import { sha256 } from "../../core/sha256.js";

/** How long a mailed link is valid. */
const lifetime = sql`interval '1 hour'`;

/** The data of a link besides the member. */
interface Mailed {
  /** The new address of the account. */
  newEmail: string | null;
  /** Whether the posts of the erased account remain. */
  keepPosts: boolean | null;
}

/** Stores the token of a mail for this purpose, valid once and for an hour. */
export async function mintEmailToken(
  { db, token }: Pick<MailContext, "db" | "token">,
  memberId: string,
  purpose: EmailTokenPurpose,
  { newEmail = null, keepPosts = null }: Partial<Mailed> = {},
): Promise<void> {
  const hash = sha256(token);
  await forgetExpired(db);
  await db.query(sql`
    INSERT INTO email_token (token_hash, member_id, purpose, new_email, keep_posts, expires_at)
    VALUES (${hash}, ${memberId}, ${purpose}, ${newEmail}, ${keepPosts}::boolean, now() + ${lifetime})
    ON CONFLICT (token_hash) DO UPDATE SET expires_at = excluded.expires_at`);
}

/** The member whom a token was mailed to; rejects with INVALID_TOKEN when it is not valid for this purpose. */
export async function holderOfEmailToken(db: Connection, token: string, purpose: EmailTokenPurpose): Promise<string> {
  const [found] = await db.query<{ memberId: string }>(sql`
    SELECT member_id AS "memberId" FROM email_token
    WHERE token_hash = ${sha256(token)} AND purpose = ${purpose} AND expires_at > now()`);
  return found?.memberId ?? rejectToken();
}

/** Consumes a token and returns its data; rejects with INVALID_TOKEN when it is not valid for this purpose. */
export async function takeEmailToken(
  tx: TransactionContext,
  token: string,
  purpose: EmailTokenPurpose,
): Promise<Mailed & { memberId: string }> {
  const [taken] = await tx.db.query<Mailed & { memberId: string }>(sql`
    WITH taken AS (
      DELETE FROM email_token WHERE token_hash = ${sha256(token)} AND purpose = ${purpose} AND expires_at > now()
      RETURNING member_id, new_email, keep_posts
    )
    SELECT member_id AS "memberId", new_email AS "newEmail", keep_posts AS "keepPosts" FROM taken`);
  return taken ?? rejectToken();
}

/** Invalidates all links of the member, those of unsent mails included. */
export async function dropEmailTokens(tx: TransactionContext, memberId: string): Promise<void> {
  await withdrawMails(tx, memberId, { kinds: ["emailChange"] });
  await tx.db.query(sql`
    WITH dropped AS (DELETE FROM email_token WHERE member_id = ${memberId} RETURNING 1) SELECT FROM dropped`);
}

/** The same error for every invalid token, whatever the reason. */
export const rejectToken = (): never => reject("INVALID_TOKEN", identityWording.invalidLink, "token");

/** Skips rows that another transaction is deleting. */
async function forgetExpired(db: Connection): Promise<void> {
  await db.query(sql`
    WITH gone AS (
      DELETE FROM email_token WHERE token_hash IN (
        SELECT token_hash FROM email_token WHERE expires_at < now() LIMIT 100 FOR UPDATE SKIP LOCKED
      ) RETURNING 1
    )
    SELECT FROM gone`);
}
