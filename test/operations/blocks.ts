import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";

/** The code blocks of docs/operations.md in a language, in their order. */
export const blocksOf = (language: string): string[] =>
  [
    ...readFileSync(join(projectRoot, "docs/operations.md"), "utf8").matchAll(
      new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\``, "gm"),
    ),
  ].map(([, text]) => text!);
