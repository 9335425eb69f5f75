import { describe, expect, it } from "@jest/globals";
import { PassThrough } from "node:stream";
import { importPrinter } from "../../src/import/import-printer.js";

const files = [
  { file: "themes.csv", rows: 1, added: 1, changed: 0, unchanged: 0, conflicting: 0, invalid: 0 },
  { file: "members.csv", rows: 30, added: 20, changed: 0, unchanged: 9, conflicting: 0, invalid: 1 },
];

/** What an import of two files prints on a terminal, or elsewhere. */
function printed(isTTY: boolean, dryRun = false): { out: string; err: string } {
  const out = new PassThrough();
  const err = Object.assign(new PassThrough(), { isTTY, columns: 80 });
  const printer = importPrinter({ out, err });
  printer.onRemark("themes.csv: commas, UTF-8");
  for (const file of files) {
    printer.onProgress({ file: file.file, bytes: 50, totalBytes: 100, rows: file.rows });
    if (file.invalid > 0) printer.onProblem({ file: file.file, line: 7, reason: "name is empty: fill it in." });
    printer.onFile(file);
  }
  printer.finish(!dryRun);
  return { out: String(out.read() ?? ""), err: String(err.read() ?? "") };
}

const table = [
  "file         rows  added  changed  unchanged  conflicting  bad",
  "themes.csv      1      1        0          0            0    0",
  "members.csv    30     20        0          9            0    1",
  "2 files        31     21        0          9            0    1",
  "",
].join("\n");

describe("the import's printing", () => {
  it("is how each file was understood, the problems, and a table", () => {
    expect(printed(false)).toEqual({
      out: `themes.csv: commas, UTF-8\n${table}`,
      err: "members.csv:7: name is empty: fill it in.\n",
    });
  });

  it("shows a bar on a terminal, and loses no problem under it", () => {
    const { out, err } = printed(true);
    expect(out).toBe(`themes.csv: commas, UTF-8\n${table}`);
    expect(err).toContain("members.csv:7: name is empty: fill it in.\n");
    expect(err).toMatch(/members\.csv \[=+-+\] 50 % \| 30 rows/);
  });

  it("says of a dry run what it would add", () => {
    expect(printed(false, true).out).toContain("file         rows  to add  to change  unchanged  conflicting  bad\n");
  });
});
