import pg from "pg";
import type { Logger } from "pino";

export const channel = "ino_event";
const reconnectMs = { min: 100, max: 5_000 };
const answerTimeoutMs = 2_500;
/** A page of the log is there at once, or this connection has no other end: revocations are not to wait for it. */
const pageTimeoutMs = 1_000;

/**
 * The log's connection of its own, to read it and to hear of it by LISTEN: requests that take all of the pool do not
 * hold up what is live. When it is lost it is made again, with back-off; meanwhile `query` gives null, and whoever asks
 * has another way.
 */
export class LogConnection {
  #client: pg.Client | null = null;
  /** The one being made, or in use. */
  #latest: pg.Client | null = null;
  #lose: (error: Error) => void = () => undefined;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(
    readonly url: string,
    readonly log: Logger,
    /** Is called when something may have been committed. */
    readonly wake: () => void,
  ) {}

  start(): Promise<void> {
    return this.#connect(reconnectMs.min);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    if (this.#timer) clearTimeout(this.#timer);
    await this.#latest?.end().catch(() => undefined);
  }

  /** The rows of a prepared statement; null without a connection. One that does not answer is given up. */
  async query<Row extends object>(name: string, text: string, values: unknown[]): Promise<Row[] | null> {
    const client = this.#client;
    if (!client) return null;
    try {
      return (await client.query<Row>({ name, text, values, query_timeout: pageTimeoutMs } as pg.QueryConfig)).rows;
    } catch (error) {
      // Whatever it is that fails a statement that never fails, a new connection has not got it.
      this.#lose(error as Error);
      return null;
    }
  }

  /** Wakes the readers of all processes; false without a connection. */
  async notify(): Promise<boolean> {
    const client = this.#client;
    if (!client) return false;
    await client.query(`NOTIFY ${channel}`);
    return true;
  }

  async #connect(retryMs: number): Promise<void> {
    if (this.#stopped) return;
    const client = new pg.Client({
      connectionString: this.url,
      application_name: "ino-log",
      connectionTimeoutMillis: answerTimeoutMs,
      query_timeout: answerTimeoutMs,
      keepAlive: true,
    });
    this.#latest = client;
    let lost = false;
    let listened = false;
    const lose = (error?: Error): void => {
      if (lost || this.#stopped) return;
      lost = true;
      this.#client = null;
      this.log.warn({ err: error }, "the log's own connection is lost; reading by the pool until there is one again");
      client.end().catch(() => undefined);
      const wait = listened ? reconnectMs.min : retryMs;
      this.#timer = setTimeout(() => void this.#connect(Math.min(wait * 2, reconnectMs.max)), wait);
    };
    client.on("error", lose);
    client.on("end", () => lose());
    client.on("notification", this.wake);
    try {
      await client.connect();
      // A wake-up is not worth waiting for the disk.
      await client.query("SET synchronous_commit = off");
      await client.query(`LISTEN ${channel}`);
      listened = true;
      this.#client = client;
      this.#lose = lose;
      await this.#hearsItself(client);
      // What was committed while nobody listened.
      this.wake();
    } catch (error) {
      lose(error as Error);
    }
  }

  /** Behind a transaction pooler LISTEN receives nothing, without any error: detected at the start. */
  async #hearsItself(client: pg.Client): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const heard = new Promise<boolean>((resolve) => {
      timer = setTimeout(() => resolve(false), 2_000);
      client.once("notification", () => resolve(true)).once("end", () => resolve(true));
    });
    try {
      await client.query(`NOTIFY ${channel}`);
      if (!(await heard))
        this.log.warn(
          "LISTEN hears nothing on this connection (is there a transaction pooler?): ideas arrive by polling, up to half a second late",
        );
    } finally {
      clearTimeout(timer);
    }
  }
}
