import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import sql from "sql-template-tag";
import { readFolderMap } from "../../src/import/folder-map.js";
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

const membersOf = (source: string): Promise<object[]> =>
  test.database.query(sql`
    SELECT m.source_id AS id, m.name, a.email, o.name AS organisation FROM member m
    LEFT JOIN account a ON a.member_id = m.id LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE m.source = ${source} ORDER BY m.source_id`);

const foreign = [
  "Voornaam,Achternaam,E-mail,Organisatie,Aangemaakt op,Dieet",
  "Renée,Van den Broeck,Renee@example.org,Stad Aalst,14/01/2024,veggie",
];
const renee = { name: "Renée Van den Broeck", email: "renee@example.org", organisation: "Stad Aalst" };

describe("a column is known", () => {
  it("however its name is cased and joined", async () => {
    const folder = await folders.make({
      "members.csv": [' ID ,"NAME",E-Mail,organisation,Joined At', "1,An,an@example.org,,"],
    });
    expect((await load(test.database, folder, { source: "cased" })).problems).toEqual([]);
    expect(await membersOf("cased")).toEqual([{ id: "1", name: "An", email: "an@example.org", organisation: null }]);
  });

  it("by other names only when that is asked, after a dry run has shown them", async () => {
    const folder = await folders.make({ "members.csv": foreign });
    await expect(load(test.database, folder, { source: "g" })).rejects.toThrow(
      [
        'members.csv:1: the column "Voornaam" is unknown; it looks like first_name: see with --dry-run what would be taken for what, then import with --guess or --map.',
      ].join("\n"),
    );
    const dry = await load(test.database, folder, { source: "g", dryRun: true, ignoreUnknown: true });
    expect(dry.remarks).toEqual([
      "members.csv: commas, UTF-8",
      'members.csv: takes "Voornaam" as first_name, "Achternaam" as last_name, "Organisatie" as organisation, "Aangemaakt op" as joined_at',
      'members.csv: passes over "Dieet"',
      "To import what was guessed like that: --guess; to say it otherwise: --map.",
    ]);
    expect(await membersOf("g")).toEqual([]);
    await load(test.database, folder, { source: "g", guess: true, ignoreUnknown: true });
    expect(await membersOf("g")).toEqual([{ id: "renee@example.org", ...renee }]);
  });

  it("by a map of the files and columns of others", async () => {
    const folder = await folders.make({ "Leden export.csv": foreign.map((line) => line.replace("Renee@", "Maes@")) });
    const file = join(folder, "map.json");
    const columns = { Voornaam: "first_name", ACHTERNAAM: "last_name", Organisatie: "organisation", Dieet: null };
    await writeFile(
      file,
      JSON.stringify({
        "Leden export.csv": { file: "members.csv", columns: { ...columns, "Aangemaakt op": "joined_at" } },
      }),
    );
    const { problems, counts } = await load(test.database, folder, {
      source: "map",
      map: await readFolderMap(file),
      besides: [file],
    });
    expect([problems, counts["Leden export.csv"]!.added]).toEqual([[], 1]);
    expect(await membersOf("map")).toEqual([{ ...renee, id: "maes@example.org", email: "maes@example.org" }]);
  });

  it("or passed over when that is asked", async () => {
    const folder = await folders.make({ "members.csv": ["id,name,Dieet", "1,An,veggie"] });
    await expect(load(test.database, folder, { source: "i" })).rejects.toThrow('the column "Dieet" is unknown');
    const { remarks } = await load(test.database, folder, { source: "i", ignoreUnknown: true });
    expect(remarks).toContain('members.csv: passes over "Dieet"');
  });

  it("or shown by a dry run beside what the others are taken for", async () => {
    const folder = await folders.make({ "members.csv": foreign });
    const { remarks, problems, counts } = await load(test.database, folder, { source: "u", dryRun: true });
    expect(remarks).toContain(
      'members.csv: takes "Voornaam" as first_name, "Achternaam" as last_name, "Organisatie" as organisation, "Aangemaakt op" as joined_at',
    );
    expect(problems).toEqual([
      expect.stringMatching(
        /^members\.csv:1: the column "Dieet" is unknown: pass over it with --ignore-unknown, or name with --map the column that it is; the columns are id, /,
      ),
    ]);
    expect(counts["members.csv"]!.rows).toBe(1);
  });

  it("and shown even when another column is missing", async () => {
    const folder = await folders.make({ "members.csv": ["Organisatie,Dieet", "Stad Gent,veggie"] });
    const remarks: string[] = [];
    const problems: string[] = [];
    await expect(
      load(test.database, folder, {
        dryRun: true,
        onRemark: (line) => remarks.push(line),
        onProblem: ({ reason }) => problems.push(reason),
      }),
    ).rejects.toThrow("members.csv:1: the column name is missing");
    expect(remarks).toContain('members.csv: takes "Organisatie" as organisation');
    expect(problems).toEqual([expect.stringContaining('the column "Dieet" is unknown')]);
  });
});

