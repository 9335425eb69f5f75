import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { contentOf, countsOf, Folders, load } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

const each = <T>(count: number, row: (number: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => row(index));

/** Enough rows for several batches. */
const folderOf = (mark: string): Promise<string> =>
  folders.make({
    "themes.csv": [
      "slug,label_nl,broader",
      ...each(2_500, (n) => `${mark}-${n},T,${n === 2_499 ? "" : `${mark}-${n + 1}`}`),
    ],
    "members.csv": [
      "id,name,email,organisation",
      ...each(2_500, (n) => `${n},M${n},${mark}${n}@example.org,${mark} ${n % 7}`),
    ],
    "supports.csv": ["idea,member", ...each(2_500, (n) => `1,${n}`)],
    "ideas.csv": ["id,kind,title,body,author,posted_at", "1,IDEA,T,B,1,2025-01-01"],
    // From the newest on, as such lists are often written.
    "comments.csv": [
      "id,idea,author,posted_at,body,reply_to",
      ...each(2_500, (n) => `${2_500 - n},1,${n},2025-01-01,B,${n % 7 === 0 ? "" : 2_499 - n}`),
    ],
  });

describe("a folder of many batches", () => {
  it("is loaded with rows that name rows further down", async () => {
    const { problems, counts } = await load(test.database, await folderOf("a"), { source: "a" });
    expect(problems).toEqual([]);
    expect(Object.values(counts).every(({ rows, added }) => rows === added)).toBe(true);
    const [depth] = await test.database.query(sql`
      SELECT count(*) FILTER (WHERE broader_id IS NULL)::int AS tops, count(*)::int AS themes FROM theme WHERE slug LIKE 'a-%'`);
    expect(depth).toEqual({ tops: 1, themes: 2_500 });
    const [threads] = await test.database.query(sql`
      SELECT count(*) FILTER (WHERE c.reply_to_id IS NULL)::int AS tops,
        count(*) FILTER (WHERE p.id IS NOT NULL AND p.reply_to_id IS NULL)::int AS replies
      FROM comment c LEFT JOIN comment p ON p.id = c.reply_to_id`);
    expect(threads).toEqual({ tops: 358, replies: 2_142 });
  });

  it("leaves figures for the planner behind, without which queries take many times as long", async () => {
    const [figures] = await test.database.query(sql`
      SELECT reltuples::int AS rows, EXISTS (SELECT FROM pg_stats WHERE tablename = relname) AS "hasValues"
      FROM pg_class WHERE relname = 'comment'`);
    expect(figures).toEqual({ rows: 2_500, hasValues: true });
  });

  it("notices a row that stood many batches above", async () => {
    const supports = ["idea,member", ...each(2_400, (n) => `1,${n}`), "1,7"];
    const themes = ["slug,label_nl", ...each(2_400, (n) => `c-${n},T`), "c-7,T", "c-8,Other"];
    const { problems, counts } = await load(
      test.database,
      await folders.make({ "themes.csv": themes, "supports.csv": supports }),
      { source: "a" },
    );
    expect(problems).toEqual([
      'themes.csv:2403: "c-8" stands on line 10 already, with other values: keep one of the two rows.',
    ]);
    expect(counts["themes.csv"]).toEqual({
      rows: 2_402,
      added: 2_400,
      changed: 0,
      unchanged: 1,
      conflicting: 0,
      invalid: 1,
    });
    expect(counts["supports.csv"]).toEqual({
      rows: 2_401,
      added: 0,
      changed: 0,
      unchanged: 2_401,
      conflicting: 0,
      invalid: 0,
    });
  });

  it("may be imported by two processes at the same time", async () => {
    const before = countsOf(await contentOf(test.database));
    const folder = await folderOf("b");
    const both = await Promise.all([
      load(test.database, folder, { source: "b" }),
      load(test.database, folder, { source: "b" }),
    ]);
    for (const file of ["themes.csv", "members.csv", "ideas.csv", "comments.csv", "supports.csv"]) {
      const [one, two] = both.map(({ counts }) => counts[file]!);
      expect([file, one!.added + two!.added, one!.invalid + two!.invalid]).toEqual([file, one!.rows, 0]);
    }
    const after = countsOf(await contentOf(test.database));
    expect([after.member! - before.member!, after.account! - before.account!]).toEqual([2_500, 2_500]);
    expect([after.comment! - before.comment!, after.organisation! - before.organisation!]).toEqual([2_500, 7]);
  });

  it("is completed by a second import when the first broke off", async () => {
    const folder = await folderOf("d");
    const breakOff = load(test.database, folder, {
      source: "d",
      onProgress: ({ file, rows }) => {
        if (file === "members.csv" && rows === 2_000) throw new Error("Broken off.");
      },
    });
    await expect(breakOff).rejects.toThrow("Broken off.");
    const { problems, counts } = await load(test.database, folder, { source: "d" });
    expect(problems).toEqual([]);
    expect(counts["themes.csv"]).toEqual({
      rows: 2_500,
      added: 0,
      changed: 0,
      unchanged: 2_500,
      conflicting: 0,
      invalid: 0,
    });
    expect(counts["members.csv"]).toEqual({
      rows: 2_500,
      added: 500,
      changed: 0,
      unchanged: 2_000,
      conflicting: 0,
      invalid: 0,
    });
    expect(counts["comments.csv"]!.added).toBe(2_500);
  });
});
