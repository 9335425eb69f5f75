import type { Logger } from "pino";
import type { Logger as SqlLogger } from "typeorm";
import type { Config } from "../../config.js";
import { StartError } from "../errors/start-error.js";
import { createDataSource, type DatabaseSchema } from "./data-source.js";
import { Database } from "./database.js";
import { DataDirInUseError, joinEmbeddedPostgres, startEmbeddedPostgres } from "./embedded/embedded-postgres.js";
import { migrate } from "./migrate.js";
import { startErrorOf } from "./disk-full.js";
import { unreachable } from "./unreachable.js";

export interface OpenedDatabase {
  database: Database;
  url: string;
  close: () => Promise<void>;
}

export interface OpenOptions {
  /** True for a command that runs beside a service: it joins the PostgreSQL of a running one. */
  beside?: boolean;
  statementTimeoutMs?: number;
  sqlLogger?: SqlLogger | undefined;
}

/**
 * The configured database: the one of DATABASE_URL, or the embedded one, which is started and migrated.
 * @throws StartError when the database of DATABASE_URL is behind the migrations, or a disk is full
 */
export async function openDatabase(
  schema: DatabaseSchema,
  config: Config,
  log: Logger,
  options: OpenOptions = {},
): Promise<OpenedDatabase> {
  try {
    return await open(schema, config, log, options);
  } catch (error) {
    throw await startErrorOf(error, config.dataDir, config.databaseUrl);
  }
}

async function open(
  schema: DatabaseSchema,
  config: Config,
  log: Logger,
  { beside = false, statementTimeoutMs, sqlLogger }: OpenOptions,
): Promise<OpenedDatabase> {
  const server = await reachServer(config, log, beside);
  const { url } = server;
  try {
    if (config.databaseUrl === undefined) {
      const applied = await migrate(schema, url);
      if (applied.length > 0) log.info({ migrations: applied.length, last: applied.at(-1) }, "migrated");
    }
    const source = createDataSource(schema, {
      url,
      ...(statementTimeoutMs !== undefined && { statementTimeoutMs }),
      ...(sqlLogger && { sqlLogger }),
    });
    await source.initialize().catch(unreachable);
    if (await source.showMigrations()) {
      await source.destroy();
      throw new StartError("The database is behind this version of the service: run `npm run migrate` first.");
    }
    const database = new Database(source, log);
    const close = async (): Promise<void> => {
      await database.close();
      await server.stop();
    };
    return { database, url, close };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** A PostgreSQL, whatever is in it. */
export interface ReachedServer {
  url: string;
  /** Stops it when it was started here. */
  stop: () => Promise<void>;
}

/** The PostgreSQL of DATABASE_URL, or the embedded one, which is started; `beside` a service, that of the service. */
export const reachServer = async (config: Config, log: Logger, beside: boolean): Promise<ReachedServer> =>
  config.databaseUrl === undefined
    ? embedded(config.dataDir, log, beside)
    : { url: config.databaseUrl, stop: () => Promise.resolve() };

async function embedded(dataDir: string, log: Logger, beside: boolean): Promise<ReachedServer> {
  try {
    return await startEmbeddedPostgres({
      dataDir,
      log: (message, details, level = "info") => log[level]({ postgres: details }, message),
    });
  } catch (error) {
    if (!(error instanceof DataDirInUseError)) throw new StartError((error as Error).message, { cause: error });
    if (!beside) throw new StartError(error.message);
    return { url: await joinEmbeddedPostgres(error, dataDir), stop: () => Promise.resolve() };
  }
}
