import type { Logger } from "pino";
import sql from "sql-template-tag";
import { connectionOf, type Connection, type Database } from "../database/database.js";
import { beginMonth, dropOldest, makeMonths } from "./event-partitions.js";

const intervalMs = 60 * 60_000;
const dayMs = 24 * 60 * 60_000;
/**
 * Whoever waits for the log's table has all who come later wait behind them: a dropping gives up soon, and comes back.
 */
const lockTimeoutMs = 250;

/**
 * Keeps the event log in months, one process at a time: at the start and every hour it makes those to come and drops
 * those past keeping.
 */
export class LogRetention {
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #stopping = false;

  constructor(
    readonly database: Database,
    readonly log: Logger,
    readonly options: { days: number; now: () => Date },
  ) {}

  /** Resolves when it has run once, well or not: the log can be written to without it. */
  start(): Promise<void> {
    this.#timer = setInterval(() => void this.wake(), intervalMs);
    this.#timer.unref();
    return this.wake();
  }

  wake(): Promise<void> {
    return (this.#running ??= this.run()
      .catch((error: unknown) =>
        this.log.warn({ err: error }, "the event log's months could not be kept: trying again in an hour"),
      )
      .finally(() => (this.#running = null)));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer) clearInterval(this.#timer);
    await this.#running;
  }

  async run(): Promise<void> {
    const now = this.options.now();
    await this.#alone((db) => makeMonths(db, now));
    await this.#alone((db) => beginMonth(db, now));
    const keptSince = new Date(now.getTime() - this.options.days * dayMs);
    while (!this.#stopping) {
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
