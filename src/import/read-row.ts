import type { z } from "zod";
import { isEmptyHtml } from "./cells/html-text.js";
import { mojibakeIn } from "./cells/mojibake.js";
import { shown } from "./invalid-row.js";
import type { Header } from "./tables/header.js";

/** The cells of a row by column, trimmed; those of absent columns and empty ones are undefined. */
export type RawCells = Record<string, string | undefined>;

/** A column that may be absent when others are there that it is made of. */
export interface DerivedColumn {
  from: readonly string[];
  /** The cell; undefined when it cannot be made of this row. */
  derive: (cells: RawCells) => string | undefined;
  /** What to do about a row without it. */
  missing?: string;
}

export interface RowRules<Shape extends z.ZodRawShape> {
  rules: z.ZodObject<Shape>;
  header: Header;
  /** What separates the cells, in words; null in a workbook. */
  delimiter: string | null;
  derived: Readonly<Record<string, DerivedColumn>>;
  /** The columns whose bad values are left out, so that the rest of the row goes in. */
  dispensable: readonly string[];
}

export interface SoundRow<Row> {
  row: Row;
  /** The columns whose values are left out. */
  leftOut: string[];
  /** What is wrong with them; null when nothing is. */
  fault: string | null;
}

/** The cells of a row as they are, whatever is wrong with them. */
export function rawCells(
  cells: readonly string[],
  { header, derived }: Pick<RowRules<z.ZodRawShape>, "header" | "derived">,
): RawCells {
  const raw: RawCells = {};
  for (const [index, column] of header.columns.entries()) {
    const cell = cells[index]?.trim() ?? "";
    if (typeof column === "string" && cell !== "") raw[column] = cell;
  }
  for (const [column, { derive }] of Object.entries(derived)) raw[column] ??= derive(raw);
  return raw;
}

/** The row, perhaps without values that are dispensable, or what is wrong with it. */
export function readRow<Shape extends z.ZodRawShape>(
  cells: readonly string[],
  { rules, header, delimiter, derived, dispensable }: RowRules<Shape>,
): SoundRow<z.output<z.ZodObject<Shape>>> | string {
  const { columns } = header;
  const extra = cells.findIndex((cell, index) => index >= columns.length && cell.trim() !== "");
  if (extra >= 0)
    return (
      `has ${cells.length} columns where the header has ${columns.length}: ` +
      (delimiter === null
        ? "name the column in the header, or take the value away."
        : `put values that hold ${delimiter} between quotes.`)
    );
  const raw: RawCells = {};
  const faults: string[] = [];
  const leftOut: string[] = [];
  for (const [index, column] of columns.entries()) {
    const cell = cells[index]?.trim() ?? "";
    if (cell === "" || column === null || isEmptyHtml(cell)) continue;
    if (column === undefined)
      return `has ${shown(cell)} in column ${index + 1}, which has no name: name it in the header, or take the value away.`;
    const problem = damageOf(cell);
    if (problem === null) raw[column] = cell;
    else if (dispensable.includes(column)) {
      leftOut.push(column);
      faults.push(`${column} ${problem}`);
    } else return `${column} ${problem}`;
  }
  for (const [column, { derive }] of Object.entries(derived)) raw[column] ??= derive(raw);
  // Every column gets a cell, so that the defaults of absent ones apply.
  const known = Object.fromEntries(Object.keys(rules.shape).map((name) => [name, raw[name]]));
  for (;;) {
    const { success, data, error } = rules.safeParse(known);
    if (success) return { row: data, leftOut, fault: faults.length > 0 ? faults.join(" ") : null };
    faults.push(...error.issues.map((issue) => reasonOf(issue, known, derived)));
    const wrong = error.issues.map(({ path: [name] }) => String(name));
    if (!wrong.every((column) => dispensable.includes(column) && known[column] !== undefined)) return faults.join(" ");
    for (const column of wrong) known[column] = undefined;
    leftOut.push(...wrong);
  }
}

/** What a spreadsheet shows of a formula that fails, in English, Dutch and French. */
const formulaError =
  /^#(?:N\/[AB]|(?:DIV|DEEL)\/0!|(?:REF|VERW|VALUE|WAARDE|VALEUR|NULL|LEEG|NUL|NUM|GETAL|NOMBRE|SPILL|CALC)!|(?:NAME|NAAM|NOM)\?)$/;

/** What a cell has suffered on its way. */
function damageOf(cell: string): string | null {
  // What is left of bytes that are no UTF-8.
  if (cell.includes("\uFFFD"))
    return "has characters that are not valid UTF-8: save the file as UTF-8, or name its encoding with --encoding.";
  if (formulaError.test(cell))
    return `${shown(cell)} is an error of a formula: correct the formula, or empty the cell.`;
  if (cell.includes("\0")) return "contains a null character: take it out.";
  const mojibake = mojibakeIn(cell);
  return mojibake === null
    ? null
    : `${shown(cell)} was once saved in a wrong encoding (${mojibake.found} was ${mojibake.was}): export the list once more, as UTF-8.`;
}

function reasonOf(
  { path: [name], code, message }: z.core.$ZodIssue,
  raw: RawCells,
  derived: RowRules<z.ZodRawShape>["derived"],
): string {
  const column = String(name);
  const value = raw[column];
  if (value !== undefined) return `${column} ${shown(value)} ${message}`;
  return `${column} ${code === "custom" ? message : (derived[column]?.missing ?? "is empty: fill it in.")}`;
}