describe("a name is made of its parts", () => {
  it.each([
    ["Voornaam,Tussenvoegsel,Achternaam", "Jan,van den,Berg"],
    ["Achternaam,Voorvoegsel,Voornaam", "Berg,van den,Jan"],
    ["Naam,Voornaam,tussenvoegsels", "Berg,Jan,van den"],
    ["Nom,Prénom", "van den Berg,Jan"],
    ["Naam", "Jan van den Berg"],
  ])("%s", async (header, row) => {
    const source = `parts ${header}`;
    const folder = await folders.make({ "members.csv": [`id,${header}`, `1,${row}`] });
    expect((await load(test.database, folder, { source, guess: true })).problems).toEqual([]);
    expect(await membersOf(source)).toMatchObject([{ name: "Jan van den Berg" }]);
  });
});

it.each([
  ["Functieniveau", "leidinggevende"],
  ["Niveau hiérarchique", "responsable"],
])("the level of a member is read from a column %s", async (header, cell) => {
  const source = `level ${header}`;
  const folder = await folders.make({ "members.csv": [`id,name,${header}`, `1,An,${cell}`] });
  expect((await load(test.database, folder, { source, guess: true })).problems).toEqual([]);
  expect(await test.database.query(sql`SELECT level FROM member WHERE source = ${source}`)).toEqual([
    { level: "MANAGER" },
  ]);
});

describe("a header", () => {
  it("that is missing is what the message says", async () => {
    const folder = await folders.make({ "members.csv": ["1,An,an@example.org", "2,Bea,"] });
    await expect(load(test.database, folder)).rejects.toThrow(
      'members.csv:1: has no header: its first row is "1", "An", "an@example.org"; put a row with the names of the columns above it: id, name, ',
    );
  });

  it("without a column that others can be made of is refused", async () => {
    const folder = await folders.make({ "members.csv": ["organisation,email", "Stad Gent,an@example.org"] });
    await expect(load(test.database, folder)).rejects.toThrow("members.csv:1: the column name is missing");
  });
});

describe("a map", () => {
  const refusal = async (content: string, folder = "."): Promise<string> => {
    const made = await folders.make({ "map.json": content, "members.csv": ["id,name"] });
    const map = readFolderMap(join(made, "map.json"));
    return map.then(
      (read) => load(test.database, folder === "." ? made : folder, { map: read }).then(() => "no refusal", messageOf),
      (error: Error) => error.message.replaceAll(made, "FOLDER"),
    );
  };
  const messageOf = ({ message }: Error): string => message;

  it("that cannot be right is refused with what it should be", async () => {
    expect(await refusal("{")).toMatch(/^The map FOLDER\/map\.json is not JSON: /);
    expect(await refusal('{ "members.csv": { "columns": { "Naam": 3 } } }')).toMatch(
      /^The map FOLDER\/map\.json is wrong at members\.csv › columns › Naam: .*It looks like \{/,
    );
    expect(await refusal('{ "leden.csv": { "file": "members.csv" } }')).toMatch(
      /^The map names leden\.csv, which is not in /,
    );
    expect(await refusal('{ "members.csv": { "file": "people.csv" } }')).toMatch(
      /^The map takes members\.csv for people\.csv, which is none of themes\.csv, /,
    );
    expect(await refusal('{ "members.csv": { "columns": { "name": "nom" } } }')).toMatch(
      /members\.csv:1: the map takes "name" for "nom", which is no column; the columns are id, name, /,
    );
  });
});
