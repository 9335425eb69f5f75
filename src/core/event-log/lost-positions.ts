import sql, { raw } from "sql-template-tag";
import type { Connection } from "../database/database.js";
import { beginMonth, eventPartitions, makeMonths } from "./event-partitions.js";
import { eventPositionSequence, skipEventPositions } from "./event-position.js";

const leastGap = 100_000;
/** More than are written in a second over a longer time: a month has room for 1,600 a second. */
const positionsPerSecond = 1_000;

/**
 * Lets positions go on past all that may have been given since a backup was taken. Subscribers have cursors with these
 * positions, and other events must not get them. The gap is half of what is left of the month's positions at most.
 */
export async function skipLostPositions(db: Connection, takenAt: Date, now: Date): Promise<void> {
  await makeMonths(db, now);
  await beginMonth(db, now);
  const [sequence] = await db.query<{ last: string }>(
    sql`SELECT last_value AS last FROM ${raw(eventPositionSequence)}`,
  );
  const last = Number(sequence!.last);
  const partition = (await eventPartitions(db)).find(({ from, to }) => from <= last && last < to);
  if (!partition) return;
  // A backup may be of a database that was itself brought back from an earlier time.
  const [newest] = await db.query<{ at: Date }>(sql`
    SELECT occurred_at AS at FROM event ORDER BY position DESC LIMIT 1`);
  const lostAfter = Math.min(takenAt.getTime(), newest?.at.getTime() ?? takenAt.getTime());
  const since = Math.max(lostAfter, firstOf(now));
  const given = leastGap + Math.max(0, Math.ceil(((now.getTime() - since) / 1_000) * positionsPerSecond));
  await db.query(skipEventPositions(last + Math.min(given, Math.floor((partition.to - last) / 2))));
}

/** Events of earlier months had positions of those months. */
const firstOf = (now: Date): number => Date.UTC(now.getUTCFullYear(), now.getUTCMonth());
