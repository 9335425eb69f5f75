import { basename, extname, resolve } from "node:path";
import { IANAZone } from "luxon";
import sql from "sql-template-tag";
import type { Database } from "../core/database/database.js";
import type { ImportedSettings } from "./batch.js";
import { inOneTransaction } from "./atomic-batches.js";
import { committingEach, type WithWriter } from "./batch-writer.js";
import type { DateReading } from "./cells/date-text.js";
import { withoutWriting } from "./dry-run.js";
import { filesOf, type FolderReading, type FoundFolder } from "./folder.js";
import { ImportError } from "./import-error.js";
import type { ImportFile, ImportFileName } from "./import-file.js";
import { shown } from "./invalid-row.js";
import { loadFile } from "./load-file.js";
import type { Delimiter } from "./tables/csv-table.js";
import { isTable } from "./tables/open-table.js";

export interface ImportOptions extends FolderReading, Partial<DateReading> {
  /** The files that may be in the folder, each after those that it refers to. */
  files: readonly ImportFile[];
  /** A folder, or one of its files. */
  folder: string;
  /** The namespace of the folder's ids; by default the folder's name. */
  source?: string;
  /** Reports what an import would do, and writes nothing. */
  dryRun?: boolean;
  /** Writes everything, or nothing: when a row is bad, a file is misnamed or breaks off, or the import is ended. */
  atomic?: boolean;
  /** Moves every date by whole days. */
  shiftDays?: number;
  /** Called after each batch with the bytes read of this file, and the rows. */
  onProgress?: (progress: { file: string; bytes: number; totalBytes: number; rows: number }) => void;
  /** Called when a file is done, or breaks off. */
  onFile?: (file: FileReport) => void;
  /** Called for each bad row. */
  onProblem: (problem: ImportProblem) => void;
  /** Called with what is worth knowing about the folder and is no fault of a row. */
  onRemark?: (line: string) => void;
  /** Breaks off between two batches, with the signal's reason; a later import adds what is missing. */
  signal?: AbortSignal;
  /** The privacy settings of new members; by default members-only, and attendance is not shared. */
  settings?: ImportedSettings | undefined;
  now: () => Date;
  newId: () => string;
}

/** Why a row, a value of it, or a whole file is left out. */
export interface ImportProblem {
  file: string;
  /** Null when it is about the whole file. */
  line: number | null;
  reason: string;
  /** The row as it stands there, so that it can be mended; absent when it is about the whole file. */
  row?: { kind: ImportFileName; header: readonly string[]; delimiter: Delimiter | null; cells: readonly string[] };
}

/** A problem on one line, such as `ideas.csv:12: title is empty: fill it in.`. */
export const problemLine = ({ file, line, reason }: ImportProblem): string =>
  line === null ? `${file}: ${reason}` : `${file}:${line}: ${reason}`;

export interface FileReport {
  file: string;
  rows: number;
  /** Rows that were new. */
  added: number;
  /** Rows that were there already, of which something was taken over. */
  changed: number;
  unchanged: number;
  /** Rows that differ from what somebody changed in the service, which stays. */
  conflicting: number;
  /** Rows that were left out, or from which a value was. */
  invalid: number;
}

export interface ImportReport {
  files: FileReport[];
  /** Files that were not read, and are most likely meant to be. */
  misnamed: number;
  source: string;
  /** Whether what is counted was written. */
  isWritten: boolean;
}

/** Takes back what all batches wrote. */
class NotAllSound extends Error {}

/**
 * Loads a folder of tables. A second import, or one after a breakdown, adds what is missing, and takes over what the
 * source changed since in things that it brought in, unless they were changed in the service as well. Several imports may
 * run at the same time.
 * @throws ImportError when the folder cannot be read as one; nothing is written then, unless a file stops being CSV
 * halfway, of which the rows above are written
 */
