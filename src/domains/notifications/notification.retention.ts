import sql, { type Sql } from "sql-template-tag";

/** The retention of notifications in days: unread since creation, read since they were read. */
const days = { unread: 180, read: 90 };

const deleteSome = (which: Sql): Sql => sql`
  DELETE FROM notification WHERE ctid = ANY (ARRAY(SELECT ctid FROM notification WHERE ${which} LIMIT 10000))`;

/** Deletes notifications past their retention, at most 10,000 in each statement. */
export const notificationRetention: Sql[] = [
  deleteSome(sql`notified_at < now() - make_interval(days => ${days.unread})`),
  deleteSome(sql`read_at < now() - make_interval(days => ${days.read})`),
];
