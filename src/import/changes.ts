import { sha256 } from "../core/sha256.js";
import type { Batch } from "./batch.js";
import type { RowRemark } from "./import-file.js";
import { shown } from "./invalid-row.js";

type SourceValue = string | number | boolean | readonly string[];

/** What a source says of a thing, by column of its file; a value is compared by its JSON. */
export type SourceFields = Readonly<Record<string, SourceValue | null>>;

/** What a source said of a thing when it was imported last: digests by column, as the values are elsewhere. */
export type Imported = Readonly<Record<string, string>>;

/** A thing that a source brought in, as it is now. */
export interface Current {
  id: string;
  fields: SourceFields;
  /** Null when it was imported before digests were stored. */
  imported: Imported | null;
  /** Columns that an import must not change, with why: `was changed here`. */
  fixed?: Readonly<Record<string, string>>;
  /** Other values that mean the same as that of a column. */
  also?: Readonly<Record<string, readonly string[]>>;
  /** Whether nobody can have changed it here, such as a member who never signed in. */
  isUntouched?: boolean;
}

/** What an import changes. */
export interface Change {
  id: string;
  /** All its fields, with the new values. */
  fields: SourceFields;
  /** The columns that differ from what it is now. */
  changed: readonly string[];
  imported: Imported;
}

/** How a file changes what it brought in before. */
export interface Updates<Row, Found> {
  /** The thing of a row, when this source brought it in. */
  idOf: (row: Row, found: Found) => string | undefined;
  /** What the row says of it. */
  fields: (row: Row, found: Found) => SourceFields;
  /** What a new thing gets where the source says nothing: nobody has changed it here when the source says it later. */
  defaults?: (row: Row, batch: Batch) => SourceFields;
  /** The things as they are, locked until the end of the transaction when asked. */
  current: (ids: readonly string[], batch: Batch, lock: boolean) => Promise<Current[]>;
  update: (changes: readonly Change[], batch: Batch) => Promise<void>;
  /** Columns whose values may differ and mean the same: what is compared instead. */
  same?: Readonly<Record<string, (value: SourceValue) => string>>;
}

export interface Comparison {
  /** What to write; null when nothing differs, not even what the source says. */
  change: Change | null;
  /** For people: `name "Renee Mase" becomes "Renée Maes"`. */
  differences: string[];
  /** For people: what the source changed and somebody in the service too. */
  conflicts: string[];
}

type Same = NonNullable<Updates<unknown, unknown>["same"]>;

/** Digests of what a source says. */
export const importedOf = (fields: SourceFields, same: Same = {}): Imported =>
  Object.fromEntries(Object.entries(fields).map(([column, value]) => [column, digest(value, same[column])]));

/**
 * Compares three states of a thing, column by column: what the source said last, what it says now, and what the thing
 * is now. A column that only the source changed is taken over; one that was changed here as well is a conflict, and
 * stays.
 */
export function compare(
  { id, fields, imported, fixed = {}, also = {}, isUntouched = false }: Current,
  says: SourceFields,
  same: Same = {},
): Comparison {
  const result = { ...fields };
  const known: Record<string, string> = { ...imported };
  const comparison: Comparison = { change: null, differences: [], conflicts: [] };
  const changed: string[] = [];
  for (const [column, value] of Object.entries(says)) {
    const now = also[column]?.includes(String(value)) ? value : (fields[column] ?? null);
    const before = imported?.[column];
    const [here, there] = [digest(now, same[column]), digest(value, same[column])];
    if (before === there) continue;
    if (here === there) {
      known[column] = there;
      continue;
    }
    // What nobody filled in here has not been changed here, unless it was there before sources were remembered.
    const isEmpty = now === null || now === false;
    const untouched = before === undefined ? isEmpty && (imported !== null || isUntouched) : before === here;
    if (!untouched || column in fixed) {
      const mayBeEmptied = imported === null && isEmpty && !(column in fixed);
      const why = mayBeEmptied ? "may have been emptied here" : (fixed[column] ?? "was changed here");
      comparison.conflicts.push(`${column} ${why}: it stays ${said(now)}, where the file has ${said(value)}`);
      // From now on it is known what the source said.
      if (imported === null) known[column] = there;
      continue;
    }
    result[column] = value;
    known[column] = there;
    changed.push(column);
    comparison.differences.push(`${column} ${said(now)} becomes ${said(value)}`);
  }
  // What the source said of the other columns is unknown, and is no reason to fill them in later.
  if (imported === null && !isUntouched) for (const column of Object.keys(fields)) known[column] ??= unknownDigest;
  if (changed.length > 0 || Object.keys(known).some((column) => known[column] !== imported?.[column]))
    comparison.change = { id, fields: result, changed, imported: known };
  return comparison;
}

/** What became of the rows that were there already. */
export interface Changes {
  changed: number;
  conflicting: number;
  /** Rows of which something was written. */
  written: number;
  remarks: RowRemark[];
}

export const noChanges: Changes = { changed: 0, conflicting: 0, written: 0, remarks: [] };

/** Takes over what the source changed in things that are there already. */
export async function applyChanges<Row, Found>(
  updates: Updates<Row, Found>,
  rows: readonly { line: number; id: string; says: SourceFields; /** Counted as bad. */ isBad: boolean }[],
  batch: Batch,
): Promise<Changes> {
  const compareAll = async (
    some: typeof rows,
    lock: boolean,
  ): Promise<{ row: (typeof rows)[number]; found: Comparison }[]> => {
    const current =
      some.length === 0
        ? []
        : await updates.current(
            some.map(({ id }) => id),
            batch,
            lock,
          );
    const byId = new Map(current.map((one) => [one.id, one]));
    return some.flatMap((row) => {
      const one = byId.get(row.id);
      const found = one && compare(one, row.says, updates.same);
      return found && (found.change !== null || found.conflicts.length > 0) ? [{ row, found }] : [];
    });
  };
  // Most rows are as they were; those that differ are compared again while nobody can change them.
  const likely = await compareAll(rows, false);
  const compared = await compareAll(
    likely.map(({ row }) => row),
    true,
  );
  const changes = compared.flatMap(({ found: { change } }) => change ?? []);
  if (changes.length > 0) await updates.update(changes, batch);
  const written = compared.filter(({ found }) => found.differences.length > 0);
  const conflicting = (row: (typeof compared)[number]): boolean => row.found.conflicts.length > 0;
  return {
    changed: written.filter((row) => !row.row.isBad && !conflicting(row)).length,
    conflicting: compared.filter((row) => !row.row.isBad && conflicting(row)).length,
    written: written.length,
    remarks: compared.flatMap(({ row: { line }, found: { differences, conflicts } }) => [
      ...differences.map((text) => ({ line, text, isDifference: true as const })),
      ...conflicts.map((text) => ({ line, text })),
    ]),
  };
}

/** Differs from all digests. */
const unknownDigest = "";

const said = (value: SourceFields[string]): string =>
  value === null ? "empty" : shown(typeof value === "object" ? value.join("|") : String(value));

/** Short, as it only has to differ from the value before. */
const digest = (value: SourceFields[string], same?: Same[string]): string =>
  sha256(JSON.stringify(value === null || !same ? value : same(value))).toString("base64url", 0, 6);
