import { expect, it } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

const document = join(projectRoot, "docs/clients.md");
const block = /^```(\w+) (examples\/\S+)\n[^]*?^```$/gm;

it("docs/clients.md shows the examples as they are; `CLIENTS=write` writes them into it", () => {
  const text = readFileSync(document, "utf8");
  const shown = text.replace(
    block,
    (_all, language: string, file: string) =>
      `\`\`\`${language} ${file}\n${readFileSync(join(projectRoot, file), "utf8")}\`\`\``,
  );
  if (process.env.CLIENTS === "write") writeFileSync(document, shown);
  else expect(text).toBe(shown);
  expect([...text.matchAll(block)]).toHaveLength(10);
});
