import { extname } from "node:path";
import { openCsv, type CsvOptions, type Delimiter } from "./csv-table.js";
import { openSpreadsheet } from "./spreadsheet.js";

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

/** The endings of the names of files that can be read. */
export const tableEndings = [".csv", ".tsv", ".txt", ".xlsx"];

/** Opens a file by the ending of its name. */
export const openTable = async (path: string, name: string, options: CsvOptions): Promise<Table> =>
  extname(name).toLowerCase() === ".xlsx" ? openSpreadsheet(path, name) : openCsv(path, name, options);
