import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { stringify } from "csv-stringify";
import { ImportError } from "./import-error.js";
import type { ImportProblem } from "./import-folder.js";

export interface ProblemReport {
  add: (problem: ImportProblem) => void;
  close: () => Promise<void>;
}

/** A CSV file with every row that was left out: the file, the line and the reason. */
export async function problemReport(path: string): Promise<ProblemReport> {
  const output = createWriteStream(path);
  await once(output, "open").catch((error: Error) => {
    throw new ImportError(`The report ${path} cannot be written: ${error.message}.`);
  });
  // The mark by which spreadsheets know UTF-8.
  const rows = stringify({ header: true, bom: true, columns: ["file", "line", "reason"] });
  rows.pipe(output);
  return {
    add: ({ file, line, reason }) => rows.write([file, line === null ? "" : String(line), reason]),
    close: async () => {
      rows.end();
      await finished(output);
    },
  };
}
