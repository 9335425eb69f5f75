import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sql from "sql-template-tag";
import { ino, type Ended } from "../../commands/programs.js";
import { testDatabase, type TestDatabase } from "../../support/database.js";
import { graphOfTurtle, rowsOf, turtle } from "./exchanging.js";

let network: TestDatabase;
let folder: string;
beforeAll(async () => {
  network = await testDatabase();
  folder = await mkdtemp(join(tmpdir(), "ino-vocabulary-"));
});
afterAll(async () => {
  await network.drop();
  await rm(folder, { recursive: true });
});

const vocabulary = (...args: string[]): Promise<Ended> =>
  ino(["vocabulary", ...args], {
    ...{ DATABASE_URL: network.url, DATA_DIR: join(folder, "data"), PUBLIC_URL: "https://ino.example/" },
  });
const file = async (name: string, content: string): Promise<string> => {
  await writeFile(join(folder, name), content);
  return join(folder, name);
};
const csv = "slug,label_nl,label_fr,synonyms,broader\nzorg,Zorg,Santé,hulp|soins,\nthuiszorg,Thuiszorg,,,zorg\n";

describe("ino vocabulary", () => {
  it("shows what it would import, then imports it, and a second time changes nothing", async () => {
    const path = await file("gent.csv", csv);
    const done = { code: 0, err: "" };
    expect(await vocabulary("import", path, "--dry-run")).toEqual({
      ...done,
      out: "2 added, 0 changed, 0 unchanged. Nothing was written.\n",
    });
    expect(await vocabulary("import", path)).toEqual({ ...done, out: "2 added, 0 changed, 0 unchanged.\n" });
    expect(await vocabulary("import", path)).toEqual({ ...done, out: "0 added, 0 changed, 2 unchanged.\n" });
    const [theme] = await network.database.query<{ source: string }>(sql`SELECT source FROM theme WHERE slug = 'zorg'`);
    expect(theme!.source).toBe("gent");
  });

  it("exports to a file by its ending, and in Turtle to standard output", async () => {
    const path = join(folder, "out.csv");
    expect(await vocabulary("export", path)).toEqual({ code: 0, out: "", err: "" });
    expect(rowsOf(await readFile(path, "utf8"))).toEqual(rowsOf(csv));
    const { out } = await vocabulary("export");
    expect(graphOfTurtle(out)[0]!.subject.value).toBe("https://ino.example/export/vocabulary");
    const { out: json } = await vocabulary("export", "--format", "jsonld");
    expect(JSON.parse(json)).toHaveProperty("@graph");
  });

  it("names what differs and stays", async () => {
    const path = await file("brugge.ttl", turtle(`x:zorg a skos:Concept; skos:prefLabel "Zorgen"@nl.`));
    expect(await vocabulary("import", path)).toMatchObject({
      ...{ code: 0, out: "0 added, 0 changed, 0 unchanged.\nzorg differs from what the network has, which stays.\n" },
    });
  });

  it("lists what is wrong with each theme, and writes nothing", async () => {
    const path = await file("bad.ttl", turtle(`x:nieuw a skos:Concept; skos:prefLabel "N"@nl. x:a a skos:Concept.`));
    expect(await vocabulary("import", path)).toEqual({
      ...{ code: 1, out: "" },
      err: `${path}: “a” has no label: give it one in Dutch, French or English.\nNothing was written.\n`,
    });
    expect(await network.database.query(sql`SELECT FROM theme`)).toHaveLength(2);
  });

  it.each([
    [["import"], /^The file to import is missing\./],
    [["import", "nowhere.ttl"], /^There is no file nowhere\.ttl\./],
    [
      ["import", "themes.doc"],
      /^The format of themes\.doc is not known by its ending: say it by --format, one of ttl, jsonld, csv\./,
    ],
    [["export", "--format", "rdf"], /^--format is one of ttl, jsonld, csv\./],
    [["merge", "a.ttl"], /^merge is neither export nor import\./],
  ])("refuses %j with the remedy", async (args, message) => {
    expect(await vocabulary(...args)).toMatchObject({ code: 1, out: "", err: expect.stringMatching(message) });
  });
});
