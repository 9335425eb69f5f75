import { parseArgs, type ParseArgsConfig } from "node:util";
import { CommandError } from "./run-command.js";

type Parsed<Options extends NonNullable<ParseArgsConfig["options"]>> = ReturnType<
  typeof parseArgs<{ options: Options; allowPositionals: true }>
>;

/** The options and arguments of a command, at most `max` arguments; for `--help`, prints the usage and gives null. */
export function readOptions<Options extends NonNullable<ParseArgsConfig["options"]>>(
  args: string[],
  { options, max, usage }: { options: Options; max: number; usage: string },
): Parsed<Options> | null {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return null;
  }
  try {
    const parsed = parseArgs({ args, options, allowPositionals: true });
    if (parsed.positionals.length > max) throw new Error(`${parsed.positionals[max]!} is an argument too many.`);
    return parsed;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}
