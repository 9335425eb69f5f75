import type { Logger } from "pino";
import sql, { type Sql } from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import type { Database } from "../database/database.js";
import { beginning, encodeCursor, offsetOf, type LogOffset } from "./log-cursor.js";
import { channel, LogConnection } from "./log-connection.js";

/** An event as it stands in the log. */
export interface LoggedEvent {
  position: number;
  kind: string;
  subjectId: string;
  data: Record<string, unknown>;
  occurredAt: Date;
}

/** As pg gives it. */
type LoggedRow = Omit<LoggedEvent, "position"> & { position: string };

export type EventHandler = (event: LoggedEvent) => void;

const pageSize = 500;
const pollMs = 500;
/** At most 20 wake-ups a second: a NOTIFY in every commit would cost most of the write throughput. */
const notifyEveryMs = 50;

/**
 * One process's reader of the event log. It hands every event to its handlers once, in the log's order. `NOTIFY` from any
 * process wakes it and carries nothing; it also polls, so that a lost wake-up costs half a second at most.
 */
export class EventLogReader {
  /** All events up to here were handed out. */
  #head = beginning;

  readonly #handlers = new Set<EventHandler>();
  readonly #rewritten = new Set<() => void>();
  readonly #connection: LogConnection;
  #pollTimer: NodeJS.Timeout | null = null;
  #notifyTimer: NodeJS.Timeout | null = null;
  #notifyAgain = false;
  #reading: Promise<void> | null = null;
  #readAgain = false;
  #stopped = false;
  #lastRead = 0;

  constructor(
    readonly database: Database,
    url: string,
    readonly log: Logger,
  ) {
    this.#connection = new LogConnection(url, log, () => this.#read());
  }

  /** The position up to which all events were handed out. */
  get head(): number {
    return this.#head.position;
  }

  /** The cursor to go on from there. */
  get cursor(): string {
    return encodeCursor(this.#head);
  }

  /** Begins at the log's end. */
  async start(): Promise<void> {
    this.#head = await this.#end();
    this.#lastRead = Date.now();
    this.#pollTimer = setInterval(() => this.#read(), pollMs);
    await this.#connection.start();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#pollTimer, this.#notifyTimer]) if (timer) clearTimeout(timer);
    await this.#reading;
    await this.#connection.stop();
  }

  /** The position of the newest committed event; 0 in an empty log. */
  async end(): Promise<number> {
    return (await this.#end()).position;
  }

  /** The first events of these kinds after a position, of those that meet the condition. */
  async after(
    position: number,
    kinds: readonly string[],
    max: number,
    where: Sql | null = null,
  ): Promise<LoggedEvent[]> {
    const rows = await this.database.query<LoggedRow>(sql`
      SELECT position, kind, subject_id AS "subjectId", data, occurred_at AS "occurredAt" FROM event
      WHERE position > ${position} AND kind = ANY(${kinds}) AND ${where ?? sql`true`} ORDER BY position LIMIT ${max}`);
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  }

  /** Calls back when the log turns out to be another than the one that was read: what came of its events may be wrong. */
  onLogReset(listener: () => void): () => void {
    this.#rewritten.add(listener);
    return () => this.#rewritten.delete(listener);
  }

  /** Hands every event after `head`, as it is at this moment, to `handler`, until the function returned is called. */
  subscribe(handler: EventHandler): () => void {
    this.#handlers.add(handler);
    return () => this.#handlers.delete(handler);
  }

  /** Tells all processes that something was committed: this one at once, the others at most 20 times a second. */
  wake(): void {
    this.#read();
    if (this.#notifyTimer) {
      this.#notifyAgain = true;
      return;
    }
    void this.#notify();
  }

  /** Milliseconds since the log was last read to its end. */
  get lagMs(): number {
    return Date.now() - this.#lastRead;
  }

  async #notify(): Promise<void> {
    if (this.#stopped) return;
    this.#notifyAgain = false;
    this.#notifyTimer = setTimeout(() => {
      this.#notifyTimer = null;
      if (this.#notifyAgain) void this.#notify();
    }, notifyEveryMs);
    // Not by the pool while there is another way: it would wait there behind whatever is busy.
    try {
      if (!(await this.#connection.notify())) await this.database.query(sql`SELECT pg_notify(${channel}, '')`);
    } catch (error) {
      this.log.debug({ err: error }, "a wake-up was lost; the others will poll");
    }
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
      const { position, fingerprint } = this.#head;
      // From the last one on, to see that it is still there.
      const statement = sql`SELECT position, kind, subject_id AS "subjectId", data, occurred_at AS "occurredAt" FROM event
        WHERE position >= ${position} ORDER BY position LIMIT ${pageSize}`;
      const rows =
        (await this.#connection.query<LoggedRow>("ino_event_page", statement.text, statement.values)) ??
        (await this.database.query<LoggedRow>(prepared(statement)));
      const events = rows.map((row) => ({ ...row, position: Number(row.position) }));
      if (position > 0) {
        const last = events.shift();
        if (last?.position !== position || offsetOf(last).fingerprint !== fingerprint) return this.#beginAnew();
      }
      for (const event of events) {
        this.#head = offsetOf(event);
        for (const handler of this.#handlers) handler(event);
      }
      if (rows.length < pageSize || this.#stopped) break;
    }
    this.#lastRead = Date.now();
  }

  /** The database lost the log's end, as by a restore or by another server that took over too early, and positions are given again. */
  async #beginAnew(): Promise<void> {
    this.log.error({ position: this.head }, "the event log is not the one that was read: everything is read anew");
    this.#head = await this.#end();
    for (const tell of this.#rewritten) tell();
  }

  async #end(): Promise<LogOffset> {
    const [row] = await this.database.query<{ position: string; occurredAt: Date }>(
      sql`SELECT position, occurred_at AS "occurredAt" FROM event ORDER BY position DESC LIMIT 1`,
    );
    return row ? offsetOf({ ...row, position: Number(row.position) }) : beginning;
  }
}
