import pg from "pg";
import type { Logger } from "pino";
import sql from "sql-template-tag";
import { prepared } from "../database/prepared-statements.js";
import type { Database } from "../database/database.js";

/** An event as it stands in the log. */
export interface LoggedEvent {
  position: number;
  kind: string;
  subjectId: string;
  data: Record<string, unknown>;
}

export type EventHandler = (event: LoggedEvent) => void;

const channel = "ino_event";
const pageSize = 500;
const pollMs = 500;
/** At most 20 wake-ups a second: a NOTIFY in every commit would cost most of the write throughput. */
const notifyEveryMs = 50;
const reconnectMs = { least: 100, most: 5_000 };

/**
 * One process's reader of the event log. It hands every event to its handlers once, in the log's order. `NOTIFY` from any
 * process wakes it and carries nothing; it also polls, so that a lost wake-up costs half a second at most.
 */
export class EventStream {
  /** All events up to here were handed out. */
  head = 0;

  readonly #handlers = new Set<EventHandler>();
  #listener: pg.Client | null = null;
  #pollTimer: NodeJS.Timeout | null = null;
  #reconnectTimer: NodeJS.Timeout | null = null;
  #notifyTimer: NodeJS.Timeout | null = null;
  #notifyAgain = false;
  #reading: Promise<void> | null = null;
  #readAgain = false;
  #stopped = false;
  #lastRead = 0;

  constructor(
    readonly database: Database,
    readonly url: string,
    readonly log: Logger,
  ) {}

  /** Begins at the log's end. */
  async start(): Promise<void> {
    this.head = await this.end();
    this.#lastRead = Date.now();
    this.#pollTimer = setInterval(() => this.#read(), pollMs);
    await this.#listen(reconnectMs.least);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of [this.#pollTimer, this.#reconnectTimer, this.#notifyTimer]) if (timer) clearTimeout(timer);
    await this.#reading;
    await this.#listener?.end().catch(() => undefined);
  }

  /** The position of the newest committed event; 0 in an empty log. */
  async end(): Promise<number> {
    const [row] = await this.database.query<{ position: string }>(
      sql`SELECT coalesce(max(position), 0) AS position FROM event`,
    );
    return Number(row!.position);
  }

  /** The first events of these kinds after a position. */
  async after(position: number, kinds: string[], most: number): Promise<LoggedEvent[]> {
    const rows = await this.database.query<Omit<LoggedEvent, "position"> & { position: string }>(sql`
      SELECT position, kind, subject_id AS "subjectId", data FROM event
      WHERE position > ${position} AND kind = ANY(${kinds}) ORDER BY position LIMIT ${most}`);
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  }

  /** Hands every event after `head`, as it is at this moment, to `handler`, until the function returned is called. */
  attach(handler: EventHandler): () => void {
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
    await (
      this.#listener?.query(`NOTIFY ${channel}`) ?? this.database.query(sql`SELECT pg_notify(${channel}, '')`)
    ).catch((error: unknown) => this.log.debug({ err: error }, "a wake-up was lost; the others will poll"));
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
      const rows = await this.database.query<Omit<LoggedEvent, "position"> & { position: string }>(
        prepared(sql`SELECT position, kind, subject_id AS "subjectId", data FROM event
          WHERE position > ${this.head} ORDER BY position LIMIT ${pageSize}`),
      );
      for (const row of rows) {
        const event = { ...row, position: Number(row.position) };
        this.head = event.position;
        for (const handler of this.#handlers) handler(event);
      }
      if (rows.length < pageSize || this.#stopped) break;
    }
    this.#lastRead = Date.now();
  }

  async #listen(retryMs: number): Promise<void> {
    if (this.#stopped) return;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "ino-listener",
      connectionTimeoutMillis: 2_500,
      query_timeout: 2_500,
      keepAlive: true,
    });
    let lost = false;
    let heard = false;
    const lose = (error?: Error): void => {
      if (lost || this.#stopped) return;
      lost = true;
      this.#listener = null;
      this.log.warn({ err: error }, "no connection to listen on; polling until there is one again");
      client.end().catch(() => undefined);
      const wait = heard ? reconnectMs.least : retryMs;
      this.#reconnectTimer = setTimeout(() => void this.#listen(Math.min(wait * 2, reconnectMs.most)), wait);
    };
    client.on("error", lose);
    client.on("end", () => lose());
    client.on("notification", () => this.#read());
    try {
      await client.connect();
      // A wake-up is not worth waiting for the disk.
      await client.query("SET synchronous_commit = off");
      await client.query(`LISTEN ${channel}`);
      this.#listener = client;
      heard = true;
      await this.#hearsItself(client);
      // What was committed while nobody listened.
      this.#read();
    } catch (error) {
      lose(error as Error);
    }
  }

  /** Behind a transaction pooler LISTEN hears nothing, without any error: better told at the start than never. */
  async #hearsItself(client: pg.Client): Promise<void> {
    const heard = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 2_000);
      client.once("notification", () => {
        clearTimeout(timer);
        resolve(true);
      });
    });
    await client.query(`NOTIFY ${channel}`);
    if (!(await heard))
      this.log.warn(
        "LISTEN hears nothing on this connection (is there a transaction pooler?): ideas arrive by polling, up to half a second late",
      );
  }
}
