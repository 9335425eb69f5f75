import type { Delimiter } from "./csv-table.js";

/** A row of a table, as text. */
export interface TableRecord {
  /** Where it starts in the file: the line, or in a workbook the row; counted from 1. */
  line: number;
  cells: string[];
  /** The bytes of the file that have been read so far. */
  bytes: number;
}

/** A file that has rows of cells. */
export interface Table {
  /** What the file was recognised as, such as `semicolons, Windows-1252`. */
  recognised: string;
  /** What separates its cells; null in a workbook. */
  delimiter: Delimiter | null;
  /** All its rows from the first on, which may be blank. */
  rows: () => AsyncGenerator<TableRecord>;
}
