import { createWriteStream, type WriteStream } from "node:fs";
import { rename, rm } from "node:fs/promises";
import { once } from "node:events";
import { extname } from "node:path";
import { finished } from "node:stream/promises";
import { stringify, type Stringifier } from "csv-stringify";
import { ImportError } from "./import-error.js";
import type { ImportProblem } from "./import-folder.js";
import { guarded } from "./cells/formula-guard.js";
import { reportColumns } from "./report-columns.js";

export interface ProblemReport {
  add: (problem: ImportProblem) => void;
  /** Gives the files that were written. */
  close: () => Promise<string[]>;
}

/**
 * Writes the bad rows as they stand in their file, each behind its line and what is wrong with it, to be mended and
 * imported again. Rows of one kind of file are in `path`; those of several in one file for each, such as
 * `bad.members.csv`. Earlier reports are replaced at the end, as one may be what is imported.
 */
export async function problemReport(path: string): Promise<ProblemReport> {
  const ending = extname(path);
  const fileOf = (kind: string): string => `${path.slice(0, path.length - ending.length)}.${kind}`;
  const parts = new Map<string, { rows: Stringifier; output: WriteStream }>();
  const partOf = (kind: string): string => `${fileOf(kind)}.part`;
  const probe = createWriteStream(partOf("all"));
  await once(probe, "open").catch((error: Error) => {
    throw new ImportError(`The report ${path} cannot be written: ${error.message}.`);
  });
  probe.end();
  const begin = ({ kind, header, delimiter }: NonNullable<ImportProblem["row"]>): Stringifier => {
    const output = createWriteStream(partOf(kind));
    // The mark by which spreadsheets know UTF-8.
    const rows = stringify({ bom: true, delimiter: delimiter ?? ";" });
    rows.pipe(output);
    rows.write([...reportColumns(kind), ...header.map(guarded)]);
    parts.set(kind, { rows, output });
    return rows;
  };
  return {
    add: ({ line, reason, row }) => {
      if (!row) return;
      const rows = parts.get(row.kind)?.rows ?? begin(row);
      rows.write([String(line), guarded(reason), ...row.cells.map(guarded)]);
    },
    close: async () => {
      for (const { rows, output } of parts.values()) {
        rows.end();
        await finished(output);
      }
      await rm(partOf("all"), { force: true });
      await rm(path, { force: true });
      const written: string[] = [];
      for (const kind of parts.keys()) {
        const file = parts.size === 1 ? path : fileOf(kind);
        await rename(partOf(kind), file);
        written.push(file);
      }
      return written;
    },
  };
}
