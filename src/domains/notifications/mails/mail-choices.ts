import sql, { type Sql } from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import { mailedKinds, type NotificationKind } from "../../../core/notifications/notification-kind.js";

/** How one kind goes out to a member. */
export interface KindChoice {
  kind: NotificationKind;
  delivery: MailDelivery;
  defaultDelivery: MailDelivery;
}

const defaults = (): Sql =>
  sql`${JSON.stringify(Object.fromEntries(mailedKinds().map(([kind, { delivery }]) => [kind, delivery])))}::jsonb`;

/**
 * How a notification of a kind goes out to a member, in SQL: NULL for what has mails of its own, and NEVER for who wants
 * no such mails at all or has no account.
 */
export const deliveryOf = (memberId: Sql, kind: Sql): Sql => sql`CASE
  WHEN NOT EXISTS (SELECT FROM account a WHERE a.member_id = ${memberId} AND a.email_notifications) THEN 'NEVER'
  ELSE coalesce(
    (SELECT delivery::text FROM mail_choice c WHERE c.member_id = ${memberId} AND c.kind = ${kind}::text),
    ${defaults()} ->> ${kind}::text) END`;

/** The next time after `now` at which a member gets a digest: at their hour, on the clocks of Belgium. */
export const nextDigest = (memberId: Sql, now: Date): Sql => sql`(
  SELECT (date_trunc('day', local) + make_interval(hours => digest_hour)
      + CASE WHEN extract(hour FROM local) >= digest_hour THEN interval '1 day' ELSE interval '0' END) AT TIME ZONE 'Europe/Brussels'
  FROM account, LATERAL (SELECT ${now}::timestamptz AT TIME ZONE 'Europe/Brussels' AS local) AS clock
  WHERE account.member_id = ${memberId})`;

/** What a member chose for each kind that is mailed, in the order of the schema. */
export async function choicesOf(db: Connection, memberId: string): Promise<KindChoice[]> {
  const rows = await db.query<{ kind: NotificationKind; delivery: MailDelivery }>(
    sql`SELECT kind, delivery FROM mail_choice WHERE member_id = ${memberId}`,
  );
  const chosen = new Map(rows.map(({ kind, delivery }) => [kind, delivery]));
  return mailedKinds().map(([kind, { delivery }]) => ({
    ...{ kind, delivery: chosen.get(kind) ?? delivery, defaultDelivery: delivery },
  }));
}

/** Stores what a member chose for kinds; null for what is the default. Returns whether anything changed. */
export async function choose(
  tx: TransactionContext,
  memberId: string,
  choices: readonly { kind: NotificationKind; delivery: MailDelivery | null }[],
): Promise<boolean> {
  const before = new Map((await choicesOf(tx.db, memberId)).map((choice) => [choice.kind, choice]));
  const changed = choices
    .map(({ kind, delivery }) => ({ kind, delivery: delivery ?? before.get(kind)!.defaultDelivery }))
    .filter(({ kind, delivery }) => before.get(kind)!.delivery !== delivery);
  if (changed.length === 0) return false;
  await tx.db.query(sql`
    INSERT INTO mail_choice (member_id, kind, delivery)
    SELECT ${memberId}, kind, delivery FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb)
      AS row (kind text, delivery mail_delivery) ORDER BY kind
    ON CONFLICT (member_id, kind) DO UPDATE SET delivery = excluded.delivery`);
  const back = choices.filter(({ delivery }) => delivery === null).map(({ kind }) => kind);
  if (back.length > 0)
    await tx.db.query(sql`
      WITH gone AS (DELETE FROM mail_choice WHERE member_id = ${memberId} AND kind = ANY(${back}) RETURNING 1)
      SELECT FROM gone`);
  return true;
}

/** Has the digest that waits go out at the member's hour, which changed. */
export async function moveDigest(tx: TransactionContext, memberId: string): Promise<void> {
  await tx.db.query(sql`
    UPDATE notification SET mail_due_at = ${nextDigest(sql`notification.member_id`, tx.now())}
    WHERE member_id = ${memberId} AND mail_in_digest AND mail_due_at IS NOT NULL`);
}
