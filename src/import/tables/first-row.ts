import type { TableRecord } from "./table.js";

/** The first row that is not blank, which is the header if there is one. */
export async function firstRow(rows: AsyncIterable<TableRecord>): Promise<TableRecord | null> {
  for await (const row of rows) if (!isBlank(row.cells)) return row;
  return null;
}

export const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === "");

/** Without the cells at the end that hold nothing, as spreadsheets leave them behind. */
export const withoutEmptyEnd = (cells: readonly string[]): string[] =>
  cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== "") + 1);
