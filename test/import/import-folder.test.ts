import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load, wholeFolder } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

const rows = <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row[]> =>
  test.database.query<Row>(statement);
const added = (rows: number, more = {}): object => ({
  rows,
  added: rows,
  changed: 0,
  unchanged: 0,
  conflicting: 0,
  invalid: 0,
  ...more,
});

describe("importing", () => {
  it("reads a file of Windows: with a byte order mark, carriage returns, blank lines and spaces around values", async () => {
    const content = '\uFEFFslug , label_nl\r\nvensters, Vensters \r\n\r\n  ramen,"Ramen, en deuren"\r\n';
    const folder = await folders.make({ "themes.csv": content });
    expect((await load(test.database, folder)).problems).toEqual([]);
    expect(await rows(sql`SELECT slug, label_nl FROM theme ORDER BY slug`)).toEqual([
      { slug: "ramen", label_nl: "Ramen, en deuren" },
      { slug: "vensters", label_nl: "Vensters" },
    ]);
  });

  it("takes the name of the folder for the source", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,An"] });
    await load(test.database, `${folder}/`, { source: undefined });
    expect(await rows(sql`SELECT name FROM member WHERE source = ${basename(folder)}`)).toEqual([{ name: "An" }]);
  });

  it("sees an address that somebody takes while a batch is under way", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,email", "1,An,taken@example.org", "2,Bea,free@example.org"],
    });
    await load(test.database, await folders.make({ "members.csv": ["id,name", "1,Cis"] }), { source: "signed-up" });
    // The sign-up is not committed yet when the batch looks for the address; it is when the batch inserts it.
    const signUp = test.database.source.createQueryRunner();
    await signUp.startTransaction();
    await signUp.query(
      `INSERT INTO account (member_id, email) SELECT id, 'taken@example.org' FROM member WHERE source = 'signed-up'`,
    );
    let committed: Promise<void> | undefined;
    const newId = (): string => {
      committed ??= signUp.commitTransaction();
      return uuidv7();
    };
    const { problems, remarks, counts } = await load(test.database, folder, { source: "overtaken", newId });
    await committed;
    await signUp.release();
    expect(problems).toEqual([]);
    expect(remarks).toContain(
      'members.csv:2: has the address "taken@example.org" of somebody who is there already, and stands for them',
    );
    expect(counts["members.csv"]).toMatchObject({ rows: 2, added: 1, unchanged: 1, invalid: 0 });
  });

  it("moves every date by whole days", async () => {
    const folder = await folders.make(wholeFolder);
    const { "members.csv": members } = wholeFolder;
    const shifted = await folders.make({
      ...wholeFolder,
      "members.csv": members.map((line) => line.replace("@", "+s@")),
    });
    expect(folder).not.toBe(shifted);
    await load(test.database, shifted, { source: "shifted", shiftDays: 100 });
    const [row] = await rows(sql`
      SELECT (SELECT joined_at FROM member WHERE source = 'shifted' AND source_id = '1') AS joined,
        (SELECT posted_at FROM idea WHERE source = 'shifted' AND source_id = '1') AS posted,
        (SELECT posted_at FROM comment WHERE source = 'shifted' AND source_id = 'a') AS commented,
        (SELECT starts_at FROM gathering WHERE source = 'shifted' AND source_id = '1') AS starts,
        (SELECT ends_at FROM gathering WHERE source = 'shifted' AND source_id = '1') AS ends`);
    expect(row).toEqual({
      joined: new Date("2024-08-14T07:08:09Z"),
      posted: new Date("2025-04-11T09:00:00Z"),
      commented: new Date("2025-04-12T10:00:00Z"),
      starts: new Date("2025-06-09T19:00:00Z"),
      ends: new Date("2025-06-09T21:00:00Z"),
    });
  });

  it("tells of its progress, up to the whole of each file", async () => {
    const folder = await folders.make({ "themes.csv": ["slug,label_nl", "voortgang,Voortgang"] });
    const seen: object[] = [];
    await load(test.database, folder, {
      onProgress: (progress) => seen.push(progress),
      onFile: (file) => seen.push(file),
    });
    expect(seen).toEqual([
      { file: "themes.csv", bytes: 34, totalBytes: 34, rows: 1 },
      { file: "themes.csv", bytes: 34, totalBytes: 34, rows: 1 },
      { file: "themes.csv", ...added(1) },
    ]);
  });

  it("loads a real network, row for row", async () => {
    const folder = "../shared/data/meetup-missoula";
    if (!existsSync(folder)) {
      process.stderr.write(`Skipped: ${folder} is not there.\n`);
      return;
    }
    const { problems, counts } = await load(test.database, folder);
    expect(problems).toEqual([]);
    for (const [file, { rows, added }] of Object.entries(counts)) {
      // No field of this network spans lines.
      const lines = (await readFile(join(folder, file), "utf8")).trimEnd().split("\n").length;
      expect([file, rows, added]).toEqual([file, lines - 1, lines - 1]);
    }
    const again = await load(test.database, folder);
    expect(Object.values(again.counts).every(({ rows, unchanged }) => rows === unchanged)).toBe(true);
  });
});
