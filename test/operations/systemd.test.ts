import { describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { variableNames } from "../../src/config.js";
import { projectRoot } from "../../src/core/project-root.js";
import { describeWith } from "../support/installed.js";
import { blocksOf } from "./blocks.js";

const unit = blocksOf("ini").find((block) => block.includes("[Service]"))!;

describe("the unit of systemd in docs/operations.md", () => {
  it("sets variables that there are, and runs commands that there are", () => {
    const set = [...unit.matchAll(/^Environment=([A-Z_]+)=/gm)].map(([, name]) => name!);
    expect(set).toContain("AUTH_SECRET_FILE");
    expect(set.filter((name) => !variableNames.includes(name))).toEqual([]);
    expect([...unit.matchAll(/^Exec\w+=.* (bin\/\S+ \w+)$/gm)].map(([, command]) => command)).toEqual([
      "bin/ino.js migrate",
      "bin/ino.js start",
    ]);
  });
});

describeWith(["systemd-analyze"], "systemd", ({ "systemd-analyze": analyze }) => {
  it("finds nothing wrong with that unit", () => {
    const folder = mkdtempSync(join(tmpdir(), "ino-systemd-"));
    const file = join(folder, "ino.service");
    try {
      writeFileSync(
        file,
        unit
          .replaceAll("/usr/bin/node", process.execPath)
          .replace("/opt/ino", projectRoot)
          .replace("User=ino", `User=${userInfo().username}`),
      );
      const output = execFileSync("sh", ["-c", `"${analyze}" verify "${file}" 2>&1`], { encoding: "utf8" });
      expect(output.split("\n").filter((line) => line.includes("ino.service"))).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
