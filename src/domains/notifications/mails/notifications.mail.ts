import sql, { join, type Sql } from "sql-template-tag";
import { columnsOf, entityOf } from "../../../core/database/rows.js";
import type { Connection } from "../../../core/database/database.js";
import type { Context } from "../../../core/graphql/context.js";
import { mailMessage } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import { mailedKinds, type NotificationKind } from "../../../core/notifications/notification-kind.js";
import type { Language } from "../../../core/texts/language.js";
import { awaitsFirstSignIn } from "../../identity/activity.js";
import { Notification } from "../notification.entity.js";
import { maySeeNotification } from "../notification.reads.js";
import { deliveryOf } from "./mail-choices.js";
import { itemOf } from "./mailed-item.js";
import { digestText, mailText } from "./notifications.wording.js";
import { unsubscribeUrl } from "./unsubscribe-link.js";

/** A notification in a mail, as of the latest event that it was due for: one gathered later is mailed by itself. */
export interface MailedNotification {
  id: string;
  position: string;
}

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    /** `kind` is null for a digest. */
    notifications: { memberId: string; kind: NotificationKind | null; notifications: MailedNotification[] };
  }
}

/** How many notifications a mail has at most, the newest; it says how many more there are. */
const maxInMail = 100;

/**
 * One mail about notifications of a kind, or the digest, with what is still unread, visible and due for the member; none when
 * that is nothing.
 */
export const notificationsMail: MailTemplate<MailPayloads["notifications"]> = async (mail, payload) => {
  const { memberId, kind } = payload;
  const recipient = await recipientOf(mail.db, memberId);
  if (!recipient) return null;
  const { email, language } = recipient;
  const ctx = mail.readAs(memberId, language);
  const rows = await mailable(ctx, payload);
  if (rows.length === 0) return null;
  const shown = await Promise.all(rows.slice(0, maxInMail).map((row) => itemOf(ctx, row, language)));
  const url = unsubscribeUrl(ctx.publicUrl(), recipient, kind ?? "DIGEST");
  const more = rows.length - shown.length;
  const text = kind === null ? digestText(language, shown, more, url) : mailText(language, kind, shown, more, url);
  const attachments = shown.flatMap((item) => item.attachments);
  return { ...mailMessage(email, language, text), unsubscribeUrl: url, attachments };
};

interface Recipient {
  memberId: string;
  email: string;
  language: Language;
  mailKey: string;
}

/** Who gets the mail; null for who wants none, or was imported and has not signed in yet. */
async function recipientOf(db: Connection, memberId: string): Promise<Recipient | null> {
  const [recipient] = await db.query<Recipient>(sql`
    SELECT member_id AS "memberId", email, language, mail_key AS "mailKey" FROM account
    WHERE member_id = ${memberId} AND email_notifications AND NOT ${awaitsFirstSignIn(sql`account.member_id`)}`);
  return recipient ?? null;
}

/** The notifications that still go into the mail, the newest first. */
async function mailable(ctx: Context, { notifications }: MailPayloads["notifications"]): Promise<Notification[]> {
  const rows = await ctx.db.query<Notification>(sql`
    SELECT ${columnsOf(ctx.database.source, Notification, "e")}
    FROM notification e JOIN jsonb_to_recordset(${JSON.stringify(notifications)}::jsonb) AS due (id uuid, position bigint)
      ON due.id = e.id AND due.position = e.event_position
    WHERE ${maySeeNotification(ctx)} AND e.read_at IS NULL AND ${isStillDue(ctx.now())}
      AND ${deliveryOf(sql`e.member_id`, sql`e.kind`)} <> ${MailDelivery.NEVER}
    ORDER BY e.notified_at DESC, e.id DESC`);
  return rows.map((row) => entityOf(Notification, row));
}

const isStillDue = (now: Date): Sql =>
  join(
    [
      sql`true`,
      ...mailedKinds().flatMap(([kind, { isDue }]) => (isDue ? [sql`(e.kind <> ${kind} OR ${isDue(now)})`] : [])),
    ],
    " AND ",
  );
