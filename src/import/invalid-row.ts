import { asQuotedLine } from "../core/texts/line.js";

/** Why a row is left out; the rest of the file goes in. */
export class InvalidRow extends Error {}

/** A row that names another row of its own file, one that is not there yet and may still come. */
export class DeferredRow extends Error {
  constructor(
    readonly column: string,
    readonly waitsFor: string,
    /** What to do when it never comes. */
    remedy: string,
  ) {
    super(`${column} ${shown(waitsFor)} is unknown: ${remedy}`);
  }
}

/** A row about somebody who had their account erased: it does not come in again, and nothing is wrong with it. */
export class ErasedRow extends Error {}

/** Stands in the place of the id of a member who had their account erased. */
export const erased = "erased";

/** A value as a problem shows it: on one line, with what is invisible as its code, and not too long. */
export const shown = (value: string): string => asQuotedLine(value.length > 60 ? `${value.slice(0, 60)}…` : value);

/**
 * What the value refers to, which is a row of `file`; throws an InvalidRow when there is none, an ErasedRow for who was
 * erased.
 */
export function known<T>(found: Map<string, T>, column: string, value: string, file: string): T {
  const target = found.get(value);
  if (target === undefined) throw new InvalidRow(unknown(column, value, file));
  if (target === erased) throw new ErasedRow();
  return target;
}

export const unknown = (column: string, value: string, file: string): string =>
  `${column} ${shown(value)} is unknown: name one of ${file}, or add it there.`;
