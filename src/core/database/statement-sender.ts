import type { Pool } from "pg";
import type { Sql } from "sql-template-tag";
import type { DataSource } from "typeorm";
import { EventLoopPacer, type Pace } from "./event-loop-pacer.js";
import { codeOf } from "./failures.js";
import { refuseNullCharacters } from "./null-characters.js";
import { PreparedStatements } from "./prepared-statements.js";

/** A prepared statement that is not there, or is another one, or whose columns a migration changed. */
const cannotBePrepared = /^(26000|42P05|0A000)$/;

/**
 * Sends single statements over a pool, without a transaction. TypeORM's query runner would hand a dead client to the
 * next statement.
 */
export class StatementSender {
  readonly #prepared = new PreparedStatements();
  readonly #pacer = new EventLoopPacer();

  /** For waiting for a connection, making it and the statement together, each of which has this limit by itself. */
  readonly #longestMs: number;

  constructor(private readonly source: DataSource) {
    const { extra } = source.options as { extra?: { query_timeout?: number } };
    this.#longestMs = extra?.query_timeout ?? 0;
  }

  async send<Row extends object>(pool: Pool, statement: Sql, pace: Pace = "foreground"): Promise<Row[]> {
    refuseNullCharacters(statement.values);
    const { text, values } = statement;
    this.source.logger.logQuery(text, values);
    const name = this.#prepared.nameOf(statement, text);
    try {
      const { rows } = await this.#within(pool.query<Row>({ name, text, values }));
      await this.#pacer.next(pace);
      return rows;
    } catch (error) {
      // Refused before it was executed: sent once more, it is executed once.
      if (name === undefined || !cannotBePrepared.test(codeOf(error))) throw error;
      this.#prepared.giveUp();
      return (await pool.query<Row>(text, values)).rows;
    }
  }

  async #within<T>(answer: Promise<T>): Promise<T> {
    if (this.#longestMs === 0) return answer;
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      // As pg has it when the statement alone takes too long.
      timer = setTimeout(() => reject(new Error("Query read timeout")), this.#longestMs);
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
      answer.catch(() => undefined);
    }
  }
}
