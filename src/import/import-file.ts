import sql, { type Sql } from "sql-template-tag";
import type { z } from "zod";
import type { Batch } from "./batch.js";
import { applyChanges, importedOf, noChanges, type SourceFields, type Updates } from "./changes.js";
import { anyReading, cellsOf, type CellReading, type Cells } from "./cells/cells.js";
import { DeferredRow, ErasedRow, InvalidRow, shown } from "./invalid-row.js";
import { readRow, type DerivedColumn } from "./read-row.js";
import { SeenRows } from "./seen-rows.js";
import { delimiters } from "./tables/csv-table.js";
import type { Column, Header } from "./tables/header.js";
import type { Table } from "./tables/table.js";

/** The files that can be imported, by name; each domain adds its own by declaration merging. */
// eslint-disable-next-line @typescript-eslint/no-empty-object-type
export interface ImportFiles {}

export type ImportFileName = keyof ImportFiles;

/** How the rows of one kind of file are read and written. */
export interface FileFormat<Shape extends z.ZodRawShape, Found, Entry extends object> {
  /** The file's name in the folder. */
  name: ImportFileName;
  /** What others call such a file, in Dutch, French or English, without an ending. */
  alsoNamed?: readonly string[];
  /** The columns with what their cells may hold; a column is required when its rule refuses an empty cell. */
  rules: (cells: Cells) => z.ZodObject<Shape>;
  /** What the columns are called in the lists of others, in Dutch, French or English. */
  otherNames?: Readonly<Partial<Record<string, readonly string[]>>>;
  /** Columns that must be there, though their cells may be empty. */
  mustHave?: readonly string[];
  /** Columns that may be absent when others are there that they are made of. */
  derived?: Readonly<Record<string, DerivedColumn>>;
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
   * What to insert for a row, or null when it is there already. Rows come in the file's order. A `remark` is what is
   * worth knowing about the row.
   * @throws ErasedRow when it is about a member whose account was erased, InvalidRow, or
   * DeferredRow when another row of the file must come first
   */
  resolve: (row: Row<Shape>, found: Found, batch: Batch, remark: (text: string) => void) => Entry | null;
  /** Inserts, but never changes what is there; gives the number of rows that were new. */
  insert: (entries: (Entry & Stored)[], batch: Batch) => Promise<number>;
  /** How rows that are there already change; without it, they stay as they are. */
  updates?: Updates<Row<Shape>, Found>;
  /** Looks at all of it when the file is done; gives what is worth knowing, a line each. */
  review?: (batch: Batch) => Promise<string[]>;
}

/** What is stored with a thing, so that a later import knows what the source said. */
export interface Stored {
  /** JSON; null when its file has no updates. */
  imported: string | null;
}

/** The rows of a source, in a table that has one. */
export const ofSource = (source: string): Sql => sql`WHERE source = ${source}`;

export type Row<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape>>;

/** A row of a file whose cells are as its rules ask. */
export interface ReadRow {
  line: number;
  /** Of the shape of its file. */
  row: object;
}

export interface DeferredRecord extends ReadRow {
  key: string;
  waitsFor: string;
  column: string;
}

/** A row that is left out, and why. */
export interface BadRow {
  line: number;
  reason: string;
}

/** What is worth knowing about a row. */
export interface RowRemark {
  line: number;
  text: string;
  /** What an import changes, which a dry run alone shows. */
  isDifference?: true;
}

export interface Outcome {
  added: number;
  /** Rows of which something was taken over. */
  changed: number;
  /** Rows that differ from what somebody changed in the service; what else they change is taken over. */
  conflicting: number;
  unchanged: number;
  /** Rows of which something was written. */
  written: number;
  invalid: BadRow[];
  /** What is worth knowing about single rows. */
  remarks: RowRemark[];
  deferred: DeferredRecord[];
}

/** One reading of one file. */
export interface FileReading {
  /** The row of these cells, or what is wrong with them. */
  read: (cells: readonly string[]) => object | string;
  /**
   * Writes the rows. One that waits for another is handed back, or with `last` refused. May be run again from the
   * start.
   */
  load: (rows: ReadRow[], batch: Batch, last?: boolean) => Promise<Outcome>;
  /** What is worth knowing about the file as a whole, once it is written. */
  review: (batch: Batch) => Promise<string[]>;
}

/** A kind of file, whatever its rows look like. */
export interface ImportFile {
  name: ImportFileName;
  /** What others call such a file, without an ending. */
  alsoNamed: readonly string[];
  columns: readonly Column[];
  tables: (source: string) => Record<string, Sql | null>;
  /** Begins to read a file of this kind. */
  begin: (file: { header: Header; table: Table }, reading: CellReading) => FileReading;
}

