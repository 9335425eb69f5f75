import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Sql } from "sql-template-tag";
import {
  QueryFailedError,
  QueryRunnerAlreadyReleasedError,
  QueryRunnerProviderAlreadyReleasedError,
  type DataSource,
  type EntityManager,
} from "typeorm";
import { PreparedStatements } from "./prepared-statements.js";
import { EventLoopPacer } from "./event-loop-pacer.js";

/** Where statements go: the pool, or the transaction under way. Rows are plain objects. */
export interface Connection {
  query<Row extends object>(statement: Sql): Promise<Row[]>;
}

const lostConnection = /^(57P0[1-3]|08...|ECONNRESET|ECONNREFUSED|EPIPE)$/;
const retryable = /^(40001|40P01)$/;
/** Too many connections, a cancelled statement, an idle transaction that was ended, an address that does not answer. */
const overloaded = /^(53300|57014|25P03|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN)$/;
const tookTooLong = /connection timeout|timeout exceeded when trying to connect|Query read timeout/;

/** A prepared statement that is not there, or is another one, or whose columns a migration changed. */
const cannotBePrepared = /^(26000|42P05|0A000)$/;

const releasedErrors = [QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError];

const codeOf = (error: unknown): string => {
  // What TypeORM says of a transaction whose connection ended between two statements.
  if (releasedErrors.some((kind) => error instanceof kind)) return "08006";
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message = "" } = (source ?? {}) as { code?: string; message?: string };
  if (code !== undefined) return code;
  // pg gives no code to a connection that ended while a query ran. What waited its time out is not to be waited for
  // again.
  return /^Connection terminated|not queryable/.test(message) && !tookTooLong.test(message) ? "08006" : "";
};

/** True when PostgreSQL cannot answer now, so that the same request may go through later. */
export const isUnavailable = (error: unknown): boolean =>
  [lostConnection, overloaded, retryable].some((codes) => codes.test(codeOf(error))) ||
  tookTooLong.test(String((error as Error | undefined)?.message));

/** A text with a null character, which PostgreSQL cannot take. */
export class NullCharacterError extends Error {}

function refuseNullCharacters(values: unknown[]): void {
  for (const value of values)
    if (
      typeof value === "string"
        ? value.includes("\0")
        : Array.isArray(value) && value.some((v) => String(v).includes("\0"))
    )
      throw new NullCharacterError("A text must not contain a null character: take it out.");
}

/** True when the statement broke the named unique or foreign-key constraint. */
export const brokeConstraint = (error: unknown, constraint: string): boolean =>
  error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint === constraint;

export class Database implements Connection {
  readonly #prepared = new PreparedStatements();
  readonly #pacer = new EventLoopPacer();

  constructor(readonly source: DataSource) {}

  /** Reads go straight to the pool: TypeORM's query runner would hand a dead client to the next query. */
  async query<Row extends object>(statement: Sql): Promise<Row[]> {
    refuseNullCharacters(statement.values);
    return repeat(
      2,
      (code) => lostConnection.test(code),
      async () => {
        const { text, values } = statement;
        this.source.logger.logQuery(text, values);
        const name = this.#prepared.nameOf(statement, text);
        try {
          const { rows } = await this.pool.query<Row>({ name, text, values });
          await this.#pacer.next();
          return rows;
        } catch (error) {
          if (name === undefined || !cannotBePrepared.test(codeOf(error))) throw error;
          this.#prepared.giveUp();
          return (await this.pool.query<Row>(text, values)).rows;
        }
      },
    );
  }

  /**
   * Runs `work` in one READ COMMITTED transaction; again from the start after a deadlock or a serialisation failure,
   * and when the connection turned out dead before it began. What `last` gives after it is the last statement: it goes
   * to the server together with the commit, so that what it locks is not held while this process is busy with other
   * things.
   */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>, last: () => Sql | null = () => null): Promise<T> {
    let begun = false;
    return repeat(
      3,
      (code) => retryable.test(code) || (!begun && lostConnection.test(code)),
      async () => {
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
      },
    );
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
}

/** The transaction of `manager` as a connection. */
export const connectionOf = (manager: EntityManager): Connection => ({
  query: async <Row extends object>(statement: Sql) => {
    refuseNullCharacters(statement.values);
    return manager.query<Row[]>(statement.text, statement.values);
  },
});

async function repeat<T>(times: number, isWorthIt: (code: string) => boolean, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > times || !isWorthIt(codeOf(error))) throw error;
      // When one connection was ended the others often were too: the pool needs a moment to notice.
      await sleep(20 * attempt);
    }
  }
}
