import sql from "sql-template-tag";
import type { TransactionContext } from "../../../core/graphql/context.js";
import { sendMail } from "../../../core/mail/outbox.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    guestRegistration: { address: string; guestId: string };
    guestNews: { address: string; guestId: string; changed?: boolean };
  }
}

/** Mails a guest how things stand with their registration; `changed` when the gathering is not as it was. */
export async function mailGuest(tx: TransactionContext, guestId: string, changed = false): Promise<void> {
  const [guest] = await tx.db.query<{ email: string }>(
    sql`SELECT email FROM guest WHERE id = ${guestId} AND email IS NOT NULL`,
  );
  if (!guest) return;
  // One that has not been written yet says how things stand now.
  const [waiting] = await tx.db.query(sql`
    WITH waiting AS (
      UPDATE outbox SET payload = payload || ${JSON.stringify(changed ? { changed } : {})}::jsonb
      WHERE id IN (
        SELECT id FROM outbox WHERE kind = 'guestNews' AND payload->>'guestId' = ${guestId} AND attempts = 0
        LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING 1)
    SELECT FROM waiting`);
  if (waiting) return;
  const payload = { address: guest.email, guestId, ...(changed && { changed }) };
  await sendMail(tx, { kind: "guestNews", payload }, "plans");
}

/** Mails the guests of a gathering that it changed, or was cancelled. */
export async function mailGuestsOf(tx: TransactionContext, gatheringId: string): Promise<void> {
  const guests = await tx.db.query<{ id: string }>(sql`
    SELECT guest_id AS id FROM registration
    WHERE gathering_id = ${gatheringId} AND guest_id IS NOT NULL AND status IN ('GOING', 'WAITLISTED', 'REQUESTED')
    ORDER BY queue_number`);
  for (const { id } of guests) await mailGuest(tx, id, true);
}
