import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import iconv from "iconv-lite";
import sql from "sql-template-tag";
import { delimiterNamed } from "../../src/import/tables/csv-table.js";
import { encodingOf } from "../../src/import/tables/encoding.js";
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

let sources = 0;

/** What an import of `members.csv` with this content brings in, and says. */
async function members(
  content: string | Buffer,
  options: Parameters<typeof load>[2] = {},
  name = "members.csv",
): Promise<{ found: object[]; remarks: string[]; problems: string[] }> {
  const source = `file ${++sources}`;
  const folder = await folders.make({ [name]: content });
  const { remarks: all, problems } = await load(test.database, folder, { source, ...options });
  // All lists here are of the same people.
  const remarks = all.filter((line) => !line.includes("has the id and name of a member of"));
  const found = await test.database.query<object>(sql`
    SELECT m.name, o.name AS organisation FROM member m LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE m.source = ${source} ORDER BY m.source_id`);
  return { found, remarks, problems };
}

const table = [
  ["id", "name", "organisation"],
  ["1", "Renée Maes", "Stad Aalst"],
  ["2", "Jörg D’Hondt", "Corps de Secours, Liège"],
];
const csv = (delimiter: string, lineEnd = "\n"): string =>
  table
    .map((row) => row.map((cell) => (cell.includes(delimiter) ? `"${cell}"` : cell)).join(delimiter) + lineEnd)
    .join("");
const found = [
  { name: "Renée Maes", organisation: "Stad Aalst" },
  { name: "Jörg D’Hondt", organisation: "Corps de Secours, Liège" },
];

describe("a file is read whatever separates its cells", () => {
  it.each([
    ["commas", ",", "commas, UTF-8"],
    ["semicolons, as a Belgian Excel writes them", ";", "semicolons, UTF-8"],
    ["tabs", "\t", "tabs, UTF-8"],
    ["bars", "|", "bars, UTF-8"],
  ])("%s", async (_what, delimiter, recognised) => {
    expect(await members(csv(delimiter))).toEqual({ found, remarks: [`members.csv: ${recognised}`], problems: [] });
  });

  it.each(["sep=;\r\n", '"sep=;"\r\n', "SEP=;\n"])("with the line that names it to Excel: %j", async (line) => {
    const { found: read, problems } = await members(`${line}id;name;organisation\r\n1;An;\r\n2;;\r\n`);
    expect(read).toEqual([{ name: "An", organisation: null }]);
    expect(problems).toEqual(["members.csv:4: name is empty: fill it in."]);
  });

  it.each([",", ";", "\t"])("and each of its lines is quoted as a whole: %j", async (delimiter) => {
    const lines = csv(delimiter).trimEnd().split("\n");
    const quoted = lines.map((line) => `"${line.replaceAll('"', '""')}"\n`).join("");
    const { found: read, remarks, problems } = await members(quoted);
    expect([read, problems]).toEqual([found, []]);
    expect(remarks[0]).toMatch(/^members\.csv: \w+ in quoted lines, UTF-8$/);
  });

  it.each([
    ["tab", "\t"],
    ["Tabs", "\t"],
    ["\\t", "\t"],
    ["comma", ","],
    ["semicolon", ";"],
    [";", ";"],
    ["x", undefined],
  ])("by its name: %s", (name, delimiter) => expect(delimiterNamed(name)).toBe(delimiter));

  it("as told, when the header does not show it", async () => {
    const { found: read } = await members("id;name,organisation\n", { delimiter: ";" }).catch((error: Error) => ({
      found: error.message,
    }));
    expect(read).toContain('members.csv:1: the column "name,organisation" is unknown');
  });
});

