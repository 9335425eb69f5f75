/** The columns that a report has before those of the file whose bad rows it lists; an import passes over them. */
export const reportColumns = (kind: string): readonly [string, string] => [`line of ${kind}`, "problem"];

/** The kind of file whose bad rows a table lists, by its header; null when it is no report. */
export const reportedKind = (names: readonly string[]): string | null =>
  names.map((name) => /^line of (\S+)$/i.exec(name.trim())?.[1]).find((kind) => kind !== undefined) ?? null;

export const isReportColumn = (name: string): boolean => /^(?:line of \S+|problem)$/i.test(name.trim());

/** Begins as what a spreadsheet takes for a formula, perhaps behind apostrophes. */
const formula = /^[\s']*[=+\-@＝＋－＠]/;

/** A cell as it is written into a report: no spreadsheet takes it for a formula. */
export const guarded = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** The cell that was written; one that a person typed is as it is. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
