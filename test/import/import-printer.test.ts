import { describe, expect, it } from "@jest/globals";
import { PassThrough } from "node:stream";
import { importPrinter } from "../../src/import/import-printer.js";

const files = [
  { file: "themes.csv", rows: 1, added: 1, unchanged: 0, invalid: 0 },
  { file: "members.csv", rows: 30, added: 20, unchanged: 9, invalid: 1 },
];

/** What an import of two files prints on a terminal, or elsewhere. */
function printed(isTTY: boolean, dryRun = false): { out: string; err: string } {
  const out = new PassThrough();
  const err = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const printer = importPrinter({ out, err, dryRun });
  for (const file of files) {
    printer.onProgress({ file: file.file, bytes: 50, totalBytes: 100, rows: file.rows });
    if (file.invalid > 0) printer.onProblem("members.csv:7: name is empty: fill it in.");
    printer.onFile(file);
  }
  printer.finish({ files });
  return { out: String(out.read() ?? ""), err: String(err.read() ?? "") };
}

const summary = [
  "themes.csv: 1 row, 1 added, 0 unchanged, 0 bad",
  "members.csv: 30 rows, 20 added, 9 unchanged, 1 bad",
  "2 files: 31 rows, 21 added, 9 unchanged, 1 bad",
  "",
].join("\n");

describe("the import's printing", () => {
  it("is a line for each file, for each problem and for the whole", () => {
    expect(printed(false)).toEqual({ out: summary, err: "members.csv:7: name is empty: fill it in.\n" });
  });

  it("shows a bar on a terminal, and loses no problem under it", () => {
    const { out, err } = printed(true);
    expect(out).toBe(summary);
    expect(err).toContain("members.csv:7: name is empty: fill it in.\n");
    expect(err).toMatch(/members\.csv \[=+-+\] 50 % \| 30 rows/);
  });

  it("says of a dry run what it would add", () => {
    expect(printed(false, true).out).toContain("2 files: 31 rows, 21 to add, 9 unchanged, 1 bad");
  });
});
