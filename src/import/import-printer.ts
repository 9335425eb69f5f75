import { MultiBar, type SingleBar } from "cli-progress";
import type { FileReport, ImportOptions, ImportReport } from "./import-folder.js";

export interface ImportPrinter extends Required<Pick<ImportOptions, "onProgress" | "onFile" | "onProblem">> {
  /** Ends the printing: with the totals, or without a report when the import failed. */
  finish: (report?: ImportReport) => void;
}

export interface PrinterOptions {
  /** Gets a line for each file and the totals. */
  out: NodeJS.WritableStream;
  /** Gets the problems, and a progress bar when it is a terminal. */
  err: NodeJS.WritableStream & { isTTY?: boolean };
  dryRun?: boolean;
}

/** Shows an import as it goes. */
export function importPrinter({ out, err, dryRun = false }: PrinterOptions): ImportPrinter {
  const bars =
    err.isTTY === true
      ? new MultiBar({ stream: err, format, barsize: 30, clearOnComplete: true, hideCursor: true })
      : null;
  let bar: SingleBar | undefined;
  const summary = ({ file, rows, added, unchanged, invalid }: FileReport): string =>
    `${file}: ${count(rows, "row")}, ${added} ${dryRun ? "to add" : "added"}, ${unchanged} unchanged, ${invalid} bad\n`;
  return {
    onProgress: ({ file, bytes, totalBytes, rows }) => {
      if (!bars) return;
      bar ??= bars.create(totalBytes, 0, { file, rows });
      bar.setTotal(totalBytes);
      bar.update(bytes, { file, rows });
    },
    onFile: (file) => {
      if (!bars) out.write(summary(file));
    },
    onProblem: (line) => {
      // Written between two drawings of the bar, a line would be drawn over.
      if (bars?.isActive) bars.log(`${line}\n`);
      else err.write(`${line}\n`);
    },
    finish: (report) => {
      // Draws what was logged last.
      if (bars?.isActive) bars.update();
      if (bars?.isActive) bars.stop();
      if (bars) for (const file of report?.files ?? []) out.write(summary(file));
      if (report) out.write(summary(totalOf(report)));
    },
  };
}

const format = "{file} [{bar}] {percentage} % | {rows} rows | {duration_formatted}";

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

const totalOf = ({ files }: ImportReport): FileReport => {
  const sum = (of: "rows" | "added" | "unchanged" | "invalid"): number =>
    files.reduce((total, file) => total + file[of], 0);
  return {
    file: count(files.length, "file"),
    rows: sum("rows"),
    added: sum("added"),
    unchanged: sum("unchanged"),
    invalid: sum("invalid"),
  };
};
