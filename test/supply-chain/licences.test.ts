import { describe, expect, it } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import satisfies from "spdx-satisfies";
import { projectRoot } from "../../src/core/project-root.js";
import { inProduction, locked, readJson, statedLicences } from "./lock-file.js";

/** They let a larger work have any licence. */
const permissive = [
  ...["0BSD", "Apache-2.0", "BlueOak-1.0.0", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "ISC", "MIT", "MIT-0"],
  ...["PostgreSQL", "Python-2.0", "Unlicense", "Zlib"],
];
/** Fonts under it go with any software, and stay under it themselves. */
const fonts = ["OFL-1.1"];
/** The appendix of EUPL-1.2; of CC-BY-SA-3.0 only for what is no software, so it is left out. */
const appendix = [
  ...["GPL-2.0-only", "GPL-2.0-or-later", "GPL-3.0-only", "GPL-3.0-or-later", "AGPL-3.0-only", "AGPL-3.0-or-later"],
  ...["OSL-2.1", "OSL-3.0", "EPL-1.0", "CECILL-2.0", "CECILL-2.1", "MPL-2.0", "LGPL-2.1-only", "LGPL-2.1-or-later"],
  ...["LGPL-3.0-only", "LGPL-3.0-or-later", "EUPL-1.1", "EUPL-1.2", "LiLiQ-R-1.1", "LiLiQ-Rplus-1.1"],
];

/** Whether a licence, in SPDX's form, can be met by licences of the list. Whatever has none of that form cannot. */
function isCompatible(licence: string | undefined): boolean {
  try {
    return licence !== undefined && satisfies(licence, [...permissive, ...fonts, ...appendix]);
  } catch {
    return false;
  }
}

describe("the licences of production dependencies", () => {
  it("are compatible with EUPL-1.2, all of them", () => {
    expect(inProduction.length).toBeGreaterThan(250);
    const others = inProduction.filter(({ license }) => !isCompatible(license));
    expect(others.map(({ name, license }) => `${name}: ${license}`)).toEqual([]);
  });

  it("are those of the packages that are installed", () => {
    const installed = inProduction.filter(({ path }) => existsSync(join(projectRoot, path, "package.json")));
    expect(installed.length).toBeGreaterThan(200);
    const others = installed.filter(({ path, name, version, license }) => {
      if (`${name}@${version}` in statedLicences) return false;
      const own = readJson<{ license?: string | { type: string } }>(`${path}/package.json`).license;
      return (typeof own === "object" ? own.type : own) !== license;
    });
    expect(others.map(({ name }) => name)).toEqual([]);
  });

  it.each(Object.entries(statedLicences))("are in the file LICENSE of %s, which states no other", (ref, licence) => {
    const { path, license } = locked.find(({ name, version }) => `${name}@${version}` === ref)!;
    expect(license).toBeUndefined();
    expect(readFileSync(join(projectRoot, path, "LICENSE"), "utf8")).toMatch(
      new RegExp(`^(The )?${licence} License\\b`),
    );
  });

  it.each(["MIT", "(MIT AND BSD-3-Clause)", "(SSPL-1.0 OR MIT)", "GPL-3.0-or-later", "MPL-2.0"])(
    "are compatible when they are %s",
    (licence) => expect(isCompatible(licence)).toBe(true),
  );

  it.each(["SSPL-1.0", "BUSL-1.1", "(MIT AND SSPL-1.0)", "UNLICENSED", "SEE LICENSE IN LICENSE.md", "", undefined])(
    "are not when they are %s",
    (licence) => expect(isCompatible(licence)).toBe(false),
  );
});
