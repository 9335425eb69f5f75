import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { announcing } from "../../src/core/event-log/announce.js";
import { inOneTransaction } from "../../src/import/atomic-batches.js";
import { importedEvent } from "../../src/import/batch-writer.js";
import { nothing } from "../../src/import/load-rows.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load, today } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

const rows = Array.from({ length: 4_500 }, (_, n) => `${n},Lid ${n},l${n}@example.org`);
const broken = {
  "themes.csv": ["slug,label_nl", "zon,Zon"],
  "members.csv": ["id,name,email", ...rows, '9,"nooit gesloten'],
};
const counts = async (source: string): Promise<object> => {
  const [row] = await test.database.query<object>(sql`
    SELECT (SELECT count(*)::int FROM member WHERE source = ${source}) AS members,
      (SELECT count(*)::int FROM event WHERE data->>'source' = ${source}) AS events`);
  return row!;
};

describe("a file that breaks off far down", () => {
  it("leaves what was written, and says how much", async () => {
    const reports: object[] = [];
    const folder = await folders.make(broken);
    const options = { source: "told", onFile: (report: object) => reports.push(report) };
    await expect(load(test.database, folder, options)).rejects.toThrow(
      "members.csv:4502: is not CSV from here on: a quoted field never ends: close the quote.",
    );
    expect(reports).toContainEqual(
      expect.objectContaining({ file: "members.csv", rows: 4_000, added: 4_000, invalid: 0 }),
    );
    expect(await counts("told")).toEqual({ members: 4_000, events: 3 });
  });

  it("leaves nothing when all or nothing was asked", async () => {
    const before = await test.database.query(sql`SELECT count(*)::int AS count FROM theme`);
    await expect(load(test.database, await folders.make(broken), { source: "atomic", atomic: true })).rejects.toThrow(
      "is not CSV from here on",
    );
    expect(await counts("atomic")).toEqual({ members: 0, events: 0 });
    expect(await test.database.query(sql`SELECT count(*)::int AS count FROM theme`)).toEqual(before);
  });
});

describe("an import of all or nothing", () => {
  it("writes all, with its events", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,email", ...rows.map((row) => `a${row.replace(/,l/, ",a")}`)],
    });
    const { counts: report } = await load(test.database, folder, { source: "all", atomic: true });
    expect(report["members.csv"]!.added).toBe(4_500);
    expect(await counts("all")).toEqual({ members: 4_500, events: 3 });
  });

  it.each([
    ["row", { "members.csv": ["id,name", "1,An", "9,"] }],
    ["value of a row", { "gatherings.csv": ["id,title,format,starts_at,capacity", "1,T,IDEA,2026-02-01,veel"] }],
    ["name of a file", { "members.csv": ["id,name", "1,An"], "registration.csv": ["gathering,member"] }],
  ])("writes nothing when a %s is bad", async (_what, files) => {
    const { problems, remarks } = await load(test.database, await folders.make(files), { source: "bad", atomic: true });
    expect(problems).toHaveLength(1);
    expect(remarks).toContain("nothing was written, as --atomic asks: 1 problems are to be mended first");
    expect(await counts("bad")).toEqual({ members: 0, events: 0 });
    expect(await test.database.query(sql`SELECT 1 FROM gathering WHERE source = 'bad'`)).toEqual([]);
  });

  it("lets others post meanwhile", async () => {
    const options = { files: [], source: "beside", now: () => today, newId: uuidv7 };
    const outcome = { ...nothing(), added: 1, written: 1 };
    await inOneTransaction(test.database, options, async (writer) => {
      await writer.write("members.csv", () => Promise.resolve(outcome));
      await announcing(test.database, (_manager, announce) => {
        announce(importedEvent("posted", "members.csv", 1));
        return Promise.resolve();
      });
    });
    const order = await test.database.query<{ source: string }>(
      sql`SELECT data->>'source' AS source FROM event WHERE data->>'source' IN ('posted', 'beside') ORDER BY position`,
    );
    expect(order.map(({ source }) => source)).toEqual(["posted", "beside"]);
  });
});
