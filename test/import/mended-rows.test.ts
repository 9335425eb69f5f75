import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import type { ImportProblem } from "../../src/import/import-folder.js";
import { problemReport } from "../../src/import/problem-report.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

/** Imports with a report, and gives its files. */
async function reported(
  path: string,
  report: string,
  options: Parameters<typeof load>[2],
): Promise<{ files: string[]; problems: string[]; added: number }> {
  const { add, close } = await problemReport(report);
  const problems: ImportProblem[] = [];
  const { counts } = await load(test.database, path, {
    ...options,
    onProblem: (problem) => {
      problems.push(problem);
      add(problem);
    },
  });
  return {
    files: await close(),
    problems: problems.map(({ reason }) => reason),
    added: Object.values(counts).reduce((sum, { added }) => sum + added, 0),
  };
}

const mend = async (file: string, ...changes: [string, string][]): Promise<void> => {
  let text = await readFile(file, "utf8");
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, to);
  }
  await writeFile(file, text);
};

describe("a report of bad rows", () => {
  it("has them as they stand in their file, and goes in once it is mended", async () => {
    const folder = await folders.make({
      "Leden.csv": [
        "Voornaam;Achternaam;E-mail;Dieet",
        "An;Maes;an@example.org;",
        '=1+1;"+32; -A";bea@;@veggie',
        "'=2;X;x@;\u2019t",
      ],
    });
    const report = join(folder, "slecht.csv");
    const map = { "Leden.csv": { file: "members.csv", columns: { Dieet: null } } };
    const first = await reported(folder, report, { source: "leden", map, guess: true });
    expect(first).toMatchObject({ files: [report], added: 1 });
    expect(await readFile(report, "utf8")).toBe(
      [
        "\uFEFFline of members.csv;problem;Voornaam;Achternaam;E-mail;Dieet",
        `3;"email ""bea@"" must be an e-mail address such as name@example.org.";'=1+1;"'+32; -A";bea@;'@veggie`,
        `4;"email ""x@"" must be an e-mail address such as name@example.org.";''=2;X;x@;\u2019t`,
        "",
      ].join("\n"),
    );
    await mend(report, [";bea@;", ";bea@example.org;"]);
    const second = await reported(report, report, { source: "leden" });
    expect(second).toMatchObject({ files: [report], added: 1, problems: [expect.stringContaining('email "x@"')] });
    await mend(report, [";x@;", ";x@example.org;"]);
    const third = await reported(report, report, { source: "leden" });
    expect(third).toEqual({ files: [], added: 1, problems: [] });
    const names = await test.database.query<{ name: string }>(
      sql`SELECT name FROM member WHERE source = 'leden' ORDER BY joined_at, id`,
    );
    expect(names.map(({ name }) => name)).toEqual(["An Maes", "=1+1 +32; -A", "'=2 X"]);
    expect(await readdir(folder)).toEqual(["Leden.csv"]);
  });

  it("is one file for each kind, which one import of their folder takes in the right order", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,email", "1,An,", "2,Bea,bea@"],
      "gatherings.csv": ["id,title,format,starts_at,capacity", "g,Avond,IDEA,2026-02-01,veel"],
      "registrations.csv": ["gathering,member,status", "g,1,GOING", 'g,2,GOING,"te veel"'],
    });
    const mending = await folders.make({});
    const first = await reported(folder, join(mending, "bad.csv"), { source: "evening" });
    expect(first.files).toEqual(
      ["members", "gatherings", "registrations"].map((kind) => join(mending, `bad.${kind}.csv`)),
    );
    expect((await readdir(mending)).sort()).toEqual(["bad.gatherings.csv", "bad.members.csv", "bad.registrations.csv"]);
    const [members, gatherings, registrations] = first.files as [string, string, string];
    await mend(members, [",bea@", ",bea@example.org"]);
    await mend(gatherings, [",veel", ",20"]);
    await mend(registrations, [",te veel", ""]);
    const { problems } = await load(test.database, mending, { source: "evening" });
    expect(problems).toEqual([]);
    expect(
      await test.database.query(sql`
        SELECT g.capacity, count(*)::int AS guests FROM gathering g JOIN registration r ON r.gathering_id = g.id
        WHERE g.source = 'evening' GROUP BY 1`),
    ).toEqual([{ capacity: 20, guests: 2 }]);
  });

  it("names what only a map explained, so that it needs none", async () => {
    const folder = await folders.make({ "members.csv": ["Sleutel,Wie,Post,name", "1,An,an@,Anders"] });
    const columns = { Sleutel: "id", Wie: "name", Post: "email", name: null };
    const report = join(folder, "bad.csv");
    await reported(folder, report, { source: "mapped", map: { "members.csv": { columns } } });
    await mend(report, ["id,name,email,name (passed over)", "id,name,email,name (passed over)"], [",an@,", ",,"]);
    expect((await load(test.database, report, { source: "mapped" })).problems).toEqual([]);
    expect(await test.database.query(sql`SELECT name FROM member WHERE source = 'mapped'`)).toEqual([{ name: "An" }]);
  });

  it("beside the list that it comes from is passed over with it", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,"] });
    await reported(folder, join(folder, "bad.csv"), { source: "beside" });
    const { problems, remarks } = await load(test.database, folder, { source: "beside" });
    expect(problems).toEqual(["members.csv:2: name is empty: fill it in."]);
    expect(remarks).toContainEqual(expect.stringMatching(/^bad\.csv: is not read/));
  });

  it("of members who went in without their bad values gives them the right ones", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,email,joined_at,sector", "mv1,An,mv1@,2025-02-30,STATE"],
    });
    await load(test.database, folder, { source: "values of members" });
    const mended = await folders.make({
      "members.csv": ["id,name,email,joined_at,sector", "mv1,An,mv1@example.org,2025-02-28,BUSINESS"],
    });
    const { problems, counts } = await load(test.database, mended, { source: "values of members" });
    expect([problems, counts["members.csv"]!.changed]).toEqual([[], 1]);
    expect(
      await test.database.query(sql`
        SELECT a.email, m.sector, m.joined_at AT TIME ZONE 'Europe/Brussels' = '2025-02-28' AS "isRight"
        FROM member m JOIN account a ON a.member_id = m.id WHERE source_id = 'mv1'`),
    ).toEqual([{ email: "mv1@example.org", sector: "BUSINESS", isRight: true }]);
  });
});
