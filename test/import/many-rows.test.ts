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
      ...each(5_000, (n) => `${mark}-${n},T,${n === 4_999 ? "" : `${mark}-${n + 1}`}`),
    ],
    "members.csv": [
      "id,name,email,organisation",
      ...each(5_000, (n) => `${n},M${n},${mark}${n}@example.org,${mark} ${n % 7}`),
    ],
    "supports.csv": ["idea,member", ...each(5_000, (n) => `1,${n}`)],
    "ideas.csv": ["id,kind,title,body,author,posted_at", "1,IDEA,T,B,1,2025-01-01"],
    // From the newest on, as such lists are often written.
    "comments.csv": [
      "id,idea,author,posted_at,body,reply_to",
      ...each(5_000, (n) => `${5_000 - n},1,${n},2025-01-01,B,${n % 5 === 4 ? "" : 4_999 - n}`),
    ],
  });

describe("a folder of many batches", () => {
  it("is loaded with rows that name rows further down", async () => {
    const { problems, counts } = await load(test.database, await folderOf("a"), { source: "a" });
    expect(problems).toEqual([]);
    expect(Object.values(counts).every(({ rows, added }) => rows === added)).toBe(true);
    const [depth] = await test.database.query(sql`
      SELECT count(*) FILTER (WHERE broader_id IS NULL)::int AS tops, count(*)::int AS themes FROM theme WHERE slug LIKE 'a-%'`);
    expect(depth).toEqual({ tops: 1, themes: 5_000 });
    const [threads] = await test.database.query(sql`
      SELECT count(*) FILTER (WHERE c.reply_to_id IS NULL)::int AS tops,
        count(*) FILTER (WHERE p.id IS NOT NULL AND p.reply_to_id IS NULL)::int AS replies
      FROM comment c LEFT JOIN comment p ON p.id = c.reply_to_id`);
    expect(threads).toEqual({ tops: 1_000, replies: 4_000 });
  });

  it("notices a row that stood many batches above", async () => {
    const supports = ["idea,member", ...each(4_500, (n) => `1,${n}`), "1,7"];
    const themes = ["slug,label_nl", ...each(4_500, (n) => `c-${n},T`), "c-7,T", "c-8,Other"];
    const { problems, counts } = await load(
      test.database,
      await folders.make({ "themes.csv": themes, "supports.csv": supports }),
      { source: "a" },
    );
    expect(problems).toEqual([
      'themes.csv:4503: "c-8" stands on line 10 already, with other values: keep one of the two rows.',
    ]);
    expect(counts["themes.csv"]).toEqual({ rows: 4_502, added: 4_500, unchanged: 1, bad: 1 });
    expect(counts["supports.csv"]).toEqual({ rows: 4_501, added: 0, unchanged: 4_501, bad: 0 });
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
      expect([file, one!.added + two!.added, one!.bad + two!.bad]).toEqual([file, one!.rows, 0]);
    }
    const after = countsOf(await contentOf(test.database));
    expect([after.member! - before.member!, after.account! - before.account!]).toEqual([5_000, 5_000]);
    expect([after.comment! - before.comment!, after.organisation! - before.organisation!]).toEqual([5_000, 7]);
  });

  it("is completed by a second import when the first broke off", async () => {
    const folder = await folderOf("d");
    const breakOff = load(test.database, folder, {
      source: "d",
      onProgress: ({ file, rows }) => {
        if (file === "members.csv" && rows === 4_000) throw new Error("Broken off.");
      },
    });
    await expect(breakOff).rejects.toThrow("Broken off.");
    const { problems, counts } = await load(test.database, folder, { source: "d" });
    expect(problems).toEqual([]);
    expect(counts["themes.csv"]).toEqual({ rows: 5_000, added: 0, unchanged: 5_000, bad: 0 });
    expect(counts["members.csv"]).toEqual({ rows: 5_000, added: 1_000, unchanged: 4_000, bad: 0 });
    expect(counts["comments.csv"]!.added).toBe(5_000);
  });
});
