import { parseArgs, type ParseArgsConfig } from "node:util";
import { CommandError } from "./command-error.js";

type Options = NonNullable<ParseArgsConfig["options"]>;
type Parsed<O extends Options> = ReturnType<typeof parseArgs<{ options: O; allowPositionals: true }>>;

/** What a file of this folder exports as `command`. */
export interface Command {
  /** Runs with the arguments after its name; gives the exit code, or undefined when it ends the process itself. */
  run: (args: string[]) => Promise<number | undefined>;
}

export interface CommandDeclaration<O extends Options> {
  /** What `--help` prints: the forms in which it is called, then what it does and what each option means. */
  usage: string;
  options?: O;
  /** How many arguments it takes besides options; by default none. */
  arguments?: { min: number; max: number };
  run: (parsed: Parsed<O>) => Promise<number | undefined>;
}

/** A command that explains itself with `--help`, and refuses options and arguments that it does not know. */
export const defineCommand = <const O extends Options = Record<never, never>>({
  usage,
  options,
  arguments: { min, max } = { min: 0, max: 0 },
  run,
}: CommandDeclaration<O>): Command => ({
  run: (args) => {
    if (args.includes("--help") || args.includes("-h")) {
      process.stdout.write(`${usage}\n`);
      return Promise.resolve(0);
    }
    return run(parse());

    function parse(): Parsed<O> {
      try {
        const parsed = parseArgs({ args, options: options ?? ({} as O), allowPositionals: true });
        const { length } = parsed.positionals;
        if (length > max) throw new Error(`${parsed.positionals[max]!} is an argument too many.`);
        if (length < min) throw new Error("An argument is missing.");
        return parsed;
      } catch (error) {
        throw new CommandError(`${(error as Error).message}\n${usage}`);
      }
    }
  },
});
