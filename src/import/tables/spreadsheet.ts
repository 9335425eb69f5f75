import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { streamXlsxRows, type CellValue } from "hucre/xlsx";
import { ImportError } from "../import-error.js";
import type { Table, TableRecord } from "./table.js";

/** The first sheet of a workbook of Excel (`.xlsx`), read as it streams in. */
export function openSpreadsheet(path: string, name: string): Table {
  return { recognised: "an Excel workbook, its first sheet", delimiter: null, rows: () => rowsOf(path, name) };
}

async function* rowsOf(path: string, name: string): AsyncGenerator<TableRecord> {
  const file = createReadStream(path);
  let row = 0;
  try {
    for await (const { index, values } of streamXlsxRows(Readable.toWeb(file) as ReadableStream<Uint8Array>)) {
      row = index + 1;
      yield { line: row, cells: values.map(asText), bytes: file.bytesRead };
    }
  } catch (error) {
    throw new ImportError(
      `${name}:${row + 1}: cannot be read as an Excel workbook (${(error as Error).message}): save it again as .xlsx without a password, or as CSV.`,
    );
  } finally {
    file.destroy();
  }
}

/** A cell as it would stand in a CSV file; a date has no zone, as Excel has none. */
function asText(value: CellValue): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return String(value);
  const [day, time] = value.toISOString().split("T") as [string, string];
  return time === "00:00:00.000Z" ? day : `${day}T${time.slice(0, 8)}`;
}
