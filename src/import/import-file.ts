import sql, { type Sql } from "sql-template-tag";
import type { z } from "zod";
import { InvalidRow, ErasedRow, shown, DeferredRow } from "./invalid-row.js";
import type { Batch } from "./batch.js";
import type { CsvRecord } from "./csv-file.js";
import { SeenRows } from "./seen-rows.js";

/** The files that can be imported, by name; each domain adds its own by declaration merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ImportFiles {}

export type ImportFileName = keyof ImportFiles;

/** How the rows of one kind of file are read and written. */
export interface FileFormat<Shape extends z.ZodRawShape, Found, Entry> {
  /** The file's name in the folder. */
  name: ImportFileName;
  /** The columns with what their cells may hold; a column is required when its rule refuses an empty cell. */
  rules: z.ZodObject<Shape>;
  /**
   * The tables that its rows go into, each with the condition of those rows that an import of this source can meet;
   * null for a table to which it only ever adds.
   */
  tables: (source: string) => Record<string, Sql | null>;
  /** What may stand in the file once. */
  key: (row: Row<Shape>) => string;
  /** What two rows with one key have in common when they say the same; by default all columns. */
  content?: (row: Row<Shape>) => string;
  /** Finds what the rows refer to and what is there already, with one statement a kind. */
  lookUp: (rows: Row<Shape>[], batch: Batch) => Promise<Found>;
  /**
   * What to insert for a row, or null when it is there already. Rows come in the file's order.
   * @throws ErasedRow when it is about a member whose account was erased, InvalidRow, or
   * DeferredRow when another row of the file must come first
   */
  resolve: (row: Row<Shape>, found: Found, batch: Batch) => Entry | null;
  /** Inserts, but never changes what is there; gives the number of rows that were new. */
  insert: (entries: Entry[], batch: Batch) => Promise<number>;
}

/** The rows of a source, in a table that has one. */
export const ofSource = (source: string): Sql => sql`WHERE source = ${source}`;

export type Row<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

export interface DeferredRecord {
  record: CsvRecord;
  key: string;
  waitsFor: string;
  column: string;
}

export interface Outcome {
  added: number;
  unchanged: number;
  invalid: { line: number; reason: string }[];
  deferred: DeferredRecord[];
}

/** One reading of one file. */
export interface FileReading {
  /**
   * Writes the records. One that waits for another is handed back, or with `last` refused. May be run again from the
   * start.
   */
  load: (records: CsvRecord[], batch: Batch, last?: boolean) => Promise<Outcome>;
}

/** A kind of file, whatever its rows look like. */
export interface ImportFile {
  name: ImportFileName;
  columns: { name: string; required: boolean }[];
  tables: (source: string) => Record<string, Sql | null>;
  /** Begins to read a file with this header, whose dates move by `shiftMs`. */
  begin: (header: string[], shiftMs: number) => FileReading;
}

export function importFile<Shape extends z.ZodRawShape, Found, Entry>(
  format: FileFormat<Shape, Found, Entry>,
): ImportFile {
  const columns = Object.entries(format.rules.shape).map(([name, rule]) => ({
    name,
    required: !(rule as z.ZodType).safeParse(undefined).success,
  }));
  return {
    name: format.name,
    columns,
    tables: format.tables,
    begin: (header, shiftMs) => {
      const seen = new SeenRows();
      return { load: (...rest) => load(format, { header, shiftMs, seen }, ...rest) };
    },
  };
}

interface State {
  header: string[];
  shiftMs: number;
  seen: SeenRows;
}

async function load<Shape extends z.ZodRawShape, Found, Entry>(
  format: FileFormat<Shape, Found, Entry>,
  state: State,
  records: CsvRecord[],
  batch: Batch,
  last = false,
): Promise<Outcome> {
  const outcome: Outcome = { added: 0, unchanged: 0, invalid: [], deferred: [] };
  const rows: { record: CsvRecord; row: Row<Shape> }[] = [];
  for (const record of records) {
    const read = readRow(format.rules, record.cells, state);
    if (typeof read === "string") outcome.invalid.push({ line: record.line, reason: read });
    else rows.push({ record, row: read });
  }
  const found = await format.lookUp(
    rows.map(({ row }) => row),
    batch,
  );
  const entries: Entry[] = [];
  for (const { record, row } of rows) {
    const key = format.key(row);
    try {
      if (!isFirst(state.seen, key, format.content?.(row) ?? JSON.stringify(row), record.line)) continue;
      const entry = format.resolve(row, found, batch);
      state.seen.add(key, format.content?.(row) ?? JSON.stringify(row), record.line);
      if (entry !== null) entries.push(entry);
    } catch (error) {
      if (error instanceof DeferredRow && !last)
        outcome.deferred.push({ record, key, waitsFor: error.waitsFor, column: error.column });
      else if (error instanceof InvalidRow || error instanceof DeferredRow)
        outcome.invalid.push({ line: record.line, reason: error.message });
      else if (!(error instanceof ErasedRow)) throw error;
    }
  }
  if (entries.length > 0) outcome.added = await format.insert(entries, batch);
  outcome.unchanged = records.length - outcome.added - outcome.invalid.length - outcome.deferred.length;
  return outcome;
}

/**
 * False when the row stands in the file already. A batch that runs again meets its own rows, which are on their own
 * line.
 */
function isFirst(seen: SeenRows, key: string, content: string, line: number): boolean {
  const earlier = seen.find(key, content);
  if (earlier === null || earlier.line === line) return true;
  if (!earlier.same)
    throw new InvalidRow(
      `${shown(key)} stands on line ${earlier.line} already, with other values: keep one of the two rows.`,
    );
  return false;
}

/** The row, or what is wrong with it. */
function readRow<Shape extends z.ZodRawShape>(
  rules: z.ZodObject<Shape>,
  cells: string[],
  { header, shiftMs }: State,
): Row<Shape> | string {
  if (cells.length !== header.length)
    return `has ${cells.length} columns where the header has ${header.length}: put values that hold a comma between quotes.`;
  // Every column gets a cell, so that the defaults of absent ones apply.
  const raw: Record<string, string | undefined> = Object.fromEntries(
    Object.keys(rules.shape).map((name) => [name, undefined]),
  );
  for (const [index, column] of header.entries()) {
    const cell = cells[index]!;
    // What is left of bytes that are no UTF-8.
    if (cell.includes("\uFFFD")) return `${column} is not valid UTF-8: save the file as UTF-8.`;
    if (cell.includes("\0")) return `${column} contains a null character: take it out.`;
    raw[column] = cell.trim() || undefined;
  }
  const { success, data, error } = rules.safeParse(raw);
  if (!success) return error.issues.map((issue) => reasonOf(issue, raw)).join(" ");
  if (shiftMs !== 0)
    for (const value of Object.values(data)) if (value instanceof Date) value.setTime(value.getTime() + shiftMs);
  return data;
}

function reasonOf({ path: [name], code, message }: z.core.$ZodIssue, raw: Record<string, string | undefined>): string {
  const column = String(name);
  const value = raw[column];
  if (value !== undefined) return `${column} ${shown(value)} ${message}`;
  return `${column} ${code === "custom" ? message : "is empty: fill it in."}`;
}
