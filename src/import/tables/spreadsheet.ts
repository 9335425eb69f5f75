import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { readXlsx, streamXlsxRows, type CellValue } from "hucre/xlsx";
import { ImportError } from "../import-error.js";
import { shown } from "../invalid-row.js";
import { firstRow } from "./first-row.js";
import type { Table, TableRecord } from "./table.js";

interface Sheet {
  name: string;
  /** Among all sheets of the workbook. */
  index: number;
}

/**
 * A sheet of a workbook of Excel (`.xlsx`), read as it streams in: the first visible one with a known header, or else the
 * first visible one.
 */
export async function openSpreadsheet(path: string, name: string, isColumn: (cell: string) => boolean): Promise<Table> {
  const sheets = await visibleSheets(path, name);
  const [first] = sheets;
  if (!first) throw new ImportError(`${name}: all its sheets are hidden: show the one to read, or save it as CSV.`);
  const sheet = (await firstWithHeader(sheets, path, name, isColumn)) ?? first;
  const passed = sheet === first ? "" : `, as ${shown(first.name)} has no known header`;
  const others = sheets.filter((other) => other !== sheet).map((other) => shown(other.name));
  return {
    recognised: `an Excel workbook, its sheet ${shown(sheet.name)}${passed}${others.length > 0 ? `; does not read ${others.join(", ")}` : ""}`,
    delimiter: null,
    rows: () => rowsOf(path, name, sheet.index),
  };
}

async function visibleSheets(path: string, name: string): Promise<Sheet[]> {
  const sheets: Sheet[] = [];
  try {
    await readXlsx(await readFile(path), {
      // Reads none of them.
      sheets: ({ hidden, veryHidden, ...sheet }) => {
        if (hidden !== true && veryHidden !== true) sheets.push(sheet);
        return false;
      },
    });
  } catch (error) {
    throw unreadable(name, 1, error as Error);
  }
  return sheets;
}

async function firstWithHeader(
  sheets: readonly Sheet[],
  path: string,
  name: string,
  isColumn: (cell: string) => boolean,
): Promise<Sheet | undefined> {
  if (sheets.length < 2) return undefined;
  for (const sheet of sheets) {
    // A sheet that is a chart has no rows to read.
    const header = await firstRow(rowsOf(path, name, sheet.index)).catch(() => null);
    if (header?.cells.some(isColumn) === true) return sheet;
  }
  return undefined;
}

async function* rowsOf(path: string, name: string, sheet: number): AsyncGenerator<TableRecord> {
  const file = createReadStream(path);
  let row = 0;
  try {
    const input = Readable.toWeb(file) as ReadableStream<Uint8Array>;
    for await (const { index, values } of streamXlsxRows(input, { sheet })) {
      row = index + 1;
      yield { line: row, cells: values.map(asText), bytes: file.bytesRead };
    }
  } catch (error) {
    throw unreadable(name, row + 1, error as Error);
  } finally {
    file.destroy();
  }
}

const unreadable = (name: string, row: number, { message }: Error): ImportError =>
  new ImportError(
    `${name}:${row}: cannot be read as an Excel workbook (${message}): save it again as .xlsx without a password, or as CSV.`,
  );

/** A cell as it would stand in a CSV file; a date has no zone, as Excel has none. */
function asText(value: CellValue): string {
  if (value === null) return "";
  if (!(value instanceof Date)) return String(value);
  const [day, time] = value.toISOString().split("T") as [string, string];
  return time === "00:00:00.000Z" ? day : `${day}T${time.slice(0, 8)}`;
}
