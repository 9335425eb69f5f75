import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ImportError } from "../../src/import/import-error.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { contentOf, countsOf, Folders, load, wholeFolder } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

/** The message with which the folder is refused; nothing of it went in. */
async function refusalOf(files: Record<string, string[] | string | Buffer>): Promise<string> {
  const folder = await folders.make(files);
  const refusal: unknown = await load(test.database, folder).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ImportError);
  expect(Object.values(countsOf(await contentOf(test.database))).every((count) => count === 0)).toBe(true);
  return (refusal as ImportError).message.replaceAll(folder, "FOLDER");
}

const themes = ["slug,label_nl", "zon,Zon"];

describe("a folder is refused before anything is written", () => {
  it("when it is not there", async () => {
    await expect(load(test.database, "/nowhere/at/all")).rejects.toThrow(
      new ImportError("The folder /nowhere/at/all cannot be read: it does not exist."),
    );
  });

  it("when it has none of the files", async () => {
    expect(await refusalOf({ "eu-data-themes.csv": themes })).toMatch(
      /^The folder FOLDER has none of the files to import: themes\.csv, members\.csv, .*collaborations\.csv\.$/,
    );
  });

  it("when a column is unknown, missing or there twice, with all such columns", async () => {
    const message = await refusalOf({ "themes.csv": themes, "members.csv": "id,id,nmae\n", "supports.csv": "idea\n" });
    const columns =
      "the columns are id, name, email, headline, organisation, sector, experience, level, language, joined_at, first_name, last_name_prefix, last_name.";
    expect(message.split("\n")).toEqual([
      `members.csv:1: the column "nmae" is unknown: pass over it with --ignore-unknown, or name with --map the column that it is; ${columns}`,
      `members.csv:1: the column name is missing; ${columns}`,
      'members.csv:1: the column "id" stands there twice: keep one.',
      "supports.csv:1: the column member is missing; the columns are idea, member, since.",
    ]);
  });

  it("when a file is empty", async () => {
    expect(await refusalOf({ "themes.csv": themes, "members.csv": "" })).toBe(
      "members.csv: is empty: give it a header, or take it away.",
    );
  });

  it("when a quote is never closed, with the line", async () => {
    const rows = ["id,name", '1,"An\r\nPeeters"', "", "2,Bea", '3,"An\n4,Bea'];
    expect(await refusalOf({ "members.csv": rows })).toBe(
      "members.csv:6: is not CSV from here on: a quoted field never ends: close the quote.",
    );
  });

  it("when the days to move by are not whole", async () => {
    const folder = await folders.make({ "themes.csv": themes });
    await expect(load(test.database, folder, { shiftDays: 0.5 })).rejects.toThrow(ImportError);
  });
});

describe("a dry run", () => {
  it("reports what an import would, and writes nothing", async () => {
    const folder = await folders.make({
      ...wholeFolder,
      "interests.csv": ["member,theme,stance", "1,zon,SEEKS", "9,zon,SEEKS", "1,zon,OFFERS"],
    });
    const before = await contentOf(test.database);
    const dry = await load(test.database, folder, { dryRun: true });
    expect(await contentOf(test.database)).toEqual(before);
    const real = await load(test.database, folder);
    expect(dry).toEqual(real);
    expect(real.problems).toHaveLength(2);
    const after = await contentOf(test.database);
    expect(await load(test.database, folder, { dryRun: true })).toEqual(await load(test.database, folder));
    expect(await contentOf(test.database)).toEqual(after);
  });

  it("holds up nobody who writes the same meanwhile", async () => {
    const themes = { "themes.csv": ["slug,label_nl", "droog,Droog"] };
    const members = Array.from({ length: 10_000 }, (_, number) => `${number},M`);
    const folder = await folders.make({ ...themes, "members.csv": ["id,name", ...members] });
    const done: string[] = [];
    let real: Promise<unknown> | undefined;
    const onFile = ({ file }: { file: string }): void => {
      done.push(`dry ${file}`);
      real ??= folders
        .make(themes)
        .then((small) => load(test.database, small))
        .then(({ counts }) => done.push(`real, ${counts["themes.csv"]!.added} added`));
    };
    const dry = await load(test.database, folder, { dryRun: true, onFile });
    await real;
    expect(dry.counts["themes.csv"]!.added).toBe(1);
    expect(done).toEqual(["dry themes.csv", "real, 1 added", "dry members.csv"]);
  });
});
