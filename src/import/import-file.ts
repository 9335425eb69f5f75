import sql, { type Sql } from "sql-template-tag";
import type { z } from "zod";
import type { Batch } from "./batch.js";
import type { Updates } from "./changes.js";
import { anyReading, cellsOf, type CellReading, type Cells } from "./cells/cells.js";
import { loadRows, type TypedRow } from "./load-rows.js";
import { rawCells, readRow, type DerivedColumn, type RawCells, type SoundRow } from "./read-row.js";
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
  /** Columns that may be empty, whose bad values are left out and reported, while the rest of the row goes in. */
  dispensable?: readonly string[];
  /** The row without what it refers to and is not there, each column with what is wrong, which is reported. */
  withoutUnknown?: (row: Row<Shape>, found: Found, leaveOut: (column: string, problem: string) => void) => Row<Shape>;
  /** The key of the row that a row follows. */
  waitsFor?: (row: Row<Shape>) => string | null;
  /** What goes in for a bad row that other rows of the file refer to, so that those go in; null when nothing can. */
  standIn?: (cells: RawCells) => Row<Shape> | null;
  /** Inserts, but changes nothing that others wrote; gives the number of rows that were new, and of others. */
  insert: (entries: (Entry & Stored)[], batch: Batch) => Promise<number | { added: number; changed: number }>;
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

/** Where a row stands, and its cells as they are there. */
export interface RowCells {
  line: number;
  cells: readonly string[];
}

/** A row of a file whose cells are as its rules ask. */
export interface ReadRow extends RowCells, SoundRow<object> {
  /** Stands in for a row that was reported as bad. */
  isStandIn?: boolean;
}

export interface DeferredRecord extends ReadRow {
  key: string;
  waitsFor: string;
  column: string;
  /** Whether other rows wait for this one. */
  isAwaited?: boolean;
}

/** A row that is left out, or from which something is, and why. */
export interface BadRow extends RowCells {
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
  /** Rows about members whose accounts were erased, which do not go in again. */
  erased: RowCells[];
  /** What is worth knowing about single rows. */
  remarks: RowRemark[];
  deferred: DeferredRecord[];
}

/** One reading of one file. */
export interface FileReading {
  /** The row of these cells, or what is wrong with them. */
  read: (cells: readonly string[]) => SoundRow<object> | string;
  /** What goes in for a row that does not, when others refer to it. */
  standIn: (row: RowCells) => DeferredRecord | null;
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
  begin: (file: { header: Header; table: Pick<Table, "delimiter"> }, reading: CellReading) => FileReading;
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
      const { derived = {} } = format;
      const columns = givenColumns(header, derived);
      const delimiter = table.delimiter === null ? null : delimiters[table.delimiter];
      const standInOf = ({ cells }: RowCells): Row<Shape> | null =>
        format.standIn?.(rawCells(cells, { header, derived })) ?? null;
      return {
        read: (cells) =>
          readRow(cells, { rules, header, delimiter, derived, dispensable: dispensableOf(format, header) }),
        standIn: (bad) => {
          const row = standInOf(bad);
          if (row === null) return null;
          const { line, cells } = bad;
          const waitsFor = format.waitsFor?.(row) ?? "";
          return {
            line,
            cells,
            row,
            leftOut: [],
            fault: null,
            isStandIn: true,
            key: format.key(row),
            waitsFor,
            column: "",
          };
        },
        review: (batch) => format.review?.(batch) ?? Promise.resolve([]),
        load: (rows, batch, last = false) =>
          loadRows(format, rows as TypedRow<Shape>[], {
            ...{ batch, seen, last, columns, standInOf },
            shiftMs: reading.shiftMs,
          }),
      };
    },
  };
}

/** The dispensable columns, but for those of which another is made that the file does not have. */
function dispensableOf(
  { dispensable = [], derived = {} }: Pick<FileFormat<z.ZodRawShape, never, never>, "dispensable" | "derived">,
  { columns }: Header,
): string[] {
  const sources = Object.entries(derived).flatMap(([made, { from }]) => (columns.includes(made) ? [] : from));
  return dispensable.filter((column) => !sources.includes(column));
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

/** The columns that a file gives, be it by others that they are made of. */
function givenColumns({ columns }: Header, derived: Readonly<Record<string, DerivedColumn>>): ReadonlySet<string> {
  const own = columns.filter((column) => typeof column === "string");
  const made = Object.entries(derived).filter(([, { from }]) => from.some((part) => own.includes(part)));
  return new Set([...own, ...made.map(([column]) => column)]);
}
