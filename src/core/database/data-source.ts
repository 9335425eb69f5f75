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

/**
 * How long the server has to say that a statement took too long. With it, who waits for a silent database has an answer
 * within three seconds, of which a busy process needs a part itself.
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
  { url, poolSize = 10, statementTimeoutMs = 2_000, pipeline = true, sqlLogger }: DataSourceOptions,
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
    connectTimeoutMS: 2_000 + graceMs,
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
