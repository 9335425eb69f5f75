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
and adds what is new. Exit code 1 when a row, a value of a row, a column or a file was left out; the rest is written.

  --source NAME         the namespace of the ids in the files; by default the folder's name
  --dry-run             shows what would be read and added, and writes nothing
  --atomic              writes everything, or nothing when a row is bad or a file breaks off
  --visibility WHOM     who sees the profiles of new members: members or, where the network agreed to it, everybody
  --share-attendance    whoever sees a new member's profile sees their gatherings, where the network agreed to it
  --report FILE         writes every bad row as it stands in its file, with the line and the reason, to a CSV file that can
                        be mended and imported; of several files to one for each, such as FILE.members.csv
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
      const printer = importPrinter({ out: process.stdout, err: process.stderr });
      // What breaks off an atomic import takes all of it back.
      let isWritten = !dryRun && !values.atomic;
      let next: string[] = [];
      try {
        const map = values.map === undefined ? undefined : await readFolderMap(values.map);
        const report = values.report === undefined ? null : await problemReport(values.report);
        const { database } = await open({ statementTimeoutMs: 60_000 });
        let left = 0;
        let source: string | undefined;
        try {
          ({ isWritten, source } = await importFolder(database, {
            ...{ files: importFiles, folder, dryRun, map, ...reading, ...printer },
            besides: [values.map, values.report].filter((path) => path !== undefined),
            onProblem: (problem) => {
              left++;
              printer.onProblem(problem);
              report?.add(problem);
            },
            now: () => new Date(),
            newId: () => uuidv7(),
          }));
        } finally {
          const reports = (await report?.close()) ?? [];
          const options = optionsAgain({ ...values, source: source ?? values.source });
          next = reports.map((file) =>
            isWritten && source !== undefined
              ? `Mend the bad rows in ${file}, and import them: ino import ${quoted(file)} ${options}`
              : `The bad rows are in ${file}.`,
          );
        }
        return left > 0 ? 1 : 0;
      } catch (error) {
        throw error instanceof ImportError ? new CommandError(error.message) : error;
      } finally {
        printer.finish(isWritten);
        for (const line of next) process.stdout.write(`${line}\n`);
      }
    }),
});

/** The options with which rows of an import are understood as they were in it. */
function optionsAgain(values: Readonly<Record<string, string | boolean | undefined>>): string {
  const names = ["source", "date-order", "time-zone", "visibility", "share-attendance"];
  const given = names.filter((name) => values[name] !== undefined && values[name] !== false);
  return given
    .filter((name) => !(name === "visibility" && values[name] === "members"))
    .map((name) => (values[name] === true ? `--${name}` : `--${name} ${quoted(String(values[name]))}`))
    .join(" ");
}

/** As one word of a shell. */
const quoted = (word: string): string => (/^[\w./@:+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`);

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
