import { styleText } from "node:util";
import type { Finding } from "./finding.js";

const colours = { ok: "green", warning: "yellow", problem: "red" } as const;
const [statusWidth, aboutWidth] = [9, 15];

/** Prints findings, a line each and a second one for the remedy, and counts them. */
export class Report {
  readonly counts = { ok: 0, warning: 0, problem: 0 };

  constructor(
    private readonly print: (line: string) => void,
    private readonly coloured: boolean,
  ) {}

  add({ status, about, text, remedy }: Finding): void {
    this.counts[status]++;
    const padded = status.padEnd(statusWidth);
    const label = this.coloured ? styleText(colours[status], padded) : padded;
    this.print(`${label}${about.padEnd(aboutWidth)}${text}`);
    if (remedy !== undefined) this.print(`${" ".repeat(statusWidth + aboutWidth)}→ ${remedy}`);
  }

  /** How many findings there were of each kind. */
  get summary(): string {
    const { ok, warning, problem } = this.counts;
    return `${ok} ok, ${warning} ${warning === 1 ? "warning" : "warnings"}, ${problem} ${problem === 1 ? "problem" : "problems"}.`;
  }
}
