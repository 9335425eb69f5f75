import type { Logger } from "pino";
import { BackupError } from "../backup/backup-error.js";
import { ConfigError, readConfig, type Config } from "../config.js";
import { openDatabase, reachServer, type OpenedDatabase, type OpenOptions } from "../core/database/open-database.js";
import { createLogger } from "../logger.js";
import { StartError } from "../core/errors/start-error.js";
import { databaseSchema } from "../app/database-schema.js";

export interface Command {
  config: Config;
  args: string[];
  print: (line: string) => void;
  /** Opens the configured database, beside a running service if there is one; it is closed when the command ends. */
  open: (options?: Omit<OpenOptions, "beside">) => Promise<OpenedDatabase>;
  /** Reaches the configured PostgreSQL, whatever is in it; what was started for the command ends with it. */
  reach: (options: { beside: boolean }) => Promise<string>;
  log: Logger;
}

/** Something wrong with how a command was called, or with what it was given. */
export class CommandError extends Error {}

/** Runs a command; the process ends with the exit code that it gives, or with 1 and a line when it fails. */
export async function runCommand(work: (command: Command) => Promise<number>): Promise<void> {
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
    process.exitCode = await work({ config, args: process.argv.slice(2), print, open, reach, log });
  } catch (error) {
    if (interrupted) return;
    const known = [ConfigError, StartError, CommandError, BackupError].some((kind) => error instanceof kind);
    process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  } finally {
    if (!interrupted) await close();
    process.off("SIGINT", interrupt).off("SIGTERM", interrupt);
  }
}

/** A command's own lines are its answer; the log says only what went wrong. */
const commandLogger = (config: Config): Logger => createLogger(config.logLevel === "info" ? "warn" : config.logLevel);
