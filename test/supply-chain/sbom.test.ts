import { beforeAll, describe, expect, it } from "@jest/globals";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";
import { inProduction, readJson } from "./lock-file.js";

interface Component {
  name: string;
  version: string;
  purl: string;
  licenses: ({ license: { id: string } } | { expression: string })[];
  hashes: { alg: string; content: string }[];
}
interface Bom {
  bomFormat: string;
  specVersion: string;
  metadata: { component: { name: string; version: string; "bom-ref": string } };
  components: Component[];
  dependencies: { ref: string; dependsOn: string[] }[];
}

const made = () => execFileSync(process.execPath, [join(projectRoot, ".ci/sbom.js")], { cwd: projectRoot });
let text: Buffer;
let bom: Bom;
beforeAll(() => {
  text = made();
  bom = JSON.parse(text.toString("utf8")) as Bom;
});

const project = readJson<{ name: string; version: string; dependencies: Record<string, string> }>("package.json");
const purlOf = (name: string, version: string) => `pkg:npm/${name.replace("@", "%40")}@${version}`;

describe("the bill of materials", () => {
  it("is CycloneDX, of this project, and the same each time", () => {
    expect(bom).toMatchObject({ bomFormat: "CycloneDX", specVersion: "1.5" });
    expect(bom.metadata.component).toMatchObject({ name: project.name, version: project.version });
    expect(made().equals(text)).toBe(true);
  });

  it("has every production dependency of the lock file, with version, licence and integrity, and no other", () => {
    const listed = bom.components.map(({ purl, licenses, hashes }) => ({
      purl,
      licence: licenses.map((one) => ("expression" in one ? one.expression : one.license.id)).join(),
      integrity: hashes.map(({ alg, content }) => `${alg} ${content}`).join(),
    }));
    const expected = inProduction.map(({ name, version, license, integrity = "" }) => ({
      purl: purlOf(name, version),
      licence: license,
      integrity: `SHA-512 ${Buffer.from(integrity.replace("sha512-", ""), "base64").toString("hex")}`,
    }));
    // A version that is installed in several folders is one component.
    const unique = new Map(expected.map((one) => [one.purl, one]));
    expect(listed.length).toBeGreaterThan(250);
    expect(listed).toHaveLength(unique.size);
    expect(new Map(listed.map((one) => [one.purl, one]))).toEqual(unique);
  });

  it("knows what depends on what, from the project's own dependencies on", () => {
    const on = new Map(bom.dependencies.map(({ ref, dependsOn }) => [ref, dependsOn]));
    expect(on.get(bom.metadata.component["bom-ref"])).toEqual(
      Object.entries(project.dependencies)
        .map(([name, version]) => `${name}@${version}`)
        .sort(),
    );
    const reached = new Set<string>([bom.metadata.component["bom-ref"]]);
    for (const ref of reached) for (const next of on.get(ref) ?? []) reached.add(next);
    expect(reached.size).toBe(bom.components.length + 1);
  });
});
