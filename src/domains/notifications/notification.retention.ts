import sql, { type Sql } from "sql-template-tag";

/** How long a notification is kept, in days; one that was read, counted from then. */
const days = { unread: 180, read: 90 };

const deleteSome = (which: Sql): Sql => sql`
  DELETE FROM notification WHERE ctid = ANY (ARRAY(SELECT ctid FROM notification WHERE ${which} LIMIT 10000))`;

/** Deletes notifications that are not kept any longer, as many at a time as a statement can. */
export const notificationRetention: Sql[] = [
  deleteSome(sql`notified_at < now() - make_interval(days => ${days.unread})`),
  deleteSome(sql`read_at < now() - make_interval(days => ${days.read})`),
];
