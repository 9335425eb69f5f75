import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { writeXlsx, type WriteOptions } from "hucre/xlsx";
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

type Sheets = WriteOptions["sheets"];

let sources = 0;

/** What an import of `members.xlsx` with these sheets brings in, and says. */
async function members(
  sheets: Sheets | string,
  options: Partial<WriteOptions> = {},
): Promise<{ found: object[]; remarks: string[]; problems: string[] }> {
  const source = `workbook ${++sources}`;
  const content = typeof sheets === "string" ? sheets : Buffer.from(await writeXlsx({ sheets, ...options }));
  const folder = await folders.make({ "members.xlsx": content });
  const { remarks: all, problems } = await load(test.database, folder, { source });
  // The workbooks of all tests have the same people.
  const remarks = all.filter((line) => !line.includes("has the id and name of a member of"));
  const found = await test.database.query<object>(sql`
    SELECT m.name, o.name AS organisation, m.joined_at AS joined FROM member m
    LEFT JOIN organisation o ON o.id = m.organisation_id WHERE m.source = ${source} ORDER BY m.source_id`);
  return { found, remarks, problems };
}

const list = {
  name: "Leden",
  rows: [
    ["id", "name"],
    [1, "An"],
  ],
};

describe("a workbook", () => {
  it("is read as it is, with its dates", async () => {
    const { remarks, problems, found } = await members([
      {
        name: "Blad1",
        rows: [
          ["id", "name", "organisation", "joined_at", null],
          [1, "Renée Maes", "Stad Aalst", new Date(Date.UTC(2026, 0, 2)), null],
          [null, null, null, null, null],
          [2, "Jörg D’Hondt", "Corps de Secours, Liège", "3/1/2026 10:00", null],
        ],
      },
    ]);
    expect(problems).toEqual([]);
    expect(remarks).toEqual([
      'members.xlsx: an Excel workbook, its sheet "Blad1"',
      "members.xlsx: 1 ambiguous dates, read like 3/1/2026 10:00 as 3 January 2026",
    ]);
    expect(found).toEqual([
      { name: "Renée Maes", organisation: "Stad Aalst", joined: new Date("2026-01-01T23:00:00Z") },
      { name: "Jörg D’Hondt", organisation: "Corps de Secours, Liège", joined: new Date("2026-01-03T09:00:00Z") },
    ]);
  });

  it("whose days count from 1904 has the dates that it shows", async () => {
    const rows = [
      ["id", "name", "joined_at"],
      [1, "An", new Date(Date.UTC(2025, 11, 1, 19))],
    ];
    expect((await members([{ name: "Leden", rows }], { dateSystem: "1904" })).found).toMatchObject([
      { joined: new Date("2025-12-01T18:00:00Z") },
    ]);
  });

  it("names the row of a problem", async () => {
    expect((await members([{ ...list, rows: [...list.rows, [2, null]] }])).problems).toEqual([
      "members.xlsx:3: name is empty: fill it in.",
    ]);
  });

  it("that is none is refused", async () => {
    await expect(members("no workbook")).rejects.toThrow(
      /^members\.xlsx:1: cannot be read as an Excel workbook \(.*\): save it again as \.xlsx without a password, or as CSV\.$/,
    );
  });
});

describe("a workbook of several sheets", () => {
  it("is read in its first, and the others are named", async () => {
    const { found, remarks } = await members([
      list,
      {
        name: "Oud",
        rows: [
          ["id", "name"],
          [9, "Bea"],
        ],
      },
    ]);
    expect(found).toMatchObject([{ name: "An" }]);
    expect(remarks).toEqual(['members.xlsx: an Excel workbook, its sheet "Leden"; does not read "Oud"']);
  });

  it.each([{ hidden: true }, { veryHidden: true }])("is not read in one that is hidden: %j", async (state) => {
    const hidden = {
      name: "Oud",
      rows: [
        ["id", "name"],
        [9, "Bea"],
      ],
      ...state,
    };
    const { found, remarks } = await members([hidden, list]);
    expect(found).toMatchObject([{ name: "An" }]);
    expect(remarks).toEqual(['members.xlsx: an Excel workbook, its sheet "Leden"']);
  });

  it("is read in the one whose header is known", async () => {
    const { found, remarks } = await members([
      { name: "Toelichting", rows: [["Deze lijst is van 2026"]] },
      { name: "Leeg", rows: [] },
      list,
    ]);
    expect(found).toMatchObject([{ name: "An" }]);
    expect(remarks).toEqual([
      'members.xlsx: an Excel workbook, its sheet "Leden", as "Toelichting" has no known header; does not read "Toelichting", "Leeg"',
    ]);
  });

  it("is refused when none has a header", async () => {
    const sheets = ["Een", "Twee"].map((name) => ({ name, rows: [["x", "y"]] }));
    await expect(members(sheets)).rejects.toThrow('members.xlsx:1: has no header: its first row is "x", "y"');
  });
});

describe("a cell of a workbook", () => {
  it("that is true or false is yes or no, and a formula is its value", async () => {
    const row = (...values: unknown[]): Map<string, object> =>
      new Map(values.map((value, column) => [`1,${column}`, value as object]));
    const gatherings = {
      name: "G",
      rows: [
        ["id", "title", "format", "starts_at"],
        ["g", "T", "IDEA", "2026-01-10"],
      ],
    };
    const registrations = [
      ["gathering", "member", "status", "attended"],
      ["g", 1, "GOING", true],
      ["g", 2, "GOING", false],
    ];
    const names = {
      name: "Leden",
      rows: [
        ["id", "name"],
        [1, null],
        [2, "Bea"],
      ],
      cells: row({ value: 1 }, { value: "An Maes", formula: 'B9&" Maes"', formulaResult: "An Maes" }),
    };
    const workbook = async (...sheets: object[]): Promise<Buffer> =>
      Buffer.from(await writeXlsx({ sheets: sheets as Sheets }));
    const folder = await folders.make({
      "members.xlsx": await workbook(names),
      "gatherings.xlsx": await workbook(gatherings),
      "registrations.xlsx": await workbook({ name: "R", rows: registrations }),
    });
    expect((await load(test.database, folder, { source: "cells" })).problems).toEqual([]);
    expect(
      await test.database.query(sql`
        SELECT m.name, r.checked_in_at IS NOT NULL AS attended FROM registration r JOIN member m ON m.id = r.member_id
        WHERE m.source = 'cells' ORDER BY m.source_id`),
    ).toEqual([
      { name: "An Maes", attended: true },
      { name: "Bea", attended: false },
    ]);
  });

  it.each(["#N/A", "#N/B", "#VERW!", "#DIV/0!", "#NOM?"])(
    "that is the error of a formula is bad: %s",
    async (error) => {
      const { problems } = await members([
        {
          ...list,
          rows: [
            ["id", "name", "organisation"],
            [1, "An", error],
          ],
        },
      ]);
      expect(problems).toEqual([
        `members.xlsx:2: organisation "${error}" is an error of a formula: correct the formula, or empty the cell. The row goes in without it.`,
      ]);
    },
  );
});