describe("a file is read whatever its encoding", () => {
  const mark = "\uFEFF";
  it.each([
    ["UTF-8 with a byte order mark", Buffer.from(mark + csv(",")), "commas, UTF-8"],
    ["Windows-1252", iconv.encode(csv(";"), "windows-1252"), "semicolons, Windows-1252"],
    ["UTF-16", iconv.encode(mark + csv("\t"), "utf-16le"), "tabs, UTF-16"],
    [
      "UTF-16 with the high byte first",
      iconv.encode(mark + csv(","), "utf-16be"),
      "commas, UTF-16 with the high byte first",
    ],
    ["UTF-16 without a mark", iconv.encode(csv(","), "utf-16le"), "commas, UTF-16"],
    ["that of old Macs", iconv.encode(csv(";", "\r"), "macintosh"), "semicolons, Mac Roman"],
  ])("%s", async (_what, content, recognised) => {
    expect(await members(content)).toEqual({ found, remarks: [`members.csv: ${recognised}`], problems: [] });
  });

  it.each(["UTF-16", "utf-16le"])("UTF-16 by its name alone, whichever byte comes first: %s", async (name) => {
    const encoding = encodingOf(name);
    for (const bytes of ["utf-16le", "utf-16be"])
      expect((await members(iconv.encode(mark + csv(","), bytes), { encoding })).found).toEqual(found);
  });

  it.each([
    ["UTF-8", "utf-8"],
    ["Windows-1252", "windows-1252"],
    ["cp1252", "windows-1252"],
    ["Latin1", "windows-1252"],
    ["ISO-8859-1", "windows-1252"],
    ["iso 8859-15", "iso-8859-15"],
    ["mac roman", "macintosh"],
    ["ebcdic", undefined],
  ])("by any of its names: %s", (name, encoding) => expect(encodingOf(name)).toBe(encoding));

  it("as told", async () => {
    const content = iconv.encode("id,name\n1,50 € club\n", "iso-8859-15");
    expect((await members(content, { encoding: "iso-8859-15" })).found).toEqual([
      { name: "50 € club", organisation: null },
    ]);
  });

  it("recognised from the last character of a file larger than one chunk", async () => {
    const rows = Array.from({ length: 30_000 }, (_, n) => `${n},An Peeters`);
    const content = Buffer.concat([Buffer.from(`id,name\n${rows.join("\n")}\n`), Buffer.from("x,Zo\xeb", "latin1")]);
    const { remarks, found: read } = await members(content);
    expect(remarks).toEqual(["members.csv: commas, Windows-1252"]);
    expect(read.at(-1)).toEqual({ name: "Zoë", organisation: null });
  });

  it("but what was saved in a wrong one before is refused", async () => {
    const { problems, found: read } = await members("id,name\n1,RenÃ©e\n2,Dâ€™Hondt\n3,LIBERTÉ»\n4,São Ângelo\n");
    const remedy = "export the list once more, as UTF-8.";
    expect(problems).toEqual([
      `members.csv:2: name "RenÃ©e" was once saved in a wrong encoding (Ã© was é): ${remedy}`,
      `members.csv:3: name "Dâ€™Hondt" was once saved in a wrong encoding (â€™ was ’): ${remedy}`,
    ]);
    expect(read).toHaveLength(2);
  });
});

describe("a file is read whatever its lines are like", () => {
  it.each([
    ["line feeds", "\n"],
    ["carriage returns and line feeds", "\r\n"],
    ["carriage returns alone", "\r"],
  ])("%s", async (_what, end) => {
    expect((await members(csv(",", end))).found).toEqual(found);
  });

  it("with blank rows and empty columns at the end", async () => {
    const lines = ["id,name,organisation,,", "1,Renée Maes,Stad Aalst,,", "", ",,,,", "   ", "2,An", ",,"];
    const { found: read, problems } = await members(lines.join("\n"));
    expect(problems).toEqual([]);
    expect(read).toEqual([found[0], { name: "An", organisation: null }]);
  });

  it("with a value where the header has no name, which is bad", async () => {
    const { problems } = await members("id,name,,organisation\n1,An,x,\n2,Bea,,\n3,Cis,,,y\n");
    expect(problems).toEqual([
      'members.csv:2: has "x" in column 3, which has no name: name it in the header, or take the value away.',
      "members.csv:4: has 5 columns where the header has 4: put values that hold commas between quotes.",
    ]);
  });

  it("with a carriage return that got into a line", async () => {
    expect((await members("id,name,organisation\n1,An,Corps de Secours\rde Liège\n")).found).toEqual([
      { name: "An", organisation: "Corps de Secours de Liège" },
    ]);
  });

  it("with quotes in the middle of a cell", async () => {
    expect(
      (await members('id,name\n1,"Jan ""Jef"" Peeters"\n2,Jan "Jef" Peeters\n3,\'t Jolle\n4,"An" Bea\n')).found,
    ).toEqual(
      ['Jan "Jef" Peeters', 'Jan "Jef" Peeters', "'t Jolle", '"An" Bea'].map((name) => ({ name, organisation: null })),
    );
  });
});
