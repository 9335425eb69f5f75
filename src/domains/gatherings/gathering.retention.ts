import sql, { type Sql } from "sql-template-tag";
import { endIn } from "./gathering-end.js";

/** The gathering with the alias `g` is over, or was to be over, for 30 days. */
const isPast: Sql = sql`${endIn(sql`g`)} < now() - interval '30 days'`;

/** What tells of people who registered, once nobody needs it: answers, among them health data, and who guests were. */
export const gatheringRetention: Sql[] = [
  sql`DELETE FROM registration_answers a USING registration r, gathering g
    WHERE r.id = a.registration_id AND g.id = r.gathering_id AND ${isPast}`,
  sql`DELETE FROM guest WHERE confirmed_at IS NULL AND requested_at < now() - interval '1 day'`,
  sql`UPDATE guest SET name = NULL, email = NULL, answers = NULL FROM gathering g
    WHERE g.id = guest.gathering_id AND guest.email IS NOT NULL AND ${isPast}`,
  sql`DELETE FROM guest_link USING guest WHERE guest.id = guest_link.guest_id AND guest.email IS NULL`,
];
