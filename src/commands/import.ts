import { v7 as uuidv7 } from "uuid";
import { importFiles } from "../app/contributions.js";
import { dateOrders, type DateOrder } from "../import/cells/date-text.js";
import { readFolderMap } from "../import/folder-map.js";
import { ImportError } from "../import/import-error.js";
import { importFolder } from "../import/import-folder.js";
import { importPrinter } from "../import/import-printer.js";
import { problemReport } from "../import/problem-report.js";
import { delimiterNamed, delimiters, type Delimiter } from "../import/tables/csv-table.js";
import { encodingOf, encodings, type Encoding } from "../import/tables/encoding.js";
import { CommandError } from "./command-error.js";
import { defineCommand } from "./command.js";
import { onNetwork } from "./on-network.js";

const usage = `Usage: ino import <folder or file> [options]

Reads tables (CSV as any spreadsheet writes it, or .xlsx) named ${importFiles.map(({ name }) => name).join(", ")},
and adds what is new. Exit code 1 when a row, a column or a file of the folder was left out.

  --source NAME         the namespace of the ids in the files; by default the folder's name
  --dry-run             shows what would be read and added, and writes nothing
  --atomic              writes all files or, when one of them breaks off, nothing
  --visibility WHOM     who sees the profiles of new members: members or, where the network agreed to it, everybody
  --share-attendance    whoever sees a new member's profile sees their gatherings, where the network agreed to it
  --report FILE         writes every row and file that was left out, with the reason, to a CSV file
  --map FILE            a JSON file that says what files and columns with other names are, or null to pass over them
  --guess               takes well-known other names of files (Leden.xlsx) and columns (Voornaam) for what --dry-run shows
  --ignore-unknown      passes over columns that are unknown, which are an error otherwise
  --delimiter C         what separates the cells: ${Object.values(delimiters).join(", ")}; recognised by default
  --encoding NAME       ${Object.values(encodings).join(", ")};
                        recognised by default
  --time-zone ZONE      of times without a zone; Europe/Brussels by default
  --date-order ORDER    of dates in digits, ${dateOrders.join(", ")}; dmy by default`;

export const command = defineCommand({
  usage,
  options: {
    source: { type: "string" },
    "dry-run": { type: "boolean", default: false },
    atomic: { type: "boolean", default: false },
    visibility: { type: "string", default: "members" },
    "share-attendance": { type: "boolean", default: false },
    report: { type: "string" },
    map: { type: "string" },
    guess: { type: "boolean" },
    "ignore-unknown": { type: "boolean" },
    delimiter: { type: "string" },
    encoding: { type: "string" },
    "time-zone": { type: "string" },
    "date-order": { type: "string" },
  },
  arguments: { min: 1, max: 1 },
  run: ({ positionals, values }) =>
    onNetwork(async ({ open }) => {
      const folder = positionals[0]!;
      const dryRun = values["dry-run"];
      const reading = {
        settings: {
          visibility:
            oneOf("--visibility", values.visibility, ["members", "everybody"]) === "everybody"
              ? "EVERYBODY"
              : "MEMBERS",
          shareAttendance: values["share-attendance"],
        } as const,
        atomic: values.atomic,
        guess: values.guess,
        ignoreUnknown: values["ignore-unknown"],
        delimiter: delimiterOf(values.delimiter),
        encoding: encodingNamed(values.encoding),
        dateOrder: oneOf<DateOrder>("--date-order", values["date-order"], dateOrders),
        ...(values["time-zone"] !== undefined && { timeZone: values["time-zone"] }),
        ...(values.source !== undefined && { source: values.source }),
      };
      const printer = importPrinter({ out: process.stdout, err: process.stderr, dryRun });
      try {
        const map = values.map === undefined ? undefined : await readFolderMap(values.map);
        const report = values.report === undefined ? null : await problemReport(values.report);
        const { database } = await open({ statementTimeoutMs: 60_000 });
        let left = 0;
        try {
          await importFolder(database, {
            ...{ files: importFiles, folder, dryRun, map, ...reading, ...printer },
            besides: [values.map, values.report].filter((path) => path !== undefined),
            onProblem: (problem) => {
              left++;
              printer.onProblem(problem);
              report?.add(problem);
            },
            now: () => new Date(),
            newId: () => uuidv7(),
          });
        } finally {
          await report?.close();
        }
        return left > 0 ? 1 : 0;
      } catch (error) {
        throw error instanceof ImportError ? new CommandError(error.message) : error;
      } finally {
        printer.finish();
      }
    }),
});

function delimiterOf(value: string | undefined): Delimiter | undefined {
  const delimiter = value === undefined ? undefined : delimiterNamed(value);
  if (value === undefined || delimiter !== undefined) return delimiter;
  throw new CommandError(`--delimiter is one of ${Object.values(delimiters).join(", ")}, or the character itself.`);
}

function encodingNamed(value: string | undefined): Encoding | undefined {
  const encoding = value === undefined ? undefined : encodingOf(value);
  if (value === undefined || encoding !== undefined) return encoding;
  throw new CommandError(`--encoding is one of ${Object.values(encodings).join(", ")}.`);
}

function oneOf<Value extends string>(
  name: string,
  value: string | undefined,
  values: readonly Value[],
): Value | undefined {
  if (value === undefined || values.includes(value as Value)) return value as Value | undefined;
  throw new CommandError(`${name} is one of ${values.join(", ")}.`);
}
