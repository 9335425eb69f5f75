import type { Logger } from "pino";
import sql, { type Sql } from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import type { Database } from "../database/database.js";
import { eventColumns, eventOf, type EventRow } from "./event-rows.js";
import type { EventKind, EventOf } from "./events.js";
import { LogConnection } from "./log-connection.js";
import { beginning, encodeCursor, offsetOf, type LogOffset } from "./log-cursor.js";
import type { LogFollower } from "./log-follower.js";
import { LogWaker } from "./log-waker.js";

const pageSize = 500;
const pollMs = 500;

/**
 * One process's reader of the event log. It hands every event to its followers once, in the log's order. `NOTIFY` from
 * any process wakes it and carries nothing; it also polls, so that a lost wake-up costs half a second at most.
 */
export class EventLogReader {
  /** The offset up to which all events were handed out. */
  #offset = beginning;
  readonly #followers = new Set<LogFollower>();
  readonly #connection: LogConnection;
  readonly #waker: LogWaker;
  #pollTimer: NodeJS.Timeout | null = null;
  #reading: Promise<void> | null = null;
  #readAgain = false;
  #stopped = false;
  #lastReadAt = Number.NEGATIVE_INFINITY;

  constructor(
    readonly database: Database,
    url: string,
    readonly log: Logger,
  ) {
    this.#connection = new LogConnection(url, log, () => this.#read());
    this.#waker = new LogWaker(database, this.#connection, log);
  }

  /** The position up to which all events were handed out. */
  get head(): number {
    return this.#offset.position;
  }

  /** The cursor to go on from there. */
  get cursor(): string {
    return encodeCursor(this.#offset);
  }

  /** Milliseconds since the log was last read to its end. */
  get lagMs(): number {
    return performance.now() - this.#lastReadAt;
  }

  /** Begins at the log's end. */
  async start(): Promise<void> {
    this.#offset = await this.#end();
    this.#lastReadAt = performance.now();
    this.#pollTimer = setInterval(() => this.#read(), pollMs);
    await this.#connection.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#pollTimer) clearInterval(this.#pollTimer);
    this.#waker.stop();
    await this.#reading;
    await this.#connection.stop();
  }

  /** Hands every event after `head`, as it is at this moment, to `follower`, until the function returned is called. */
  follow(follower: LogFollower): () => void {
    this.#followers.add(follower);
    return () => this.#followers.delete(follower);
  }

  /** Something was committed: reads it in this process, and wakes the others. */
  wake(): void {
    this.#read();
    this.#waker.wake();
  }

  /** The position of the newest committed event; 0 in an empty log. */
  async end(): Promise<number> {
    return (await this.#end()).position;
  }

  /** The first events of these kinds after a position, of those that meet the condition. */
  async after<Kind extends EventKind>(
    position: number,
    kinds: readonly Kind[],
    max: number,
    where: Sql | null = null,
  ): Promise<EventOf<Kind>[]> {
    const rows = await this.database.reads.query<EventRow>(sql`
      SELECT ${eventColumns} FROM event
      WHERE position > ${position} AND kind = ANY(${kinds}) AND ${where ?? sql`true`} ORDER BY position LIMIT ${max}`);
    return rows.map(eventOf) as EventOf<Kind>[];
  }

  #read(): void {
    if (this.#stopped) return;
    if (this.#reading) {
      this.#readAgain = true;
      return;
    }
    this.#reading = this.#readToEnd()
      .catch((error: unknown) => this.log.warn({ err: error }, "the event log cannot be read; trying again"))
      .finally(() => {
        this.#reading = null;
        if (this.#readAgain) {
          this.#readAgain = false;
          this.#read();
        }
      });
  }

  async #readToEnd(): Promise<void> {
    for (;;) {
      const { position, fingerprint } = this.#offset;
      const rows = await this.#pageFrom(position);
      const events = rows.map(eventOf);
      if (position > 0) {
        const last = events.shift();
        if (last?.position !== position || offsetOf(last).fingerprint !== fingerprint) return this.#reset();
      }
      for (const event of events) {
        this.#offset = offsetOf(event);
        for (const { onEvent } of this.#followers) onEvent(event);
      }
      if (rows.length < pageSize || this.#stopped) break;
    }
    this.#lastReadAt = performance.now();
  }

  /** The events from this position on: the last one that was read is among them, to see that it is still there. */
  async #pageFrom(position: number): Promise<EventRow[]> {
    const page = sql`SELECT ${eventColumns} FROM event
        WHERE position >= ${position} ORDER BY position LIMIT ${pageSize}`;
    const rows = await this.#connection.query<EventRow>("ino_event_page", page.text, page.values);
    return rows ?? this.database.reads.query<EventRow>(prepared(page));
  }

  /**
   * The database lost the log's end, as by a restore or by another server that took over too early, and positions are
   * given again.
   */
  async #reset(): Promise<void> {
    this.log.error({ position: this.head }, "the event log is not the one that was read: everything is read again");
    this.#offset = await this.#end();
    for (const { onReset } of this.#followers) onReset?.();
  }

  async #end(): Promise<LogOffset> {
    const [row] = await this.database.reads.query<{ position: string; occurredAt: Date }>(
      sql`SELECT position, occurred_at AS "occurredAt" FROM event ORDER BY position DESC LIMIT 1`,
    );
    return row ? offsetOf({ ...row, position: Number(row.position) }) : beginning;
  }
}
