import sql, { type Sql } from "sql-template-tag";
import { endIn } from "./gathering-end.js";

/** The gathering with the alias `g` is over for 30 days. */
const isPast: Sql = sql`${endIn(sql`g`)} < now() - interval '30 days'`;

/** What tells of people who registered, once nobody needs it: answers, among them health data, and who guests were. */
export const gatheringRetention: Sql[] = [
  sql`DELETE FROM registration_answers a USING registration r, gathering g
    WHERE r.id = a.registration_id AND g.id = r.gathering_id
      AND (${isPast} OR g.status = 'CANCELLED' OR r.status IN ('CANCELLED', 'DECLINED'))`,
  sql`UPDATE registration r SET reason = NULL FROM gathering g
    WHERE g.id = r.gathering_id AND r.reason IS NOT NULL AND ${isPast}`,
  sql`DELETE FROM guest WHERE confirmed_at IS NULL AND requested_at < now() - interval '1 day'`,
  sql`UPDATE guest SET answers = NULL WHERE answers IS NOT NULL AND requested_at < now() - interval '1 day'`,
  // Of a gathering that was cancelled, once they know it.
  sql`UPDATE guest SET name = NULL, email = NULL, answers = NULL FROM gathering g
    WHERE g.id = guest.gathering_id AND guest.name IS NOT NULL AND (${isPast} OR (g.status = 'CANCELLED'
      AND NOT EXISTS (SELECT FROM outbox WHERE kind = 'guestNews' AND payload->>'guestId' = guest.id::text)))`,
  sql`DELETE FROM guest_link USING guest WHERE guest.id = guest_link.guest_id AND guest.email IS NULL`,
];
