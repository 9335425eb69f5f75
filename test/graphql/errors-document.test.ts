import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { faultCodes } from "../../src/core/errors/fault.js";
import { projectRoot } from "../../src/core/project-root.js";

const document = readFileSync(join(projectRoot, "docs/errors.md"), "utf8");

describe("docs/errors.md", () => {
  it("tells every code of a fault with the meaning that it has in the code", () => {
    const rows = [...document.matchAll(/^\| `([A-Z_]+)` +\| (.*?) +\|$/gm)].map(([, code, meaning]) => [code, meaning]);
    expect(Object.fromEntries(rows)).toEqual(faultCodes);
    expect(rows).toHaveLength(Object.keys(faultCodes).length);
  });
});
