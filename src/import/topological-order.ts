import { shown } from "./invalid-row.js";
import type { BadRow, DeferredRecord } from "./import-file.js";

/**
 * The rows that wait for other rows of their file, each after the one it waits for. Rows that wait for one another in a
 * cycle come with the reason why they can never go in.
 */
export function topologicalOrder(rows: DeferredRecord[]): {
  ordered: DeferredRecord[];
  cycles: BadRow[];
} {
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const done = new Set<DeferredRecord>();
  const ordered: DeferredRecord[] = [];
  const cycles: BadRow[] = [];
  for (const start of rows) {
    // From the row along what each waits for, as far as this has not been walked before.
    const path = new Set<DeferredRecord>();
    let row: DeferredRecord | undefined = start;
    while (row && !done.has(row) && !path.has(row)) {
      path.add(row);
      row = byKey.get(row.waitsFor);
    }
    const walked = [...path];
    const cycleFrom = row && path.has(row) ? walked.indexOf(row) : walked.length;
    for (const { line, cells, column, waitsFor, isStandIn } of walked.slice(cycleFrom))
      if (!isStandIn)
        cycles.push({
          ...{ line, cells },
          reason: `${column} ${shown(waitsFor)} leads back to this row: leave it empty here.`,
        });
    ordered.push(...walked.slice(0, cycleFrom).reverse());
    for (const each of walked) done.add(each);
  }
  return { ordered, cycles };
}
