/**
 * The bill of materials of a production installation, in CycloneDX 1.5, from the lock file alone: the same lock file
 * gives the same bytes. Written to the file named, else to the standard output.
 *
 * `npm sbom --omit dev` leaves out whatever a development dependency needs as well (graphql, jose and a hundred more),
 * so this takes everything, and leaves out what the lock file marks as for development alone.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";

const npm = ["sbom", "--sbom-format", "cyclonedx", "--package-lock-only"];
const bom = JSON.parse(execFileSync("npm", npm, { encoding: "utf8", maxBuffer: 2 ** 28 }));
const { name, packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));

const inProduction = new Set(
  Object.entries(packages)
    .filter(([path, { dev }]) => path !== "" && !dev)
    .map(([path, { version }]) => `${path.replace(/^.*node_modules\//, "")}@${version}`),
);
/** The licences of packages that have them in a file alone, and not in their package.json: somebody has read them. */
const stated = JSON.parse(readFileSync(new URL("stated-licences.json", import.meta.url), "utf8"));
const licensed = (component) => {
  const id = stated[component["bom-ref"]];
  return id === undefined ? component : { ...component, licenses: [{ license: { id } }] };
};

const byRef = (a, b) => ((a["bom-ref"] ?? a.ref) < (b["bom-ref"] ?? b.ref) ? -1 : 1);
const root = bom.metadata.component;
const direct = new Set(Object.keys(packages[""].dependencies));
const nameOf = (ref) => ref.slice(0, ref.lastIndexOf("@"));
const kept = (ref) => ref === root["bom-ref"] || inProduction.has(ref);

const written = {
  $schema: bom.$schema,
  bomFormat: bom.bomFormat,
  specVersion: bom.specVersion,
  version: 1,
  metadata: {
    lifecycles: bom.metadata.lifecycles,
    tools: bom.metadata.tools.map(({ vendor, name }) => ({ vendor, name })),
    // npm takes the name of the folder.
    component: { ...root, name },
  },
  components: bom.components
    .filter((component) => kept(component["bom-ref"]))
    .map(licensed)
    .sort(byRef),
  dependencies: bom.dependencies
    .filter(({ ref }) => kept(ref))
    .map(({ ref, dependsOn = [] }) => ({
      ref,
      dependsOn: dependsOn.filter((on) => kept(on) && (ref !== root["bom-ref"] || direct.has(nameOf(on)))).sort(),
    }))
    .sort(byRef),
};
const text = `${JSON.stringify(written, null, 2)}\n`;
const [, , file] = process.argv;
if (file === undefined) process.stdout.write(text);
else writeFileSync(file, text);
