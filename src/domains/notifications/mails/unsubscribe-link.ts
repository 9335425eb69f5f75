import { createHmac, timingSafeEqual } from "node:crypto";
import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { notificationKinds, type NotificationKind } from "../../../core/notifications/notification-kind.js";
import type { Language } from "../../../core/texts/language.js";

/** What a link ends: mails about one kind, the daily digest, or all mails about notifications. */
export type UnsubscribeScope = NotificationKind | "DIGEST" | "ALL";

/** Whose mails a link ends, and which. */
export interface Unsubscription {
  memberId: string;
  scope: UnsubscribeScope;
  language: Language;
}

const signatureOf = (mailKey: string, memberId: string, scope: string): string =>
  createHmac("sha256", mailKey).update(`unsubscribe ${memberId} ${scope}`).digest("base64url");

/**
 * The address at which a POST ends mails of this scope. It is signed with the key of the account, which is stored with it: the
 * link works as long as the account is there, whatever secrets of the service are replaced.
 */
export const unsubscribeUrl = (
  publicUrl: string,
  { memberId, mailKey }: { memberId: string; mailKey: string },
  scope: UnsubscribeScope,
): string => `${publicUrl}/mails/unsubscribe?token=${memberId}.${scope}.${signatureOf(mailKey, memberId, scope)}`;

/** What the link with this token ends; null for one that is not valid, and once the account is erased. */
export async function unsubscriptionOf(db: Connection, token: string): Promise<Unsubscription | null> {
  const [, memberId, scope, signature] =
    /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([A-Z_]{1,100})\.([\w-]{43})$/.exec(token) ?? [];
  if (memberId === undefined || scope === undefined || signature === undefined || !isScope(scope)) return null;
  const [account] = await db.query<{ mailKey: string; language: Language }>(
    sql`SELECT mail_key AS "mailKey", language FROM account WHERE member_id = ${memberId}`,
  );
  if (!account) return null;
  const expected = signatureOf(account.mailKey, memberId, scope);
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature))
    ? { memberId, scope, language: account.language }
    : null;
}

const isScope = (text: string): text is UnsubscribeScope =>
  text === "DIGEST" || text === "ALL" || (notificationKinds.has(text) && notificationKinds.get(text).mails !== null);
