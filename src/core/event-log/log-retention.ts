import type { Logger } from "pino";
import sql from "sql-template-tag";
import { connectionOf, type Connection, type Database } from "../database/database.js";
import { beginMonth, dropOldest, makeMonths } from "./event-partitions.js";

const dayMs = 24 * 60 * 60_000;
/**
 * Whoever waits for the log's table makes all who come later wait behind them: dropping gives up soon, and is retried.
 */
const lockTimeoutMs = 250;

/** Keeps the event log in months, one process at a time: makes those to come and drops those past their retention. */
export class LogRetention {
  /** As a periodic job, whose first run is waited for before the log is written to. */
  readonly declaration = {
    name: "event-log-retention",
    intervalMs: 60 * 60_000,
    run: (signal: AbortSignal): Promise<void> => this.run(signal),
    failureMessage: "the event log's months could not be kept: trying again in an hour",
  };

  constructor(
    readonly database: Database,
    readonly log: Logger,
    readonly options: { days: number; now: () => Date },
  ) {}

  async run(signal?: AbortSignal): Promise<void> {
    const now = this.options.now();
    await this.#alone((db) => makeMonths(db, now));
    await this.#alone((db) => beginMonth(db, now));
    const keptSince = new Date(now.getTime() - this.options.days * dayMs);
    while (!signal?.aborted) {
      const dropped = await this.#alone((db) => dropOldest(db, keptSince));
      if (dropped == null) return;
      this.log.info({ partition: dropped }, "dropped what the event log keeps no longer");
    }
  }

  /** In a transaction; not at all while another process is at it. */
  #alone<T>(work: (db: Connection) => Promise<T>): Promise<T | undefined> {
    return this.database.transaction(async (manager) => {
      const db = connectionOf(manager);
      const [turn] = await db.query<{ taken: boolean }>(sql`
        SELECT pg_try_advisory_xact_lock(hashtext('event_partitions')) AS taken,
          set_config('lock_timeout', ${String(lockTimeoutMs)}, true)`);
      return turn!.taken ? work(db) : undefined;
    });
  }
}
