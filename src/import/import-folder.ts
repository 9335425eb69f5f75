import { basename, resolve } from "node:path";
import sql from "sql-template-tag";
import type { Database } from "../core/database/database.js";
import type { ImportedSettings } from "./batch.js";
import { committingWriter, type BatchWriter } from "./batch-writer.js";
import { readCsv, type CsvRecord } from "./csv-file.js";
import { dryRunWriter } from "./dry-run.js";
import { filesOf, type FoundFile } from "./folder.js";
import { ImportError } from "./import-error.js";
import type { DeferredRecord, FileReading, ImportFile, ImportFileName, Outcome } from "./import-file.js";
import { topologicalOrder } from "./topological-order.js";

export interface ImportOptions {
  /** The files that may be in the folder, each after those that it refers to. */
  files: readonly ImportFile[];
  folder: string;
  /** The namespace of the folder's ids; by default the folder's name. */
  source?: string;
  /** Reports what an import would do, and writes nothing. */
  dryRun?: boolean;
  /** Moves every date by whole days. */
  shiftDays?: number;
  /** Called after each batch with the bytes read of this file, and the rows. */
  onProgress?: (progress: { file: string; bytes: number; totalBytes: number; rows: number }) => void;
  /** Called when a file is done. */
  onFile?: (file: FileReport) => void;
  /** Called for each bad row with a line like `ideas.csv:12: reason`. */
  onProblem: (line: string) => void;
  /** Breaks off between two batches, with the signal's reason; a later import adds what is missing. */
  signal?: AbortSignal;
  /** The privacy settings of new members; by default members-only, and attendance is not shared. */
  settings?: ImportedSettings | undefined;
  now: () => Date;
  newId: () => string;
}

export interface FileReport {
  file: string;
  rows: number;
  /** Rows that were new, that were there already, and that were left out. */
  added: number;
  unchanged: number;
  invalid: number;
}

export interface ImportReport {
  files: FileReport[];
}

const batchSize = 2_000;
const maxDeferred = 100_000;

/**
 * Loads a folder of CSV files. Rows that are there already stay as they are, so that a second import, or one after a
 * breakdown, only adds what is missing. Several imports may run at the same time.
 * @throws ImportError when the folder cannot be read as one; nothing is written then, unless a file stops being CSV
 * halfway
 */
export async function importFolder(database: Database, options: ImportOptions): Promise<ImportReport> {
  const { folder, source = basename(resolve(folder)), dryRun = false, shiftDays = 0 } = options;
  if (source.trim() === "") throw new ImportError("The source has no name: give it one.");
  if (!Number.isInteger(shiftDays) || Math.abs(shiftDays) > 100_000)
    throw new ImportError("Dates move by a whole number of days, 100,000 at most.");
  const found = await filesOf(folder, options.files);
  const writer = await (dryRun ? dryRunWriter : committingWriter)(database, { ...options, source });
  try {
    const files: FileReport[] = [];
    for (const file of found) files.push(await loadFile(file, writer, shiftDays * 86_400_000, options));
    return { files };
  } finally {
    await writer.close();
    if (!dryRun) await analyze(database);
  }
}

/**
 * Tells the planner what the tables hold now: with what it knew of them before, queries may be thirty times slower until
 * PostgreSQL comes to it by itself, which it does when this fails.
 */
async function analyze(database: Database): Promise<void> {
  await database.query(sql`ANALYZE`).catch(() => undefined);
}

async function loadFile(
  file: FoundFile,
  writer: BatchWriter,
  shiftMs: number,
  options: ImportOptions,
): Promise<FileReport> {
  const { name, format, header, size } = file;
  const reading = format.begin(header, shiftMs);
  const report: FileReport = { file: name, rows: 0, added: 0, unchanged: 0, invalid: 0 };
  const deferred: DeferredRecord[] = [];
  const take = ({ added, unchanged, invalid, deferred: more }: Outcome): void => {
    // Rows that wait are kept in memory, so there is an end to how many.
    const kept = more.slice(0, maxDeferred - deferred.length);
    deferred.push(...kept);
    const late = more.slice(kept.length).map(({ record, column }) => ({
      line: record.line,
      reason: `${column} names a row further down: put that row above this one.`,
    }));
    const left = [...invalid, ...late].sort((a, b) => a.line - b.line);
    for (const { line, reason } of left) options.onProblem(`${name}:${line}: ${reason}`);
    report.added += added;
    report.unchanged += unchanged;
    report.invalid += left.length;
  };
  const progress = (bytes: number): void =>
    options.onProgress?.({ file: name, bytes, totalBytes: size, rows: report.rows });
  for await (const { records, bytes } of batchesOf(file)) {
    options.signal?.throwIfAborted();
    take(await writer.write(name, (batch) => reading.load(records, batch)));
    report.rows += records.length;
    progress(bytes);
  }
  for (const outcome of await loadDeferred(reading, deferred.splice(0), writer, name)) take(outcome);
  progress(size);
  options.onFile?.(report);
  return report;
}

/** At the end of the file, every row that another refers to has come, or never will. */
async function loadDeferred(
  reading: FileReading,
  deferred: DeferredRecord[],
  writer: BatchWriter,
  name: ImportFileName,
): Promise<Outcome[]> {
  const { ordered, cycles } = topologicalOrder(deferred);
  const outcomes: Outcome[] = [{ added: 0, unchanged: 0, invalid: cycles, deferred: [] }];
  for (let at = 0; at < ordered.length; at += batchSize) {
    const records = ordered.slice(at, at + batchSize);
    outcomes.push(await writer.write(name, (batch) => reading.load(records, batch, true)));
  }
  return outcomes;
}

async function* batchesOf({ path, name }: FoundFile): AsyncGenerator<{ records: CsvRecord[]; bytes: number }> {
  let records: CsvRecord[] | null = null;
  let read = 0;
  for await (const { bytes, ...record } of readCsv(path, name)) {
    read = bytes;
    // The first record is the header.
    if (records === null) records = [];
    else records.push(record);
    if (records.length < batchSize) continue;
    yield { records, bytes };
    records = [];
  }
  if (records !== null && records.length > 0) yield { records, bytes: read };
}
