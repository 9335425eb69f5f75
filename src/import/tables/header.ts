import { foldedWord } from "../cells/folded-word.js";
import { shown } from "../invalid-row.js";
import { unguarded } from "../cells/formula-guard.js";
import { isReportColumn, reportedKind } from "../report-columns.js";

/** A column of a kind of file. */
export interface Column {
  name: string;
  /** Refused when it is empty or absent. */
  required: boolean;
  /** Columns of which it is made when it is absent. */
  madeOf?: readonly string[];
  /** What it is called in the lists of others. */
  otherNames?: readonly string[];
}

/** Which columns of a file are which: the name in its header, and the column, or null to pass it over. */
export type ColumnMap = Readonly<Record<string, string | null>>;

export interface HeaderReading {
  /** What was decided about this file. */
  map?: ColumnMap | undefined;
  /** Unknown columns are passed over. */
  ignoreUnknown?: boolean | undefined;
  /** Well-known names of others count; else they are only suggested. */
  guess?: boolean | undefined;
}

export interface Header {
  /** The column of each cell of a row; null for one that is passed over, undefined for one without a name. */
  columns: (string | null | undefined)[];
  /** What was taken for what because others call it so: from the name in the header to the column. */
  guessed: Record<string, string>;
  /** The names of columns that are passed over. */
  ignored: string[];
  /** Columns whose meaning is to be decided before an import, and how; until then they are passed over. */
  unknown: string[];
  /** The columns that some of the unknown look like. */
  suggested: string[];
  /** Why the file cannot be read like that; each begins with what is wrong. */
  problems: string[];
  /** Whether the file lists the bad rows of an earlier import. */
  isReport: boolean;
}

/** Whether a header may mean a column of the file. */
export const namesColumn = (columns: readonly Column[], map: ColumnMap = {}): ((cell: string) => boolean) => {
  const known = new Set(
    [...columns.flatMap(({ name, otherNames = [] }) => [name, ...otherNames]), ...Object.keys(map)].map(foldedWord),
  );
  return (cell) => known.has(foldedWord(cell));
};

/** Finds the columns in the first row of a table. */
export function readHeader(cells: readonly string[], columns: readonly Column[], reading: HeaderReading): Header {
  const isReport = reportedKind(cells) !== null;
  const header: Header = {
    ...{ columns: [], guessed: {}, ignored: [], unknown: [], suggested: [], problems: [] },
    isReport,
  };
  const list = columns.map(({ name }) => name).join(", ");
  const names = cells.map((cell) => (isReport ? unguarded(cell) : cell).trim());
  if (!names.some(namesColumn(columns, reading.map)))
    return {
      ...header,
      problems: [
        `has no header: its first row is ${names.slice(0, 4).map(shown).join(", ")}; put a row with the names of the columns above it: ${list}.`,
      ],
    };
  // What the earlier import passed over or guessed is so again.
  const how = isReport ? { ...reading, guess: true, ignoreUnknown: true } : reading;
  const words = names.map(foldedWord);
  for (const name of names)
    header.columns.push(isReport && isReportColumn(name) ? null : columnOf(name, words, columns, how, header, list));
  const used = [...header.columns.filter((column) => typeof column === "string"), ...header.suggested];
  for (const { name, required, madeOf = [] } of columns)
    if (required && !used.includes(name) && !madeOf.some((part) => used.includes(part)))
      header.problems.push(`the column ${name} is missing; the columns are ${list}.`);
  for (const [index, column] of header.columns.entries())
    if (typeof column === "string" && header.columns.indexOf(column) < index)
      header.problems.push(`the column ${shown(names[index]!)} stands there twice: keep one.`);
  return header;
}

function columnOf(
  name: string,
  words: readonly string[],
  columns: readonly Column[],
  { map = {}, ignoreUnknown = false, guess = false }: HeaderReading,
  header: Header,
  list: string,
): string | null | undefined {
  if (name === "") return undefined;
  const word = foldedWord(name);
  const mapped = Object.entries(map).find(([from]) => from.trim() === name || foldedWord(from) === word);
  if (mapped) {
    const [, to] = mapped;
    if (to === null) header.ignored.push(name);
    else if (!columns.some((column) => column.name === to))
      header.problems.push(
        `the map takes ${shown(name)} for ${shown(to)}, which is no column; the columns are ${list}.`,
      );
    return to;
  }
  const known = columns.find((column) => foldedWord(column.name) === word);
  if (known) return known.name;
  const likely = likelyColumn(word, words, columns, header);
  if (likely && guess) {
    header.guessed[name] = likely.name;
    return likely.name;
  }
  if (ignoreUnknown) {
    header.ignored.push(name);
    return null;
  }
  if (likely) header.suggested.push(likely.name);
  header.unknown.push(
    `the column ${shown(name)} is unknown` +
      (likely
        ? `; it looks like ${likely.name}: see with --dry-run what would be taken for what, then import with --guess or --map.`
        : `: pass over it with --ignore-unknown, or name with --map the column that it is; the columns are ${list}.`),
  );
  return null;
}

/**
 * The column that others call so. Where another part of a whole stands beside it, it is rather a part as well: `Naam`
 * beside `Voornaam` is the last name.
 */
function likelyColumn(
  word: string,
  words: readonly string[],
  columns: readonly Column[],
  { columns: taken }: Header,
): Column | undefined {
  const means = ({ name, otherNames = [] }: Column, one: string): boolean =>
    [name, ...otherNames].map(foldedWord).includes(one);
  const likely = columns.filter((column) => !taken.includes(column.name) && means(column, word));
  const part = likely.find(({ name }) => {
    const siblings = columns.find(({ madeOf = [] }) => madeOf.includes(name))?.madeOf ?? [];
    return columns.some(
      (column) =>
        column.name !== name &&
        siblings.includes(column.name) &&
        words.some((other) => other !== word && means(column, other)),
    );
  });
  return part ?? likely[0];
}
