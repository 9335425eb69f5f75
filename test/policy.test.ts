import { expect, it } from "@jest/globals";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { modules } from "../src/app/modules.js";
import { projectRoot } from "../src/core/project-root.js";

const src = join(projectRoot, "src");
const files = readdirSync(src, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
const text = files.map((file) => readFileSync(join(src, file), "utf8")).join("\n");

/** The rules of all policy files, as code refers to them: `ideaPolicy.edit`. */
const rules = files
  .filter((file) => file.endsWith(".policy.ts"))
  .flatMap((file) => {
    const [domain, name] = [file.split("/")[1], /export const (\w+)/.exec(readFileSync(join(src, file), "utf8"))![1]!];
    const policy = modules.find((module) => module.name === domain)?.policy ?? {};
    return Object.keys(policy).map((rule) => `${name}.${rule}`);
  });

it("every policy file is in its module, and every rule of it is asked somewhere", () => {
  expect(rules).toContain("ideaPolicy.edit");
  const domains = modules.filter(({ name }) => name !== "core");
  const declared = domains.flatMap(({ policy }) => Object.keys(policy ?? {}));
  expect(rules.map((rule) => rule.split(".")[1]).sort()).toEqual(declared.sort());
  expect(rules.filter((rule) => !text.includes(rule))).toEqual([]);
});
