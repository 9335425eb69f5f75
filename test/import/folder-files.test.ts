import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
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

const leden = ["id,Voornaam,Achternaam", "1,An,Maes"];

describe("a file of a folder that is not read is named, with what to do", () => {
  /** What is said of the file beside a members.csv, in an import without and in one with guesses. */
  const importedBeside = async (name: string, content: string[] = ["x"]) =>
    load(test.database, await folders.make({ "members.csv": ["id,name", "1,An"], [name]: content }), {
      source: "beside",
    });
  const beside = async (name: string, content?: string[]): Promise<string[]> =>
    (await importedBeside(name, content)).problems;

  it.each([
    ["Leden.xls", "save it as members.csv or members.xlsx, or pass over it with --map."],
    ["Inschrijvingen.xlsm", "save it as registrations.csv or registrations.xlsx, or pass over it with --map."],
    ["ideas.ods", "save it as ideas.csv or ideas.xlsx, or pass over it with --map."],
    ["comments.json", "save it as comments.csv or comments.xlsx, or pass over it with --map."],
    ["Ideas.csv", "rename it to ideas.csv, or import with --guess or --map."],
    ["registration.csv", "rename it to registrations.csv, or import with --guess or --map."],
    ["Ideeën 2026.CSV", "rename it to ideas.csv, or import with --guess or --map."],
  ])("%s", async (name, remedy) => expect(await beside(name)).toEqual([`${name}: is not read: ${remedy}`]));

  it.each([
    ["README.md", ["x"]],
    ["dieet.csv", ["naam,dieet"]],
    ["held-out-members.csv", leden],
  ])("%s, which is no fault, as nothing says that it is meant", async (name, content) => {
    const { problems, remarks } = await importedBeside(name, content);
    expect(problems).toEqual([]);
    expect(remarks).toContainEqual(expect.stringContaining(`${name}: is not read`));
  });

  it("when there is one of its kind already", async () => {
    expect(await beside("Leden.csv", leden)).toEqual([
      "Leden.csv: is not read, as it looks like a second members.csv: say with --map what it is, or null for nothing.",
    ]);
  });

  it.each([".DS_Store", "~$members.xlsx", ".~lock.members.csv#", "Thumbs.db"])(
    "but nothing is said of %s",
    async (name) => expect(await beside(name)).toEqual([]),
  );

  it("nor of folders and of the files of the import itself", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,An"], "map.json": "{}" });
    await mkdir(join(folder, "old"));
    const besides = [join(folder, "map.json")];
    expect((await load(test.database, folder, { source: "own", besides })).problems).toEqual([]);
  });

  it("nor of those that the map passes over", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,An"], "README.md": "x", "Leden.csv": leden });
    const map = { "README.md": null, "Leden.csv": null };
    expect((await load(test.database, folder, { source: "own", map })).problems).toEqual([]);
  });

  it("and when it is the only one, nothing is imported", async () => {
    const folder = await folders.make({ "Leden.csv": leden });
    const problems: string[] = [];
    await expect(
      load(test.database, folder, { onProblem: ({ file, reason }) => problems.push(`${file}: ${reason}`) }),
    ).rejects.toThrow(/ has none of the files to import: themes\.csv, members\.csv, /);
    expect(problems).toEqual(["Leden.csv: is not read: rename it to members.csv, or import with --guess or --map."]);
  });
});

describe("a file is taken for what it looks like", () => {
  it.each([
    ["Leden.csv", leden, "members.csv"],
    ["Membres 2026.csv", ["id,Prénom,Nom", "1,An,Maes"], "members.csv"],
    ["Thema's.csv", ["slug,label_nl", "zon,Zon"], "themes.csv"],
    ["Bijeenkomsten.csv", ["nr,titel,werkvorm,datum", "1,T,idee,2026-02-01"], "gatherings.csv"],
    ["export.csv", ["E-mail;Voornaam;Familienaam;Bestuur", "an@example.org;An;Maes;Gent"], "members.csv"],
    ["Blad1.csv", ["id,title,format,starts_at", "1,T,IDEA,2026-02-01"], "gatherings.csv"],
  ])("in a dry run, which shows it: %s", async (name, content, kind) => {
    const { remarks, problems, counts } = await load(test.database, await folders.make({ [name]: content }), {
      dryRun: true,
    });
    expect(problems).toEqual([]);
    expect(remarks).toEqual(
      expect.arrayContaining([
        `${name}: is taken for ${kind}`,
        "To import what was guessed like that: --guess; to say it otherwise: --map.",
      ]),
    );
    expect(counts[name]!.added).toBe(1);
  });

  it("and in an import that accepts the guesses", async () => {
    const folder = await folders.make({ "Leden.csv": leden, "contacten.csv": leden });
    const { counts, problems } = await load(test.database, folder, { source: "guess", guess: true });
    expect(counts["Leden.csv"]).toMatchObject({ added: 1 });
    expect(problems).toEqual([
      expect.stringContaining("contacten.csv: is not read, as it looks like a second members.csv"),
    ]);
  });
});

describe("the files of a folder", () => {
  it("are one of a kind", async () => {
    const folder = await folders.make({ "members.csv": ["id,name"], "members.tsv": ["id\tname"] });
    await expect(load(test.database, folder)).rejects.toThrow(
      "members.csv and members.tsv are both members.csv: keep one.",
    );
  });

  it("may be given one at a time", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,An"], "ideas.csv": ["id"] });
    const { counts } = await load(test.database, join(folder, "members.csv"), { source: "one file" });
    expect(Object.keys(counts)).toEqual(["members.csv"]);
  });
});
