import sql from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { mailGuest } from "../guests/guest-mails.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";

/** How long before a gathering members can have themselves reminded. */
export const maxReminderHours = 336;

/**
 * Announces for members with a place at a gathering that it is near, as long before as each of them chose: once for each
 * start, so again for one that was moved. Not for who registered later than that. A gathering that is being edited is
 * left for the next time, so that the log has the edit first. Returns how many were announced, at most `max`.
 */
export async function remind(tx: TransactionContext, max: number): Promise<number> {
  const now = tx.now();
  const due = await tx.db.query<{ id: string; gatheringId: string; memberId: string; startsAt: Date }>(sql`
    SELECT r.id, r.gathering_id AS "gatheringId", r.member_id AS "memberId", g.starts_at AS "startsAt"
    FROM gathering g JOIN registration r ON r.gathering_id = g.id JOIN account ON account.member_id = r.member_id
    WHERE g.status = ${GatheringStatus.SCHEDULED} AND g.hidden_at IS NULL
      AND g.starts_at > ${now} AND g.starts_at <= ${new Date(now.getTime() + maxReminderHours * 3_600_000)}
      AND r.status = ${RegistrationStatus.GOING}
      AND ${now}::timestamptz >= g.starts_at - make_interval(hours => account.reminder_hours)
      AND coalesce(r.registered_at, '-infinity') <= g.starts_at - make_interval(hours => account.reminder_hours)
      AND NOT EXISTS (SELECT FROM reminder WHERE registration_id = r.id AND reminder.starts_at = g.starts_at)
    ORDER BY g.starts_at, r.id LIMIT ${max} FOR SHARE OF g SKIP LOCKED`);
  if (due.length === 0) return 0;
  const ids = await firstReminded(tx, due);
  for (const { id, gatheringId, memberId } of due)
    if (ids.has(id)) tx.announce({ kind: "registration.reminded", subjectId: id, data: { gatheringId, memberId } });
  return due.length;
}

/** How long before a gathering guests are reminded, who have no settings. */
const guestReminderHours = 24;

/** The same for guests, who get a mail. */
export async function remindGuests(tx: TransactionContext, max: number): Promise<number> {
  const now = tx.now();
  const from = new Date(now.getTime() + guestReminderHours * 3_600_000);
  const due = await tx.db.query<{ id: string; guestId: string; startsAt: Date }>(sql`
    SELECT r.id, r.guest_id AS "guestId", g.starts_at AS "startsAt"
    FROM gathering g JOIN registration r ON r.gathering_id = g.id
    WHERE g.status = ${GatheringStatus.SCHEDULED} AND g.hidden_at IS NULL AND g.starts_at > ${now} AND g.starts_at <= ${from}
      AND r.guest_id IS NOT NULL AND r.status = ${RegistrationStatus.GOING}
      AND coalesce(r.registered_at, '-infinity') <= g.starts_at - make_interval(hours => ${guestReminderHours})
      AND NOT EXISTS (SELECT FROM reminder WHERE registration_id = r.id AND reminder.starts_at = g.starts_at)
    ORDER BY g.starts_at, r.id LIMIT ${max} FOR SHARE OF g SKIP LOCKED`);
  if (due.length === 0) return 0;
  const ids = await firstReminded(tx, due);
  for (const { id, guestId } of due) if (ids.has(id)) await mailGuest(tx, guestId, { reminder: true });
  return due.length;
}

/** Notes that these registrations are reminded of; gives those that no other process has noted in the meantime. */
async function firstReminded(
  tx: TransactionContext,
  due: readonly { id: string; startsAt: Date }[],
): Promise<Set<string>> {
  const made = await tx.db.query<{ id: string }>(sql`
    INSERT INTO reminder AS e (registration_id, starts_at)
    SELECT id, "startsAt" FROM jsonb_to_recordset(${JSON.stringify(due)}::jsonb) AS row (id uuid, "startsAt" timestamptz)
    ORDER BY id
    ON CONFLICT (registration_id) DO UPDATE SET starts_at = excluded.starts_at WHERE e.starts_at <> excluded.starts_at
    RETURNING registration_id AS id`);
  return new Set(made.map(({ id }) => id));
}
