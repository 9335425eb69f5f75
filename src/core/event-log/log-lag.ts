import sql, { raw } from "sql-template-tag";
import { eventPositionLock } from "./event-position.js";
import type { EventLogReader } from "./event-log-reader.js";

const minIntervalMs = 1_000;
/** The highest number that is counted. */
const maxUnread = 10_000;

/** How far this process is behind the end of the log, and how long the writer at work has held its lock. */
export interface LogLag {
  /** Committed events that this process has not read yet. */
  unread: number;
  /** The age of the transaction that holds the log's lock; 0 when none does. */
  lockSeconds: number;
}

/** Measures in the database, at most once a second; what cannot be measured is NaN. */
export function logLag(events: EventLogReader): () => Promise<LogLag> {
  let measuredAt = Number.NEGATIVE_INFINITY;
  let answer: Promise<LogLag>;
  return () => {
    const now = performance.now();
    if (now - measuredAt >= minIntervalMs) {
      measuredAt = now;
      answer = measure(events).catch(() => ({ unread: NaN, lockSeconds: NaN }));
    }
    return answer;
  };
}

async function measure({ database, head }: EventLogReader): Promise<LogLag> {
  const [lag] = await database.reads.query<LogLag>(sql`
    SELECT (SELECT count(*)::int FROM (SELECT FROM event WHERE position > ${head} LIMIT ${maxUnread}) AS unread) AS unread,
      (SELECT coalesce(max(extract(epoch FROM clock_timestamp() - xact_start)), 0)::float8
        FROM pg_locks JOIN pg_stat_activity USING (pid)
        WHERE locktype = 'advisory' AND granted AND objsubid = 1
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
          AND (classid::bigint << 32 | objid::bigint) = ${raw(eventPositionLock)}) AS "lockSeconds"`);
  return lag!;
}
