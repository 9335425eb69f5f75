import type { z } from "zod";
import type { Batch } from "./batch.js";
import { applyChanges, importedOf, noChanges, type SourceFields } from "./changes.js";
import type { FileFormat, Outcome, ReadRow, Row, RowCells, Stored } from "./import-file.js";
import { DeferredRow, ErasedRow, InvalidRow, shown } from "./invalid-row.js";
import type { SeenRows } from "./seen-rows.js";

export interface TypedRow<Shape extends z.ZodRawShape> extends ReadRow {
  row: Row<Shape>;
  isAwaited?: boolean;
}

export interface LoadOptions<Shape extends z.ZodRawShape> {
  batch: Batch;
  seen: SeenRows;
  /** Whether the rows that others wait for have all come. */
  last: boolean;
  /** The columns of the file. */
  columns: ReadonlySet<string>;
  standInOf: (row: RowCells) => Row<Shape> | null;
  shiftMs: number;
}

/** Writes rows of one file, and says what became of each. */
export async function loadRows<Shape extends z.ZodRawShape, Found, Entry extends object>(
  format: FileFormat<Shape, Found, Entry>,
  rows: TypedRow<Shape>[],
  { batch, seen, last, columns, standInOf, shiftMs }: LoadOptions<Shape>,
): Promise<Outcome> {
  const outcome = nothing();
  const { updates } = format;
  const found = await format.lookUp(
    rows.map(({ row }) => row),
    batch,
  );
  const says = (row: Row<Shape>, leftOut: readonly string[] = []): SourceFields => {
    const fields = onlyOf(columns, updates?.fields(row, found) ?? {});
    return unmoved(Object.fromEntries(Object.entries(fields).filter(([column]) => !leftOut.includes(column))), shiftMs);
  };
  const there: { line: number; id: string; says: SourceFields; isBad: boolean }[] = [];
  const entries: (Entry & Stored)[] = [];
  // Entries of rows that are counted as bad.
  let uncounted = 0;
  const insert = (entry: Entry, row: Row<Shape>): number =>
    entries.push({
      ...entry,
      imported: updates
        ? JSON.stringify(importedOf({ ...updates.defaults?.(row, batch), ...says(row) }, updates.same))
        : null,
    });
  const insertStandIn = (row: Row<Shape> | null): void => {
    if (row === null) return;
    try {
      const sound = format.withoutUnknown?.(row, found, () => undefined) ?? row;
      const entry = format.resolve(sound, found, batch, () => undefined);
      if (entry === null) return;
      insert(entry, sound);
      uncounted++;
    } catch (error) {
      if (!(error instanceof InvalidRow || error instanceof ErasedRow)) throw error;
    }
  };
  for (const given of rows) {
    const { line, cells, row } = given;
    if (given.isStandIn) {
      insertStandIn(row);
      continue;
    }
    const key = format.key(row);
    const content = format.content?.(row) ?? JSON.stringify(row);
    const faults = given.fault === null ? [] : [given.fault];
    const leftOut = [...given.leftOut];
    try {
      if (!isFirst(seen, key, content, line)) continue;
      const sound =
        format.withoutUnknown?.(row, found, (column, problem) => {
          leftOut.push(column);
          faults.push(problem);
        }) ?? row;
      const entry = format.resolve(sound, found, batch, (text) => outcome.remarks.push({ line, text }));
      seen.add(key, content, line);
      if (entry !== null) insert(entry, sound);
      // What was moved is no change of the source.
      const id = entry === null && shiftMs === 0 ? updates?.idOf(row, found) : undefined;
      if (id !== undefined) there.push({ line, id, says: says(sound, leftOut), isBad: faults.length > 0 });
      if (faults.length > 0) {
        if (entry !== null) uncounted++;
        outcome.invalid.push({ line, cells, reason: [...faults, "The row goes in without it."].join(" ") });
      }
    } catch (error) {
      if (error instanceof DeferredRow && !last)
        outcome.deferred.push({ ...given, key, waitsFor: error.waitsFor, column: error.column });
      else if (error instanceof InvalidRow || error instanceof DeferredRow) {
        outcome.invalid.push({ line, cells, reason: [error.message, ...faults].join(" ") });
        if (given.isAwaited) insertStandIn(standInOf(given));
      } else if (error instanceof ErasedRow) outcome.erased.push({ line, cells });
      else throw error;
    }
  }
  const result = entries.length > 0 ? await format.insert(entries, batch) : 0;
  const { added: inserted, changed: replaced } = typeof result === "number" ? { added: result, changed: 0 } : result;
  const changes = updates ? await applyChanges(updates, there, batch) : noChanges;
  outcome.added = Math.max(0, inserted - uncounted);
  outcome.changed = changes.changed + replaced;
  outcome.conflicting = changes.conflicting;
  outcome.remarks.push(...changes.remarks);
  outcome.written = inserted + replaced + changes.written;
  outcome.unchanged =
    rows.filter(({ isStandIn }) => !isStandIn).length -
    (outcome.added + outcome.changed + outcome.conflicting + outcome.invalid.length + outcome.deferred.length);
  return outcome;
}

/** The outcome of no rows. */
export const nothing = (): Outcome => ({
  ...{ added: 0, changed: 0, conflicting: 0, unchanged: 0, written: 0 },
  ...{ invalid: [], erased: [], remarks: [], deferred: [] },
});

/** What the source said before its dates were moved. */
function unmoved(fields: SourceFields, shiftMs: number): SourceFields {
  if (shiftMs === 0) return fields;
  const moment = (value: string): string => new Date(Date.parse(value) - shiftMs).toISOString();
  const original = (column: string, value: SourceFields[string]): SourceFields[string] => {
    if (typeof value !== "string") return value;
    if (isMoment(column)) return moment(value);
    return isDay(column) ? moment(value).slice(0, "2026-11-30".length) : value;
  };
  return Object.fromEntries(Object.entries(fields).map(([column, value]) => [column, original(column, value)]));
}

const isMoment = (column: string): boolean => column.endsWith("_at") || column === "since";

const isDay = (column: string): boolean => column.endsWith("_on");

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
