import { setTimeout as sleep } from "node:timers/promises";
import type { Pool } from "pg";
import type { Sql } from "sql-template-tag";
import {
  QueryFailedError,
  QueryRunnerProviderAlreadyReleasedError,
  type DataSource,
  type EntityManager,
} from "typeorm";

/** Where statements go: the pool, or the transaction under way. Rows are plain objects. */
export interface Connection {
  query<Row extends object>(statement: Sql): Promise<Row[]>;
}

const lostConnection = /^(57P0[1-3]|08...|ECONNRESET|ECONNREFUSED|EPIPE)$/;
const worthRepeating = /^(40001|40P01)$/;

const codeOf = (error: unknown): string => {
  // What TypeORM says of a transaction whose connection ended between two statements.
  if (error instanceof QueryRunnerProviderAlreadyReleasedError) return "08006";
  const source: unknown = error instanceof QueryFailedError ? error.driverError : error;
  const { code, message } = (source ?? {}) as { code?: string; message?: string };
  // pg gives no code to a connection that ended while a query ran.
  return code ?? (message?.startsWith("Connection terminated") ? "08006" : "");
};

/** True when PostgreSQL cannot be reached now, so that the same request may go through later. */
export const isUnavailable = (error: unknown): boolean =>
  lostConnection.test(codeOf(error)) ||
  /timeout exceeded when trying to connect|Query read timeout/.test(String((error as Error | undefined)?.message));

/** True when the statement broke the named unique or foreign-key constraint. */
export const brokeConstraint = (error: unknown, constraint: string): boolean =>
  error instanceof QueryFailedError && (error.driverError as { constraint?: string }).constraint === constraint;

export class Database implements Connection {
  constructor(readonly source: DataSource) {}

  /** Reads go straight to the pool: TypeORM's query runner would hand a dead client to the next query. */
  async query<Row extends object>(statement: Sql): Promise<Row[]> {
    return repeat(2, lostConnection, async () => {
      this.source.logger.logQuery(statement.text, statement.values);
      return (await this.pool.query<Row>(statement.text, statement.values)).rows;
    });
  }

  /** Runs `work` in one READ COMMITTED transaction; again from the start after a deadlock or a serialisation failure. */
  async transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return repeat(3, worthRepeating, () => this.source.transaction(work));
  }

  get pool(): Pool {
    return (this.source.driver as unknown as { master: Pool }).master;
  }
}

/** The transaction of `manager` as a connection. */
export const connectionOf = (manager: EntityManager): Connection => ({
  query: <Row extends object>(statement: Sql) => manager.query<Row[]>(statement.text, statement.values),
});

async function repeat<T>(times: number, codes: RegExp, work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt > times || !codes.test(codeOf(error))) throw error;
      // When one connection was ended the others often were too: the pool needs a moment to notice.
      await sleep(20 * attempt);
    }
  }
}
