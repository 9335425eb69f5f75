import { extname } from "node:path";
import { openCsv, type CsvOptions } from "./csv-table.js";
import { openSpreadsheet } from "./spreadsheet.js";
import type { Table } from "./table.js";

/** The endings of the names of files that can be read. */
const tableEndings = [".csv", ".tsv", ".txt", ".xlsx"];

export const isTable = (name: string): boolean => tableEndings.includes(extname(name).toLowerCase());

/** Opens a file by the ending of its name. */
export const openTable = (path: string, name: string, options: CsvOptions): Promise<Table> =>
  extname(name).toLowerCase() === ".xlsx"
    ? openSpreadsheet(path, name, options.isColumn)
    : openCsv(path, name, options);
