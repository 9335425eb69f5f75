import { shown } from "./invalid-row.js";
import type { CsvRecord } from "./csv-file.js";
import type { DeferredRecord } from "./import-file.js";

/**
 * The rows that wait for other rows of their file, each after the one it waits for. Rows that wait for one another in a
 * circle come with the reason why they can never go in.
 */
export function topologicalOrder(rows: DeferredRecord[]): {
  ordered: CsvRecord[];
  circles: { line: number; reason: string }[];
} {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const done = new Set<DeferredRecord>();
  const ordered: CsvRecord[] = [];
  const circles: { line: number; reason: string }[] = [];
  for (const start of rows) {
    // From the row along what each waits for, as far as this has not been walked before.
    const path = new Set<DeferredRecord>();
    let row: DeferredRecord | undefined = start;
    while (row && !done.has(row) && !path.has(row)) {
      path.add(row);
      row = byKey.get(row.waitsFor);
    }
    const walked = [...path];
    const circleFrom = row && path.has(row) ? walked.indexOf(row) : walked.length;
    for (const { record, column, waitsFor } of walked.slice(circleFrom))
      circles.push({
        line: record.line,
        reason: `${column} ${shown(waitsFor)} leads back to this row: leave it empty here.`,
      });
    for (const { record } of walked.slice(0, circleFrom).reverse()) ordered.push(record);
    for (const each of walked) done.add(each);
  }
  return { ordered, circles };
}
