/** The steps in a cell, joined by bars. */
export const stepsOf = (cell: string): string[] =>
  cell
    .split("|")
    .map((step) => step.trim())
    .filter((step) => step !== "");
