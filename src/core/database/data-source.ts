import "reflect-metadata";
import pg from "pg";
import { DataSource, type Logger, type MigrationInterface } from "typeorm";
import type { EntityClass } from "./rows.js";
import { PostgresNaming } from "./naming.js";

/** The tables of the service, and how they are made. */
export interface DatabaseSchema {
  entities: readonly EntityClass[];
  migrations: readonly (new () => MigrationInterface)[];
}

export interface DataSourceOptions {
  url: string;
  /** The maximum number of connections; 10 by default. */
  poolSize?: number;
  /** The longest a statement may take, in milliseconds; 0 for no limit. */
  statementTimeoutMs?: number;
  /** Whether statements are sent before earlier ones are answered; false for COPY. True by default. */
  pipeline?: boolean;
  /** Logs every statement. */
  sqlLogger?: Logger;
}

const defaultStatementTimeoutMs = 2_000;
/**
 * By how much the service waits longer than the server lets a statement run, so that the server's answer comes first. Of
 * the three seconds within which everybody has an answer, also of a silent database, a busy process needs the rest.
 */
const graceMs = 250;

/**
 * The pool listens to the errors of its idle connections, TypeORM to those of the ones it works with; in the moment
 * between, the end of a connection would be an error that nobody listens to, and end the process.
 */
class ListeningClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
  }
}

/** A data source that never waits for ever: connecting, a statement and an idle transaction all have their limit. */
export function createDataSource(
  { entities, migrations }: DatabaseSchema,
  { url, poolSize = 10, statementTimeoutMs = defaultStatementTimeoutMs, pipeline = true, sqlLogger }: DataSourceOptions,
): DataSource {
  return new DataSource({
    type: "postgres",
    url,
    entities: [...entities],
    migrations: [...migrations],
    namingStrategy: new PostgresNaming(),
    migrationsTransactionMode: "each",
    logging: sqlLogger ? ["query"] : false,
    ...(sqlLogger && { logger: sqlLogger }),
    // Without this, TypeORM would try to create extensions that the migrations do not need.
    installExtensions: false,
    poolSize,
    connectTimeoutMS: defaultStatementTimeoutMs + graceMs,
    extra: {
      Client: ListeningClient,
      application_name: "ino",
      keepAlive: true,
      // What is not waited for goes out at once: the last statement of a transaction and its commit.
      pipeline,
      statement_timeout: statementTimeoutMs,
      // The server's limit answers first; this one is for a server that does not answer at all.
      query_timeout: statementTimeoutMs === 0 ? 0 : statementTimeoutMs + graceMs,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
