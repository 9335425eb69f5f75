import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sql from "sql-template-tag";
import { impersonalTables, personalTables, retention } from "../../src/app/contributions.js";
import type { PersonalTable } from "../../src/core/access/personal-data.js";
import { projectRoot } from "../../src/core/project-root.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const file = join(projectRoot, "docs/privacy.md");

let test: TestDatabase;
const columns = new Map<string, string[]>();
beforeAll(async () => {
  test = await testDatabase();
  const rows = await test.database.query<{ name: string; columns: string[] }>(sql`
    SELECT table_name AS name, array_agg(column_name::text ORDER BY ordinal_position) AS columns
    FROM information_schema.columns WHERE table_schema = 'public' GROUP BY table_name`);
  for (const row of rows) columns.set(row.name, row.columns);
});
afterAll(() => test.drop());

const retentionOf = { ...personalTables, ...impersonalTables };

/** What becomes of the rows at an erasure, by the statements that do it. */
function atErasure({ erased }: PersonalTable): string {
  if (typeof erased !== "function") return erased.stays;
  const member = { memberId: "", email: "", now: new Date() };
  const [kept, removed] = [true, false].map((keepPosts) => {
    const kinds = erased({ ...member, keepPosts }).map(({ text }) => (/^\s*DELETE/.test(text) ? "deleted" : "emptied"));
    return [...new Set(kinds)].join(" and ") || "unchanged";
  });
  return kept === removed ? `${kept}.` : `${kept} if the member keeps their posts, else ${removed}.`;
}

const table = (header: string[], rows: string[][]): string =>
  [header, header.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

/** The two tables of the register, from what the domains declare. */
function register(): string {
  const personal = Object.entries(personalTables).map(([name, declared]) => [
    `\`${name}\``,
    declared.purpose,
    columns.get(name)!.join(", "),
    declared.retention,
    typeof declared.exported === "function" ? "Yes." : declared.exported.nothing,
    capital(atErasure(declared)),
  ]);
  const impersonal = Object.entries(impersonalTables).map(([name, declared]) => [
    `\`${name}\``,
    declared.nobody,
    declared.retention,
  ]);
  return [
    table(["table", "purpose", "data", "stored", "in the export", "at an erasure"], personal),
    "The other tables have no member in them:",
    table(["table", "what is in it", "stored"], impersonal),
  ].join("\n\n");
}

const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1);
/** The cells of the rows, whatever the spaces between them. */
const cellsOf = (document: string): string[][] =>
  document
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) =>
      line
        .slice(1, -1)
        .split("|")
        .map((cell) => cell.trim()),
    );

describe("docs/privacy.md", () => {
  it("is the register of what the code declares (after a change that is meant: PRIVACY=write)", () => {
    if (process.env.PRIVACY === "write") {
      const document = readFileSync(file, "utf8");
      writeFileSync(file, `${document.split("\n| table")[0]!.trimEnd()}\n\n${register()}\n`);
    }
    expect(cellsOf(readFileSync(file, "utf8"))).toEqual(cellsOf(register()));
    expect(Object.keys(personalTables).length).toBeGreaterThan(30);
  });

  it("names for each table the times of the statements that delete from it", () => {
    const deletions = retention.flatMap(({ text, values }) => {
      const name = /DELETE FROM (\w+)/.exec(text)?.[1];
      return name === undefined ? [] : [{ name, text, values }];
    });
    const checked = deletions.map(({ name, text, values }) => {
      const stated = retentionOf[name]?.retention;
      // Intervals as they are written, and days that are parameters.
      const times = [
        ...[...text.matchAll(/interval '(\d+ \w+)'/g)].map(([, time]) => time!),
        ...values.filter((value) => typeof value === "number").map((days) => `${days} days`),
      ];
      for (const time of times) expect([name, stated]).toEqual([name, expect.stringContaining(time)]);
      return times.length;
    });
    expect(checked.filter((times) => times > 0).length).toBeGreaterThan(8);
  });
});
