import type { Logger } from "pino";
import { ConfigError, readConfig, type Config } from "../config.js";
import { DataDirInUseError } from "../database/embedded/embedded-postgres.js";
import { StartError } from "../database/open-database.js";
import { createLogger } from "../logger.js";

export interface Command {
  config: Config;
  log: Logger;
  args: string[];
  print: (line: string) => void;
}

/** Something wrong with how a command was called, or with what it was given. */
export class CommandError extends Error {}

/** Runs a command; the process ends with the exit code that it gives, or with 1 and a line when it fails. */
export async function runCommand(work: (command: Command) => Promise<number>): Promise<void> {
  try {
    const config = readConfig(process.env);
    // A command's own lines are its answer; the log says only what went wrong.
    const log = createLogger(config.logLevel === "info" ? "warn" : config.logLevel);
    const print = (line: string): void => void process.stdout.write(`${line}\n`);
    process.exitCode = await work({ config, log, args: process.argv.slice(2), print });
  } catch (error) {
    const known = [ConfigError, StartError, DataDirInUseError, CommandError].some((kind) => error instanceof kind);
    process.stderr.write(`${known ? (error as Error).message : ((error as Error).stack ?? String(error))}\n`);
    process.exitCode = 1;
  }
}
