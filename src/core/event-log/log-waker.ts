import type { Logger } from "pino";
import sql from "sql-template-tag";
import type { Database } from "../database/database.js";
import { channel, type LogConnection } from "./log-connection.js";

/** At most 20 wake-ups a second: a NOTIFY in every commit would cost most of the write throughput. */
const minIntervalMs = 50;

/** Wakes the log's readers in all processes. A wake-up carries nothing, and may be lost: readers poll as well. */
export class LogWaker {
  #timer: NodeJS.Timeout | null = null;
  #again = false;
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly connection: LogConnection,
    private readonly log: Logger,
  ) {}

  /** At once, or at the end of the interval that is under way. */
  wake(): void {
    if (this.#timer) this.#again = true;
    else void this.#notify();
  }

  stop(): void {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
  }

  async #notify(): Promise<void> {
    if (this.#stopped) return;
    this.#again = false;
    this.#timer = setTimeout(() => {
      this.#timer = null;
      if (this.#again) void this.#notify();
    }, minIntervalMs);
    // Not by the pool while there is another way: it would wait there behind whatever is busy.
    try {
      if (!(await this.connection.notify())) await this.database.reads.query(sql`SELECT pg_notify(${channel}, '')`);
    } catch (error) {
      this.log.debug({ err: error }, "a wake-up was lost; the others will poll");
    }
  }
}
