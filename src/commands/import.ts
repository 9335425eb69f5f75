import { v7 as uuidv7 } from "uuid";
import { ImportError } from "../import/import-error.js";
import { importFolder } from "../import/import-folder.js";
import { importPrinter } from "../import/import-printer.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";
import { importFiles } from "../app/contributions.js";

const usage = `Usage: ino import FOLDER [--source NAME] [--dry-run]
Loads a folder of CSV files; the README lists them with their columns. Ends with exit code 1 when a row was bad.
--source NAME  the name of the source that the ids in the files belong to, by default the folder's name
--dry-run      reports, and writes nothing`;

export const command = defineCommand({
  usage,
  options: { source: { type: "string" }, "dry-run": { type: "boolean", default: false } },
  arguments: { min: 1, max: 1 },
  run: ({ positionals, values: { source, "dry-run": dryRun } }) =>
    onNetwork(async ({ open }) => {
      const folder = positionals[0]!;
      const { database } = await open({ statementTimeoutMs: 60_000 });
      const printer = importPrinter({ out: process.stdout, err: process.stderr, dryRun });
      try {
        const options = { files: importFiles, folder, dryRun, ...(source !== undefined && { source }), ...printer };
        const report = await importFolder(database, { ...options, now: () => new Date(), newId: () => uuidv7() });
        printer.finish(report);
        return report.files.some((file) => file.invalid > 0) ? 1 : 0;
      } catch (error) {
        printer.finish();
        throw error instanceof ImportError ? new CommandError(error.message) : error;
      }
    }),
});
