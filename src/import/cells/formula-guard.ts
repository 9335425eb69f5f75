/** Begins as what a spreadsheet takes for a formula, perhaps behind apostrophes. */
const formula = /^[\s']*[=+\-@＝＋－＠]/;

/** A cell as it is written: no spreadsheet takes it for a formula. */
export const guarded = (cell: string): string => (formula.test(cell) ? `'${cell}` : cell);

/** The cell that was written; one that a person typed is as it is. */
export const unguarded = (cell: string): string => (cell.startsWith("'") && formula.test(cell) ? cell.slice(1) : cell);
