import { parseArgs } from "node:util";
import { v7 as uuidv7 } from "uuid";
import type { ImportedSettings } from "../import/batch.js";
import { ImportError } from "../import/import-error.js";
import { importFolder } from "../import/import-folder.js";
import { importPrinter } from "../import/import-printer.js";
import { CommandError, runCommand } from "./run-command.js";
import { importFiles } from "../app/contributions.js";

const usage =
  "Usage: npm run import -- <folder> [--source NAME] [--dry-run] [--visibility members|everybody] [--share-attendance]";

/** `npm run import -- <folder>`: loads a folder of CSV files; exit code 1 when a row was bad. */
await runCommand(async ({ args, open }) => {
  const { folder, source, dryRun, settings } = argumentsOf(args);
  const { database } = await open({ statementTimeoutMs: 60_000 });
  const printer = importPrinter({ out: process.stdout, err: process.stderr, dryRun });
  try {
    const options = {
      files: importFiles,
      folder,
      dryRun,
      settings,
      ...(source !== undefined && { source }),
      ...printer,
    };
    const report = await importFolder(database, { ...options, now: () => new Date(), newId: () => uuidv7() });
    printer.finish(report);
    return report.files.some((file) => file.invalid > 0) ? 1 : 0;
  } catch (error) {
    printer.finish();
    throw error instanceof ImportError ? new CommandError(error.message) : error;
  }
});

interface Arguments {
  folder: string;
  source: string | undefined;
  dryRun: boolean;
  settings: ImportedSettings;
}

function argumentsOf(args: string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        source: { type: "string" },
        "dry-run": { type: "boolean", default: false },
        visibility: { type: "string", default: "members" },
        "share-attendance": { type: "boolean", default: false },
      },
    });
    const [folder, ...more] = positionals;
    if (folder === undefined || more.length > 0) throw new CommandError(usage);
    const visibility = values.visibility.toUpperCase();
    if (visibility !== "MEMBERS" && visibility !== "EVERYBODY")
      throw new CommandError(`--visibility is members or everybody, not ${values.visibility}.\n${usage}`);
    const settings = { visibility, shareAttendance: values["share-attendance"] } as const;
    return { folder, source: values.source, dryRun: values["dry-run"], settings };
  } catch (error) {
    throw error instanceof CommandError ? error : new CommandError(`${(error as Error).message}\n${usage}`);
  }
}
