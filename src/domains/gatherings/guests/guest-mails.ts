import sql from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import type { HostMail } from "../host-mails/host-mail.entity.js";
import { sendMail } from "../../../core/mail/outbox.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    guestRegistration: { address: string; guestId: string };
    /** `changed` when the gathering is not as it was, `reminder` when it is near. */
    guestNews: { address: string; guestId: string } & GuestNewsReason;
    guestHostMail: { address: string; guestId: string; hostMailId: string };
  }
}

/** Why a guest is mailed how things stand, besides what changed of their registration. */
export interface GuestNewsReason {
  changed?: true;
  reminder?: true;
}

/** Mails a guest how things stand with their registration. */
export async function mailGuest(tx: TransactionContext, guestId: string, reason: GuestNewsReason = {}): Promise<void> {
  const [guest] = await tx.db.query<{ email: string }>(
    sql`SELECT email FROM guest WHERE id = ${guestId} AND email IS NOT NULL`,
  );
  if (!guest) return;
  // One that has not been written yet says how things stand now.
  const [waiting] = await tx.db.query(sql`
    WITH waiting AS (
      UPDATE outbox SET payload = payload || ${JSON.stringify(reason)}::jsonb
      WHERE id IN (
        SELECT id FROM outbox WHERE kind = 'guestNews' AND payload->>'guestId' = ${guestId} AND attempts = 0
        LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING 1)
    SELECT FROM waiting`);
  if (waiting) return;
  const payload = { address: guest.email, guestId, ...reason };
  await sendMail(tx, { kind: "guestNews", payload }, "plans");
}

/** Mails the guests of a gathering that it changed, or was cancelled. */
export async function mailGuestsOf(tx: TransactionContext, gatheringId: string): Promise<void> {
  const guests = await tx.db.query<{ id: string }>(sql`
    SELECT guest_id AS id FROM registration
    WHERE gathering_id = ${gatheringId} AND guest_id IS NOT NULL AND status IN ('GOING', 'WAITLISTED', 'REQUESTED')
    ORDER BY queue_number`);
  for (const { id } of guests) await mailGuest(tx, id, { changed: true });
}

/** Mails the guests of a gathering with these statuses what a host writes; gives how many they are. */
export async function mailGuestsOfHost(
  tx: TransactionContext,
  { id: hostMailId, gatheringId, recipients }: Pick<HostMail, "id" | "gatheringId" | "recipients">,
): Promise<number> {
  const guests = await tx.db.query<{ id: string; email: string }>(sql`
    SELECT guest.id, guest.email FROM registration r JOIN guest ON guest.id = r.guest_id
    WHERE r.gathering_id = ${gatheringId} AND r.status = ANY(${recipients}::registration_status[])
      AND guest.email IS NOT NULL ORDER BY r.queue_number`);
  for (const { id: guestId, email: address } of guests)
    await sendMail(tx, { kind: "guestHostMail", payload: { address, guestId, hostMailId } }, "plans");
  return guests.length;
}
