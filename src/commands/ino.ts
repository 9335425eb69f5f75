import "reflect-metadata";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { BackupError } from "../backup/backup-error.js";
import { ConfigError } from "../config.js";
import { StartError } from "../core/errors/start-error.js";
import { projectRoot } from "../core/project-root.js";
import { CommandError } from "./command-error.js";
import { commands } from "./command-list.js";

const width = Math.max(...Object.keys(commands).map((name) => name.length));

const usage = `Usage: ino COMMAND [--help] [options]

${Object.entries(commands)
  .map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  .join("\n")}

ino COMMAND --help explains a command, and ino --version prints the version. All but tail read the environment
variables of docs/configuration.md.`;

/** Errors that the administrator can fix: the message alone is printed. */
const known = [CommandError, ConfigError, StartError, BackupError];

/** Runs `ino` with these arguments; the process ends with the command's exit code, or with 1 when it fails. */
export async function ino(args: string[]): Promise<void> {
  try {
    const exitCode = await run(args);
    if (exitCode !== undefined) process.exitCode = exitCode;
  } catch (error) {
    process.stderr.write(`${textOf(error)}\n`);
    process.exitCode = 1;
  }
}

async function run([name, ...args]: string[]): Promise<number | undefined> {
  if (name === "--help" || name === "-h") return print(usage);
  if (name === "--version") return print(ownVersion());
  if (name === undefined) throw new CommandError(usage);
  if (!Object.hasOwn(commands, name)) throw new CommandError(`There is no command ${name}.\n${usage}`);
  const { command } = await commands[name]!.load();
  return command.run(args);
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return 0;
}

const textOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return known.some((kind) => error instanceof kind) ? error.message : (error.stack ?? error.message);
};

const ownVersion = (): string =>
  (JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as { version: string }).version;
