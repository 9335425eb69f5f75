import { basename, extname, resolve } from "node:path";
import { IANAZone } from "luxon";
import sql from "sql-template-tag";
import type { Database } from "../core/database/database.js";
import type { ImportedSettings } from "./batch.js";
import { inOneTransaction } from "./atomic-batches.js";
import { committingEach, type BatchWriter, type WithWriter } from "./batch-writer.js";
import type { CellReading } from "./cells/cells.js";
import type { DateReading } from "./cells/date-text.js";
import { Remarks } from "./cells/remarks.js";
import { withoutWriting } from "./dry-run.js";
import { filesOf, type FolderReading, type FoundFile, type FoundFolder } from "./folder.js";
import { ImportError } from "./import-error.js";
import {
  nothing,
  type BadRow,
  type DeferredRecord,
  type FileReading,
  type ImportFile,
  type ImportFileName,
  type Outcome,
  type ReadRow,
} from "./import-file.js";
import { shown } from "./invalid-row.js";
import { isBlank } from "./tables/first-row.js";
import { isTable } from "./tables/open-table.js";
import { topologicalOrder } from "./topological-order.js";

export interface ImportOptions extends FolderReading, Partial<DateReading> {
  /** The files that may be in the folder, each after those that it refers to. */
  files: readonly ImportFile[];
  /** A folder, or one of its files. */
  folder: string;
  /** The namespace of the folder's ids; by default the folder's name. */
  source?: string;
  /** Reports what an import would do, and writes nothing. */
  dryRun?: boolean;
  /** Writes all files and rows that are good, or nothing when a file breaks off or the import is ended. */
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

/** Why a row, or a whole file, is left out. */
export interface ImportProblem {
  file: string;
  /** Null when it is about the whole file. */
  line: number | null;
  reason: string;
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
  /** Rows that were left out. */
  invalid: number;
}

export interface ImportReport {
  files: FileReport[];
}

const batchSize = 2_000;
const maxDeferred = 100_000;

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
  try {
    const files = await writing({ dryRun, atomic })(database, { ...options, source }, async (writer) => {
      const reports: FileReport[] = [];
      for (const file of found.files) reports.push(await loadFile(file, writer, reading, options));
      return reports;
    });
    return { files };
  } finally {
    if (!dryRun) await analyze(database);
  }
}

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

type FileSettings = Omit<CellReading, "remarks">;

async function loadFile(
  file: FoundFile,
  writer: BatchWriter,
  settings: FileSettings,
  options: ImportOptions,
): Promise<FileReport> {
  const { name, format, size } = file;
  const remarks = new Remarks();
  const reading = format.begin(file, { ...settings, remarks });
  const report: FileReport = { file: name, rows: 0, added: 0, changed: 0, unchanged: 0, conflicting: 0, invalid: 0 };
  const leaveOut = (rows: BadRow[]): void => {
    for (const { line, reason } of rows.sort((a, b) => a.line - b.line))
      options.onProblem({ file: name, line, reason });
    report.invalid += rows.length;
  };
  const deferred: DeferredRecord[] = [];
  const take = ({ invalid, remarks: noted, deferred: more, ...counts }: Outcome): BadRow[] => {
    for (const { line, text, isDifference } of noted)
      if (!isDifference || options.dryRun) options.onRemark?.(`${name}:${line}: ${text}`);
    // Rows that wait are kept in memory, so there is an end to how many.
    const waiting = more.slice(0, maxDeferred - deferred.length);
    deferred.push(...waiting);
    for (const figure of ["added", "changed", "unchanged", "conflicting"] as const) report[figure] += counts[figure];
    return [...invalid, ...more.slice(waiting.length).map(tooLate)];
  };
  const progress = (bytes: number): void =>
    options.onProgress?.({ file: name, bytes, totalBytes: size, rows: report.rows });
  try {
    for await (const { good, bad, rows, bytes } of batchesOf(file, reading)) {
      options.signal?.throwIfAborted();
      const late = good.length > 0 ? take(await writer.write(format.name, (batch) => reading.load(good, batch))) : [];
      report.rows += rows;
      leaveOut([...bad, ...late]);
      progress(bytes);
    }
    for (const outcome of await loadDeferred(reading, deferred.splice(0), writer, format.name)) leaveOut(take(outcome));
    progress(size);
    for (const line of await writer.read(reading.review)) options.onRemark?.(`${name}: ${line}`);
  } finally {
    for (const line of remarks.lines()) options.onRemark?.(`${name}: ${line}`);
    options.onFile?.(report);
  }
  return report;
}

const tooLate = ({ line, column }: DeferredRecord): BadRow => ({
  line,
  reason: `${column} names a row further down: put that row above this one.`,
});

/** At the end of the file, every row that another refers to has come, or never will. */
async function loadDeferred(
  reading: FileReading,
  deferred: DeferredRecord[],
  writer: BatchWriter,
  name: ImportFileName,
): Promise<Outcome[]> {
  const { ordered, cycles } = topologicalOrder(deferred);
  const outcomes: Outcome[] = [{ ...nothing(), invalid: cycles }];
  for (let at = 0; at < ordered.length; at += batchSize) {
    const rows = ordered.slice(at, at + batchSize);
    outcomes.push(await writer.write(name, (batch) => reading.load(rows, batch, true)));
  }
  return outcomes;
}

interface RowBatch {
  good: ReadRow[];
  bad: BadRow[];
  rows: number;
  bytes: number;
}

/** The rows below the header, without blank ones. */
async function* batchesOf({ table, headerLine }: FoundFile, reading: FileReading): AsyncGenerator<RowBatch> {
  let batch: RowBatch = { good: [], bad: [], rows: 0, bytes: 0 };
  for await (const { line, cells, bytes } of table.rows()) {
    if (line <= headerLine || isBlank(cells)) continue;
    const row = reading.read(cells);
    if (typeof row === "string") batch.bad.push({ line, reason: row });
    else batch.good.push({ line, row });
    batch.rows++;
    batch.bytes = bytes;
    if (batch.rows < batchSize) continue;
    yield batch;
    batch = { good: [], bad: [], rows: 0, bytes };
  }
  if (batch.rows > 0) yield batch;
}
