import sql, { raw } from "sql-template-tag";
import type { Connection } from "../database/database.js";
import { eventMonth } from "./event-months.js";
import { skipEventPositions } from "./event-position.js";

/** This month and the two after it: a service that runs never comes to the end of them. */
const ahead = [0, 1, 2];

/** A partition of the log, which holds the positions from `from` to before `to`. */
export interface EventPartition {
  name: string;
  from: number;
  to: number;
}

/** All partitions, oldest first. */
export async function eventPartitions(db: Connection): Promise<EventPartition[]> {
  const rows = await db.query<Record<keyof EventPartition, string>>(sql`
    SELECT relname AS name, substring(bounds FROM 'FROM \\(''?(\\d+)')::bigint AS "from",
      substring(bounds FROM 'TO \\(''?(\\d+)')::bigint AS "to"
    FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid, pg_get_expr(relpartbound, inhrelid) AS bounds
    WHERE inhparent = 'event'::regclass ORDER BY "to"`);
  return rows.map(({ name, from, to }) => ({ name, from: Number(from), to: Number(to) }));
}

/**
 * Makes the partitions of this month and the next ones where there are none. Attaching an empty table keeps nobody
 * waiting.
 */
export async function makeMonths(db: Connection, now: Date): Promise<void> {
  const partitions = await eventPartitions(db);
  for (const { name, from, to } of ahead.map((later) => eventMonth(now, later))) {
    if (partitions.some((other) => other.to >= to)) continue;
    const table = raw(`"${name}"`);
    await db.query(sql`CREATE TABLE ${table} (LIKE event INCLUDING DEFAULTS)`);
    await db.query(
      sql`ALTER TABLE event ATTACH PARTITION ${table} FOR VALUES FROM (${raw(`${from}`)}) TO (${raw(`${to}`)})`,
    );
  }
}

/**
 * Lets positions go on in this month's partition, once there is one; until then they go on where they are. For one
 * caller at a time.
 */
export async function beginMonth(db: Connection, now: Date): Promise<void> {
  const { from } = eventMonth(now);
  if (!(await eventPartitions(db)).some((partition) => partition.from === from)) return;
  await db.query(skipEventPositions(from));
}

/**
 * Drops the oldest partition when nothing in it happened since `keptSince`, and notes up to where the log was deleted.
 * The partition of the newest event stays, so that the log's end does. Gives the name of what it dropped.
 */
export async function dropOldest(db: Connection, keptSince: Date): Promise<string | null> {
  const [oldest] = await eventPartitions(db);
  if (!oldest) return null;
  const [end] = await db.query<{ position: string | null }>(sql`SELECT max(position) AS position FROM event`);
  if (oldest.to > Number(end!.position ?? 0)) return null;
  // The last to be written is the newest, give or take the length of a transaction.
  const [last] = await db.query<{ position: string; occurredAt: Date }>(
    sql`SELECT position, occurred_at AS "occurredAt" FROM ${raw(`"${oldest.name}"`)} ORDER BY position DESC LIMIT 1`,
  );
  if (last && last.occurredAt >= keptSince) return null;
  if (last)
    await db.query(sql`UPDATE event_log_start SET position = ${last.position} WHERE position < ${last.position}`);
  await db.query(sql`DROP TABLE ${raw(`"${oldest.name}"`)}`);
  return oldest.name;
}
