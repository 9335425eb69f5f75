import type { BatchWriter } from "./batch-writer.js";
import type { CellReading } from "./cells/cells.js";
import { Remarks } from "./cells/remarks.js";
import type { FoundFile } from "./folder.js";
import { isBlank } from "./tables/first-row.js";
import type { BadRow, DeferredRecord, FileReading, Outcome, ReadRow, RowCells } from "./import-file.js";
import type { FileReport, ImportOptions } from "./import-folder.js";
import { nothing } from "./load-rows.js";
import { unguarded } from "./cells/formula-guard.js";
import { isReportColumn, reportedKind } from "./report-columns.js";
import { readHeader } from "./tables/header.js";
import { topologicalOrder } from "./topological-order.js";

const batchSize = 2_000;
const maxDeferred = 100_000;

type FileSettings = Omit<CellReading, "remarks">;

/** Reads one file in batches, and writes each. */
export async function loadFile(
  file: FoundFile,
  writer: BatchWriter,
  settings: FileSettings,
  options: ImportOptions,
): Promise<FileReport> {
  const { name, format, size } = file;
  const remarks = new Remarks();
  const reading = format.begin(file, { ...settings, remarks });
  const report: FileReport = { file: name, rows: 0, added: 0, changed: 0, unchanged: 0, conflicting: 0, invalid: 0 };
  const rowOf = reportedRow(file);
  const deferred: DeferredRecord[] = [];
  const standIns: DeferredRecord[] = [];
  /** Rows that are not in, to which others may refer. */
  const miss = (rows: RowCells[]): void => {
    for (const row of rows) {
      const standIn = standIns.length < maxDeferred ? reading.standIn(row) : null;
      if (standIn !== null) standIns.push(standIn);
    }
  };
  const leaveOut = (rows: BadRow[]): void => {
    for (const { line, reason, cells } of rows.sort((a, b) => a.line - b.line))
      options.onProblem({ file: name, line, reason, row: rowOf(cells) });
    report.invalid += rows.length;
    miss(rows);
  };
  const take = ({ invalid, erased, remarks: noted, deferred: more, ...counts }: Outcome): BadRow[] => {
    for (const { line, text, isDifference } of noted)
      if (!isDifference || options.dryRun) options.onRemark?.(`${name}:${line}: ${text}`);
    miss(erased);
    // Deferred rows are in memory, so their number has a limit.
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
    for (const outcome of await loadDeferred(file, reading, writer, { deferred: deferred.splice(0), standIns }))
      leaveOut(take(outcome));
    progress(size);
    for (const line of await writer.read(reading.review)) options.onRemark?.(`${name}: ${line}`);
  } finally {
    for (const line of remarks.lines()) options.onRemark?.(`${name}: ${line}`);
    options.onFile?.(report);
  }
  return report;
}

const tooLate = ({ line, cells, column }: DeferredRecord): BadRow => ({
  ...{ line, cells },
  reason: `${column} names a row further down: put that row above this one.`,
});

/** At the end of the file, every row that another refers to has come, or something stands in for it. */
async function loadDeferred(
  { format }: FoundFile,
  reading: FileReading,
  writer: BatchWriter,
  { deferred, standIns }: { deferred: DeferredRecord[]; standIns: DeferredRecord[] },
): Promise<Outcome[]> {
  const awaited = new Set(deferred.map(({ waitsFor }) => waitsFor));
  const waiting = new Set(deferred.map(({ key }) => key));
  // From the last one on, as a row may follow one above it that is bad as well.
  const needed: DeferredRecord[] = [];
  for (let before = -1; before < needed.length;) {
    before = needed.length;
    for (const standIn of standIns) {
      if (!awaited.has(standIn.key) || waiting.has(standIn.key)) continue;
      waiting.add(standIn.key);
      awaited.add(standIn.waitsFor);
      needed.push(standIn);
    }
  }
  const { ordered, cycles } = topologicalOrder([...deferred, ...needed]);
  const outcomes: Outcome[] = [{ ...nothing(), invalid: cycles }];
  for (let at = 0; at < ordered.length; at += batchSize) {
    const rows = ordered.slice(at, at + batchSize).map((row) => ({ ...row, isAwaited: awaited.has(row.key) }));
    outcomes.push(await writer.write(format.name, (batch) => reading.load(rows, batch, true)));
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
async function* batchesOf({ table, header, headerLine }: FoundFile, reading: FileReading): AsyncGenerator<RowBatch> {
  let batch: RowBatch = { good: [], bad: [], rows: 0, bytes: 0 };
  for await (const { line, cells: written, bytes } of table.rows()) {
    if (line <= headerLine || isBlank(written)) continue;
    const cells = header.isReport ? written.map(unguarded) : written;
    const row = reading.read(cells);
    if (typeof row === "string") batch.bad.push({ line, cells, reason: row });
    else batch.good.push({ ...row, line, cells });
    batch.rows++;
    batch.bytes = bytes;
    if (batch.rows < batchSize) continue;
    yield batch;
    batch = { good: [], bad: [], rows: 0, bytes };
  }
  if (batch.rows > 0) yield batch;
}

/**
 * How a row of the file is reported: with its cells under the header that it has there, but for names that only a map
 * explains, in whose place is what they mean.
 */
function reportedRow({
  format,
  header,
  names,
  table,
}: FoundFile): (cells: readonly string[]) => NonNullable<Parameters<ImportOptions["onProblem"]>[0]["row"]> {
  const isOld = reportedKind(names) !== null;
  const own = names.map((name) => !(isOld && isReportColumn(name)));
  const again = readHeader([...names, `line of ${format.name}`], format.columns, {}).columns;
  const written = names.map((name, index) => {
    const column = header.columns[index];
    return again[index] === column ? (isOld ? unguarded(name) : name) : (column ?? `${name} (passed over)`);
  });
  const owned = <Value>(values: readonly Value[]): Value[] => values.filter((_, index) => own[index] ?? true);
  const { name: kind } = format;
  return (cells) => ({ kind, header: owned(written), delimiter: table.delimiter, cells: owned(cells) });
}
