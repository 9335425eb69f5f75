import { setTimeout as sleep } from "node:timers/promises";
import type { Logger } from "pino";
import type { Pool } from "pg";
import type { Sql } from "sql-template-tag";
import type { DataSource, EntityManager } from "typeorm";
import type { Pace } from "./event-loop-pacer.js";
import { lostItsConnection, metAnotherTransaction } from "./failures.js";
import { refuseNullCharacters } from "./null-characters.js";
import { readOnlyPool } from "./read-only-pool.js";
import { StatementSender } from "./statement-sender.js";
import { WriteState } from "./write-state.js";

/** Where statements go: a pool, or the transaction under way. Rows are plain objects. */
export interface Connection {
  query<Row extends object>(statement: Sql): Promise<Row[]>;
}

/**
 * The database of the service. What is repeated after a lost connection cannot write: `reads` has connections of its
 * own, on which PostgreSQL refuses every write.
 */
export class Database implements Connection {
  /**
   * Reads outside a transaction. They are repeated when the connection is lost: a statement that writes fails here,
   * with SQLSTATE 25006.
   */
  readonly reads: Connection;
  /** The same, of work that no client waits for, such as live deliveries: its results come after those of others. */
  readonly backgroundReads: Connection;
  /** Whether the database can write to its disk. */
  readonly writes: WriteState;
  readonly #readPool: Pool;
  readonly #sender: StatementSender;

  constructor(
    readonly source: DataSource,
    log?: Pick<Logger, "error" | "info">,
  ) {
    this.#sender = new StatementSender(source);
    this.#readPool = readOnlyPool(source);
    this.writes = new WriteState((statement) => this.#sender.send(this.pool, statement), log);
    this.reads = this.#readsAt("foreground");
    this.backgroundReads = this.#readsAt("background");
  }

  #readsAt(pace: Pace): Connection {
    return {
      query: (statement) =>
        this.#watched(() => repeat(2, lostItsConnection, () => this.#sender.send(this.#readPool, statement, pace))),
    };
  }

  /**
   * One statement outside a transaction, which may write. It is sent once: when the connection is lost, nobody knows
   * whether it was executed.
   */
  query<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.#watched(() => this.#sender.send(this.pool, statement));
  }

  /**
   * Runs `work` in one READ COMMITTED transaction; again from the start after a deadlock or a serialisation failure,
   * and when the connection turned out dead before it began. What `last` gives after it is the last statement: it goes
   * to the server together with the commit, so that what it locks is not held while this process is busy with other
   * things.
   */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>, last: () => Sql | null = () => null): Promise<T> {
    let begun = false;
    const once = async (): Promise<T> => {
      const { made, sent } = await this.source.transaction(async (manager) => {
        begun = true;
        const made = await work(manager);
        const statement = last();
        const sent = statement && connectionOf(manager).query(statement);
        // Looked at below, unless the commit fails first.
        sent?.catch(() => undefined);
        return { made, sent };
      });
      // When it failed, the commit took everything back, which is no error of the commit's.
      await sent;
      return made;
    };
    const isRolledBack = (error: unknown): boolean =>
      metAnotherTransaction(error) || (!begun && lostItsConnection(error));
    return this.#watched(() => repeat(3, isRolledBack, once));
  }

  /** The connections that may write. */
  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }

  /** The pools of connections, for the figures about them. */
  get pools(): { reads: Pool; writes: Pool } {
    return { reads: this.#readPool, writes: this.pool };
  }

  async close(): Promise<void> {
    await Promise.all([this.#readPool.end(), this.source.destroy()]);
  }

  /** Notes that the disk is full, whatever found it out. */
  async #watched<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.writes.note(error);
      throw error;
    }
  }
}

/** The transaction of `manager` as a connection. */
export const connectionOf = (manager: EntityManager): Connection => ({
  query: async <Row extends object>(statement: Sql) => {
    refuseNullCharacters(statement.values);
    return manager.query<Row[]>(statement.text, statement.values);
  },
});

async function repeat<T>(times: number, isWorthIt: (error: unknown) => boolean, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > times || !isWorthIt(error)) throw error;
      // When one connection was ended the others often were too: the pool needs a moment to notice.
      await sleep(20 * attempt);
    }
  }
}
