import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../src/core/project-root.js";
import { testApp, type TestApp } from "../support/app.js";
import { actors, castOf } from "./cast.js";
import { coordinates } from "./coordinates.js";
import { questions } from "./questions.js";

const file = join(projectRoot, "docs/rights.md");

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

/** The rows of the table in the document: what, about what, and the outcome for each who asks. */
const rowsOf = (document: string): string[][] =>
  document
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

describe("the table of rights", () => {
  it("has a question for every place of the schema that takes an id or gives what not everybody may see", () => {
    const asked = questions.flatMap(({ at }) => at);
    expect(coordinates().filter((coordinate) => !asked.includes(coordinate))).toEqual([]);
  });

  it("is what the service does, for everybody who asks (after a change that is meant: RIGHTS=write)", async () => {
    const { subjects, tokenOf } = await castOf(app);
    const found: string[][] = [];
    for (const { at, about, ask } of questions)
      for (const name of about) {
        // Each asks about a subject of their own, and so all at once.
        const outcomes = await Promise.all(
          actors.map(async (actor) => {
            const subject = await subjects[name]();
            return ask(app, subject, await tokenOf(actor, subject));
          }),
        );
        found.push([at.map((coordinate) => `\`${coordinate}\``).join(", "), name, ...outcomes]);
      }
    if (process.env.RIGHTS === "write") {
      const document = readFileSync(file, "utf8");
      const table = [["asked", "about", ...actors], ["---", "---", ...actors.map(() => "---")], ...found].map(
        (row) => `| ${row.join(" | ")} |`,
      );
      writeFileSync(file, `${document.split("\n| asked")[0]!.trimEnd()}\n\n${table.join("\n")}\n`);
    }
    const expected = rowsOf(readFileSync(file, "utf8"));
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(150);
  }, 300_000);
});
