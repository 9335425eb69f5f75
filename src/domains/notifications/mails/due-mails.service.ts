import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { MailBound } from "../../../core/mail/mail-bounds.js";
import { sendMail } from "../../../core/mail/outbox.js";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import { notificationKinds, type NotificationKind } from "../../../core/notifications/notification-kind.js";
import { deliveryOf, nextDigest } from "./mail-choices.js";
import type { MailedNotification } from "./notifications.mail.js";

/** Members with mails that are due, after the one given. */
export async function membersWithMails(db: Connection, now: Date, after: string, max: number): Promise<string[]> {
  const rows = await db.query<{ id: string }>(sql`
    SELECT DISTINCT member_id AS id FROM notification WHERE mail_due_at <= ${now} AND member_id > ${after}::uuid
    ORDER BY 1 LIMIT ${max}`);
  return rows.map(({ id }) => id);
}

interface DueRow extends MailedNotification {
  kind: NotificationKind;
  inDigest: boolean;
  gatheringId: string | null;
  isRead: boolean;
  delivery: MailDelivery | null;
}

/**
 * Has the mails sent that a member is due: what goes at once in a mail for each kind, the rest in one digest. What was
 * read, or is not wanted any more, is not mailed. All or nothing, so that whatever is due is mailed once.
 */
export async function mailDue(tx: TransactionContext, memberId: string): Promise<void> {
  const due = await lockedDue(tx, memberId);
  const waiting = new Set<string>();
  for (const row of due) if (await mustWait(tx, memberId, row)) waiting.add(row.id);
  const ready = due.filter(({ id }) => !waiting.has(id));
  const wanted = ready.filter(
    ({ isRead, delivery }) => !isRead && delivery !== null && delivery !== MailDelivery.NEVER,
  );
  await settle(tx, ready);
  const atOnce = wanted.filter(({ inDigest }) => !inDigest);
  for (const kind of new Set(atOnce.map((row) => row.kind))) {
    const rows = atOnce.filter((row) => row.kind === kind);
    const bound: MailBound = notificationKinds.get(kind).mails?.isPlan ? "plans" : "news";
    if (!(await send(tx, memberId, kind, rows, bound))) await leaveToDigest(tx, memberId, rows);
  }
  const digest = wanted.filter(({ inDigest }) => inDigest);
  if (digest.length > 0) await send(tx, memberId, null, digest, "digest");
}

const lockedDue = (tx: TransactionContext, memberId: string): Promise<DueRow[]> =>
  tx.db.query<DueRow>(sql`
    SELECT id, event_position AS position, kind, mail_in_digest AS "inDigest", gathering_id AS "gatheringId",
      read_at IS NOT NULL AS "isRead", ${deliveryOf(sql`e.member_id`, sql`e.kind`)} AS delivery
    FROM notification e WHERE member_id = ${memberId} AND mail_due_at <= ${tx.now()} ORDER BY id FOR UPDATE OF e`);

/**
 * Whether a mail has to wait for one about the same gathering that goes out before, such as a reminder for the new time:
 * that is then made due, if it was for the digest.
 */
async function mustWait(tx: TransactionContext, memberId: string, { kind, gatheringId }: DueRow): Promise<boolean> {
  const after = notificationKinds.get(kind).mails?.after;
  if (!after) return false;
  const before = await tx.db.query(sql`
    WITH before AS (
      UPDATE notification SET mail_due_at = least(mail_due_at, ${tx.now()}), mail_in_digest = false
      WHERE member_id = ${memberId} AND gathering_id = ${gatheringId} AND kind::text = ANY(${after})
        AND mail_due_at IS NOT NULL AND read_at IS NULL RETURNING 1)
    SELECT FROM before UNION ALL
    SELECT FROM outbox WHERE kind = 'notifications' AND payload->>'memberId' = ${memberId}
      AND payload->>'kind' = ANY(${after}) AND due_at < 'infinity'`);
  return before.length > 0;
}

async function settle(tx: TransactionContext, rows: readonly DueRow[]): Promise<void> {
  await tx.db.query(sql`
    UPDATE notification SET mail_due_at = NULL, mail_in_digest = false WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[])`);
}

const send = (
  tx: TransactionContext,
  memberId: string,
  kind: NotificationKind | null,
  rows: readonly DueRow[],
  bound: MailBound,
): Promise<boolean> => {
  const notifications = rows.map(({ id, position }) => ({ id, position }));
  return sendMail(tx, { kind: "notifications", payload: { memberId, kind, notifications } }, bound);
};

/** What is too much to go at once goes in the next digest. */
async function leaveToDigest(tx: TransactionContext, memberId: string, rows: readonly DueRow[]): Promise<void> {
  await tx.db.query(sql`
    UPDATE notification SET mail_due_at = ${nextDigest(sql`${memberId}::uuid`, tx.now())}, mail_in_digest = true
    WHERE id = ANY(${rows.map(({ id }) => id)}::uuid[])`);
}
