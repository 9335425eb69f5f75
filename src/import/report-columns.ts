/** The columns that a report has before those of the file whose bad rows it lists; an import passes over them. */
export const reportColumns = (kind: string): readonly [string, string] => [`line of ${kind}`, "problem"];

/** The kind of file whose bad rows a table lists, by its header; null when it is no report. */
export const reportedKind = (names: readonly string[]): string | null =>
  names.map((name) => /^line of (\S+)$/i.exec(name.trim())?.[1]).find((kind) => kind !== undefined) ?? null;

export const isReportColumn = (name: string): boolean => /^(?:line of \S+|problem)$/i.test(name.trim());
