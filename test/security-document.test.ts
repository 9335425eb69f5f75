import { describe, expect, it } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../src/core/project-root.js";

const page = readFileSync(join(projectRoot, "docs/security.md"), "utf8");
const rows = [...page.matchAll(/^\| (?!guarantee|-)(.+?) +\| `(.+?)`: (.+?) +\|$/gm)].map(
  ([, guarantee, file, title]) => ({
    guarantee: guarantee!,
    file: file!,
    title: title!,
  }),
);

describe("docs/security.md", () => {
  it("names a test for every guarantee", () => {
    const lines = page.split("\n").filter((line) => line.startsWith("| ") && !/^\| (guarantee|-)/.test(line));
    expect(rows).toHaveLength(lines.length);
    expect(rows.length).toBeGreaterThan(40);
  });

  it.each(rows)("$guarantee", ({ file, title }) => {
    expect([file, existsSync(join(projectRoot, file))]).toEqual([file, true]);
    // As it stands in the file, where a quotation mark may be escaped.
    expect(readFileSync(join(projectRoot, file), "utf8").replaceAll("\\", "")).toContain(title);
  });
});