export async function importFolder(database: Database, options: ImportOptions): Promise<ImportReport> {
  const { folder, dryRun = false, atomic = false, shiftDays = 0, timeZone = "Europe/Brussels" } = options;
  const source = options.source ?? sourceOf(folder);
  if (source.trim() === "") throw new ImportError("The source has no name: give it one.");
  if (!Number.isInteger(shiftDays) || Math.abs(shiftDays) > 100_000)
    throw new ImportError("Dates move by a whole number of days, 100,000 at most.");
  if (!IANAZone.isValidZone(timeZone))
    throw new ImportError(`The time zone ${timeZone} is unknown: name one such as Europe/Brussels.`);
  const found = await filesOf(folder, options.files, { ...options, guess: options.guess ?? dryRun });
  remarkOn(found, options);
  const unknown = found.files.flatMap(({ name, header, headerLine }) =>
    header.unknown.map((reason) => ({ file: name, line: headerLine, reason })),
  );
  for (const { file, reason, isMeant } of found.unread)
    if (isMeant) options.onProblem({ file, line: null, reason });
    else options.onRemark?.(`${file}: ${reason}`);
  // A dry run goes on, to show the rest too.
  if (dryRun) unknown.forEach(options.onProblem);
  const faults = [...(dryRun ? [] : unknown.map(problemLine)), ...found.faults];
  if (faults.length > 0) throw new ImportError(faults.join("\n"));
  const reading = {
    timeZone,
    dateOrder: options.dateOrder ?? "dmy",
    shiftMs: shiftDays * 86_400_000,
    now: options.now(),
  };
  const report: ImportReport = {
    files: [],
    misnamed: found.unread.filter(({ isMeant }) => isMeant).length,
    source,
    isWritten: !dryRun,
  };
  try {
    await writing({ dryRun, atomic })(database, { ...options, source }, async (writer) => {
      for (const file of found.files) report.files.push(await loadFile(file, writer, reading, options));
      if (atomic && !dryRun && problemsIn(report) > 0) throw new NotAllSound();
    });
    return report;
  } catch (error) {
    if (!(error instanceof NotAllSound)) throw error;
    options.onRemark?.(`nothing was written, as --atomic asks: ${problemsIn(report)} problems are to be mended first`);
    return { ...report, isWritten: false };
  } finally {
    if (!dryRun) await analyze(database);
  }
}

const problemsIn = ({ files, misnamed }: ImportReport): number =>
  files.reduce((sum, { invalid }) => sum + invalid, misnamed);

/** The folder's name, or that of the file without its ending. */
function sourceOf(folder: string): string {
  return basename(resolve(folder), isTable(folder) ? extname(folder) : "");
}

const writing = ({ dryRun, atomic }: { dryRun: boolean; atomic: boolean }): WithWriter => {
  if (dryRun) return withoutWriting;
  return atomic ? inOneTransaction : committingEach;
};

/** Says how the folder was understood. */
function remarkOn({ files }: FoundFolder, { onRemark, dryRun = false, guess = false }: ImportOptions): void {
  for (const { name, format, isGuess, table, header } of files) {
    onRemark?.(`${name}: ${table.recognised}`);
    if (isGuess) onRemark?.(`${name}: is taken for ${format.name}`);
    const guesses = Object.entries(header.guessed).map(([theirs, ours]) => `${shown(theirs)} as ${ours}`);
    if (guesses.length > 0) onRemark?.(`${name}: takes ${guesses.join(", ")}`);
    if (header.ignored.length > 0) onRemark?.(`${name}: passes over ${header.ignored.map(shown).join(", ")}`);
  }
  if (dryRun && !guess && files.some(({ isGuess, header }) => isGuess || Object.keys(header.guessed).length > 0))
    onRemark?.("To import what was guessed like that: --guess; to say it otherwise: --map.");
}

/**
 * Tells the planner what the tables hold now: with what it knew of them before, queries may be thirty times slower until
 * PostgreSQL comes to it by itself, which it does when this fails.
 */
async function analyze(database: Database): Promise<void> {
  await database.query(sql`ANALYZE`).catch(() => undefined);
}
