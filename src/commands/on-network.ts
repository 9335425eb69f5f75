import type { Logger } from "pino";
import { readConfig, type Config } from "../config.js";
import { openDatabase, reachServer, type OpenedDatabase, type OpenOptions } from "../core/database/open-database.js";
import { createLogger, logTo } from "../logger.js";
import { databaseSchema } from "../app/database-schema.js";

/** What a command has that works on the configured network. */
export interface NetworkAccess {
  config: Config;
  print: (line: string) => void;
  /** Opens the configured database, beside a running service if there is one; it is closed when the command ends. */
  open: (options?: Omit<OpenOptions, "beside">) => Promise<OpenedDatabase>;
  /** Reaches the configured PostgreSQL, whatever is in it; what was started for the command ends with it. */
  reach: (options: { beside: boolean }) => Promise<string>;
  log: Logger;
}

/** Runs `work` with the configured network and closes what it opened; gives the exit code that `work` gives. */
export async function onNetwork(work: (network: NetworkAccess) => Promise<number>): Promise<number> {
  let opening: Promise<{ close: () => Promise<void> }> | undefined;
  const close = async (): Promise<void> => (await opening?.catch(() => undefined))?.close();
  let interrupted = false;
  const interrupt = (signal: NodeJS.Signals): void => {
    interrupted = true;
    // The PostgreSQL that the command may have started is not left behind.
    void close().finally(() => process.exit(signal === "SIGINT" ? 130 : 143));
  };
  process.once("SIGINT", interrupt).once("SIGTERM", interrupt);
  try {
    const config = readConfig(process.env);
    const log = commandLogger(config);
    const open = (options: Omit<OpenOptions, "beside"> = {}): Promise<OpenedDatabase> => {
      const opened = openDatabase(databaseSchema, config, log, { ...options, beside: true });
      opening = opened;
      return opened;
    };
    const reach = async ({ beside }: { beside: boolean }): Promise<string> => {
      const reached = reachServer(config, log, beside);
      opening = reached.then((server) => ({ close: () => server.stop() }));
      return (await reached).url;
    };
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    return await work({ config, print, open, reach, log });
  } catch (error) {
    // What is closed under the work fails; the process is about to end.
    if (interrupted) await new Promise(() => undefined);
    throw error;
  } finally {
    if (!interrupted) await close();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** A command's own lines are its answer, alone on standard output; the log has only what went wrong. */
const commandLogger = ({ logLevel }: Config): Logger =>
  createLogger(logLevel === "info" ? "warn" : logLevel, logTo(process.stderr));