export function importFile<Shape extends z.ZodRawShape, Found, Entry extends object>(
  format: FileFormat<Shape, Found, Entry>,
): ImportFile {
  return {
    name: format.name,
    alsoNamed: format.alsoNamed ?? [],
    columns: columnsOf(format),
    tables: format.tables,
    begin: ({ header, table }, reading) => {
      const seen = new SeenRows();
      const rules = format.rules(cellsOf(reading));
      const columns = givenColumns(header, format.derived ?? {});
      const delimiter = table.delimiter === null ? null : delimiters[table.delimiter];
      return {
        read: (cells) => readRow(cells, { rules, header, delimiter, derived: format.derived ?? {} }),
        review: (batch) => format.review?.(batch) ?? Promise.resolve([]),
        load: (rows, batch, last = false) =>
          load(format, rows as TypedRow<Shape>[], { batch, seen, last, columns, shiftMs: reading.shiftMs }),
      };
    },
  };
}

function columnsOf<Shape extends z.ZodRawShape, Found, Entry extends object>({
  rules,
  mustHave = [],
  derived = {},
  otherNames = {},
}: FileFormat<Shape, Found, Entry>): Column[] {
  const { shape } = rules(cellsOf(anyReading));
  const own = Object.entries(shape).map(([name, rule]) => ({
    name,
    required: mustHave.includes(name) || !(rule as z.ZodType).safeParse(undefined).success,
    ...(derived[name] && { madeOf: derived[name].from }),
    otherNames: otherNames[name] ?? [],
  }));
  const parts = Object.values(derived).flatMap(({ from }) => from);
  const others = [...new Set(parts)].filter((name) => !(name in shape));
  return [...own, ...others.map((name) => ({ name, required: false, otherNames: otherNames[name] ?? [] }))];
}

interface TypedRow<Shape extends z.ZodRawShape> {
  line: number;
  row: Row<Shape>;
}

interface LoadOptions {
  batch: Batch;
  seen: SeenRows;
  last: boolean;
  columns: ReadonlySet<string>;
  shiftMs: number;
}

async function load<Shape extends z.ZodRawShape, Found, Entry extends object>(
  format: FileFormat<Shape, Found, Entry>,
  rows: TypedRow<Shape>[],
  { batch, seen, last, columns, shiftMs }: LoadOptions,
): Promise<Outcome> {
  const outcome = nothing();
  const { updates } = format;
  const says = (row: Row<Shape>): SourceFields => unmoved(onlyOf(columns, updates?.fields(row) ?? {}), shiftMs);
  const there: { line: number; id: string; says: SourceFields }[] = [];
  const found = await format.lookUp(
    rows.map(({ row }) => row),
    batch,
  );
  const entries: (Entry & Stored)[] = [];
  for (const { line, row } of rows) {
    const key = format.key(row);
    try {
      if (!isFirst(seen, key, format.content?.(row) ?? JSON.stringify(row), line)) continue;
      const entry = format.resolve(row, found, batch, (text) => outcome.remarks.push({ line, text }));
      seen.add(key, format.content?.(row) ?? JSON.stringify(row), line);
      if (entry !== null)
        entries.push({ ...entry, imported: updates ? JSON.stringify(importedOf(says(row), updates.same)) : null });
      // What was moved is no change of the source.
      const id = entry === null && shiftMs === 0 ? updates?.idOf(row, found) : undefined;
      if (id !== undefined) there.push({ line, id, says: says(row) });
    } catch (error) {
      if (error instanceof DeferredRow && !last)
        outcome.deferred.push({ line, row, key, waitsFor: error.waitsFor, column: error.column });
      else if (error instanceof InvalidRow || error instanceof DeferredRow)
        outcome.invalid.push({ line, reason: error.message });
      else if (!(error instanceof ErasedRow)) throw error;
    }
  }
  if (entries.length > 0) outcome.added = await format.insert(entries, batch);
  const changes = updates ? await applyChanges(updates, there, batch) : noChanges;
  outcome.changed = changes.changed;
  outcome.conflicting = changes.conflicting;
  outcome.remarks.push(...changes.remarks);
  outcome.written = outcome.added + changes.written;
  outcome.unchanged =
    rows.length -
    (outcome.added + outcome.changed + outcome.conflicting + outcome.invalid.length + outcome.deferred.length);
  return outcome;
}

/** The outcome of no rows. */
export const nothing = (): Outcome => ({
  ...{ added: 0, changed: 0, conflicting: 0, unchanged: 0, written: 0 },
  ...{ invalid: [], remarks: [], deferred: [] },
});

/** The columns that a file gives, be it by others that they are made of. */
function givenColumns({ columns }: Header, derived: Readonly<Record<string, DerivedColumn>>): ReadonlySet<string> {
  const own = columns.filter((column) => typeof column === "string");
  const made = Object.entries(derived).filter(([, { from }]) => from.some((part) => own.includes(part)));
  return new Set([...own, ...made.map(([column]) => column)]);
}

/** What the source said before its dates were moved; columns with moments end with `_at`. */
const unmoved = (fields: SourceFields, shiftMs: number): SourceFields =>
  shiftMs === 0
    ? fields
    : Object.fromEntries(
        Object.entries(fields).map(([column, value]) => [
          column,
          column.endsWith("_at") && typeof value === "string"
            ? new Date(Date.parse(value) - shiftMs).toISOString()
            : value,
        ]),
      );

/** A column that a file does not have says nothing. */
const onlyOf = (columns: ReadonlySet<string>, fields: SourceFields): SourceFields =>
  Object.fromEntries(Object.entries(fields).filter(([column]) => columns.has(column)));

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
