import { MultiBar, type SingleBar } from "cli-progress";
import { problemLine, type FileReport, type ImportOptions } from "./import-folder.js";

export interface ImportPrinter extends Required<
  Pick<ImportOptions, "onProgress" | "onFile" | "onProblem" | "onRemark">
> {
  /** Ends the printing with the table of what was read, also when the import broke off; it may not have been written. */
  finish: (isWritten: boolean) => void;
}

export interface PrinterOptions {
  /** Gets how the files were understood, and the table. */
  out: NodeJS.WritableStream;
  /** Gets the problems, and a progress bar when it is a terminal. */
  err: NodeJS.WritableStream & { isTTY?: boolean };
}

/** Shows an import as it goes. */
export function importPrinter({ out, err }: PrinterOptions): ImportPrinter {
  const bars =
    err.isTTY === true
      ? new MultiBar({ stream: err, format, barsize: 30, clearOnComplete: true, hideCursor: true })
      : null;
  let bar: SingleBar | undefined;
  const reports: FileReport[] = [];
  const write = (stream: NodeJS.WritableStream, line: string): void => {
    // Written between two drawings of the bar, a line would be drawn over.
    if (bars?.isActive) bars.log(`${line}\n`);
    else stream.write(`${line}\n`);
  };
  return {
    onProgress: ({ file, bytes, totalBytes, rows }) => {
      if (!bars) return;
      bar ??= bars.create(totalBytes, 0, { file, rows });
      bar.setTotal(totalBytes);
      bar.update(bytes, { file, rows });
    },
    onFile: (report) => void reports.push(report),
    onProblem: (problem) => write(err, problemLine(problem)),
    onRemark: (line) => write(out, line),
    finish: (isWritten) => {
      // Draws what was logged last.
      if (bars?.isActive) bars.update();
      if (bars?.isActive) bars.stop();
      if (reports.length > 0) out.write(tableOf(reports, isWritten));
    },
  };
}

const format = "{file} [{bar}] {percentage} % | {rows} rows | {duration_formatted}";

const sums = ["rows", "added", "changed", "unchanged", "conflicting", "invalid"] as const;

/** A line for each file, and one for all of them when they are several. */
function tableOf(reports: readonly FileReport[], isWritten: boolean): string {
  const header = [
    ...["file", "rows", isWritten ? "added" : "to add", isWritten ? "changed" : "to change"],
    ...["unchanged", "conflicting", "bad"],
  ];
  const total = sums.map((figure) => String(reports.reduce((sum, report) => sum + report[figure], 0)));
  const lines = [
    header,
    ...reports.map((report) => [report.file, ...sums.map((figure) => String(report[figure]))]),
    ...(reports.length > 1 ? [[`${reports.length} files`, ...total]] : []),
  ];
  const widths = header.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)));
  const aligned = (line: string[]): string =>
    line.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!))).join("  ");
  return lines.map((line) => `${aligned(line)}\n`).join("");
}
