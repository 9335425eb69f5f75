import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { contentOf, Folders, load } from "./folders.js";

const folders = new Folders();
let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(async () => {
  await app.end();
  await folders.remove();
});

type Files = Record<string, string[]>;
const db = () => app.services.database;
const imported = async (source: string, files: Files, options = {}): ReturnType<typeof load> =>
  load(db(), await folders.make(files), { source, ...options });

const header = "id,kind,title,summary,steps,link,licence,language,shared_by,contact,shared_at,themes";
const usesHeader = "id,practice,used_by,place,result,would_use_again,used_on,recorded_at";
const people = {
  "themes.csv": ["slug,label_nl", "zon,Zon", "wind,Wind"],
  "members.csv": ["id,name,organisation", "1,An Peeters,Stad Gent", "2,Bea Claes,", "3,Cis De Wit,"],
};
const whole = {
  ...people,
  "practices.csv": [
    header,
    "1,méthode,Zonnekaart,Wijst daken aan.,Teken. | Vraag rond.|,https://zon.example/kaart,CC0,nl,1,3,2025-02-03,zon|wind",
    "2,GOOD_PRACTICE,Wind delen,Samen een molen.,,,,,2,2,2025-02-04T10:00:00Z,",
  ],
  "practice_uses.csv": [
    usesHeader,
    "1,1,2,Stad Gent,Tien daken.,ja,10/02/2025,2025-02-11T10:00:00Z",
    "2,1,3,,Te veel werk.,nee,,2025-02-12T10:00:00Z",
  ],
};
const practices = async (source: string) => {
  const rows = await db().query<{ id: string }>(
    sql`SELECT id FROM practice WHERE source = ${source} ORDER BY source_id`,
  );
  const { data, errors } = await app.ask(
    `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Practice { kind status title summary steps link licence language version
      sharedBy { name } contact { name } organisation { name } themes { slug } sharedAt
      uses { nodes { place result wouldUseAgain usedOn recordedAt usedBy { name } } } } } }`,
    { ids: rows.map(({ id }) => id) },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.nodes;
};

describe("an import of practices", () => {
  it("brings them with their themes, steps, contact and organisation, and who used them", async () => {
    expect((await imported("whole", whole)).problems).toEqual([]);
    expect(await practices("whole")).toEqual([
      {
        ...{ kind: "INSTRUMENT", status: "PUBLISHED", title: "Zonnekaart", summary: "Wijst daken aan.", version: 1 },
        ...{ steps: ["Teken.", "Vraag rond."], link: "https://zon.example/kaart", licence: "CC0", language: "NL" },
        ...{ sharedBy: { name: "An Peeters" }, contact: { name: "Cis De Wit" }, organisation: { name: "Stad Gent" } },
        ...{ themes: [{ slug: "zon" }, { slug: "wind" }], sharedAt: "2025-02-02T23:00:00.000Z" },
        uses: {
          nodes: [
            {
              ...{ place: null, result: "Te veel werk.", wouldUseAgain: false, usedOn: null },
              ...{ recordedAt: "2025-02-12T10:00:00.000Z", usedBy: { name: "Cis De Wit" } },
            },
            {
              ...{ place: "Stad Gent", result: "Tien daken.", wouldUseAgain: true, usedOn: "2025-02-10" },
              ...{ recordedAt: "2025-02-11T10:00:00.000Z", usedBy: { name: "Bea Claes" } },
            },
          ],
        },
      },
      expect.objectContaining({
        ...{ kind: "GOOD_PRACTICE", steps: [], link: null, licence: null, language: null, themes: [] },
        ...{ contact: { name: "Bea Claes" }, organisation: null },
      }),
    ]);
    const { data } = await app.ask(`{ practices(filter: {search: "daken zonnekaart"}) { nodes { title } } }`);
    expect(data.practices.nodes).toEqual([{ title: "Zonnekaart" }]);
  });

  it("changes nothing when it comes a second time, or only to try", async () => {
    const before = await contentOf(db());
    const { counts, problems } = await imported("whole", whole);
    expect(problems).toEqual([]);
    expect(Object.values(counts).every(({ rows, unchanged }) => rows === unchanged)).toBe(true);
    expect((await imported("tried", whole, { dryRun: true })).problems).toEqual([]);
    expect(await contentOf(db())).toEqual(before);
  });

  it("takes over what the list corrects, and leaves what was changed in the service", async () => {
    await imported("corrected", whole);
    const [row] = await db().query<{ id: string; by: string }>(
      sql`SELECT id, shared_by_id AS by FROM practice WHERE source = 'corrected' AND source_id = '1'`,
    );
    const edit = `mutation ($id: ID!) { editPractice(input: {id: $id, version: 1, summary: "Anders.", steps: ["A | B"]}) { userErrors { code } } }`;
    const { data } = await app.ask(edit, { id: row!.id }, await app.tokenOf(row!.by));
    expect(data.editPractice.userErrors).toEqual([]);
    const { problems, remarks } = await imported("corrected", {
      ...people,
      "practices.csv": [
        header,
        "1,INSTRUMENT,Zonnewijzer,Wijst muren aan.,Teken. | Vraag rond.,https://zon.example/kaart,,nl,1,2,2025-02-03,wind",
        "2,GOOD_PRACTICE,Wind delen,Samen een molen.,Bouw.,,,,1,,2025-02-04T10:00:00Z,",
      ],
      "practice_uses.csv": [usesHeader, "1,1,2,Stad Gent,Twaalf daken.,nee,2025-02-09,2025-02-11T10:00:00Z"],
    });
    expect(problems).toEqual([]);
    expect(remarks.filter((remark) => remark.includes("was changed here"))).toEqual([
      'practices.csv:2: summary was changed here: it stays "Anders.", where the file has "Wijst muren aan."',
    ]);
    expect(await practices("corrected")).toMatchObject([
      {
        ...{
          title: "Zonnewijzer",
          summary: "Anders.",
          steps: ["A | B"],
          licence: null,
          contact: { name: "Bea Claes" },
        },
        themes: [{ slug: "wind" }],
        uses: { nodes: [{}, { result: "Twaalf daken.", wouldUseAgain: false, usedOn: "2025-02-09" }] },
      },
      { steps: ["Bouw."], sharedBy: { name: "An Peeters" }, contact: { name: "An Peeters" } },
    ]);
    for (const [search, count] of [
      ["zonnewijzer", 1],
      ["bouw", 1],
      ["muren", 0],
    ] as const) {
      const found = await app.ask(`query ($search: String!) { practices(filter: {search: $search}) { totalCount } }`, {
        search,
      });
      expect([search, found.data.practices.totalCount]).toEqual([search, count]);
    }
  });

  it("says what is wrong with a row, and takes the rest of it", async () => {
    const { problems } = await imported("wrong", {
      ...people,
      "practices.csv": [
        header,
        "1,ding,Titel,Tekst.,,,,,1,,2025-02-03,",
        "2,INSTRUMENT,Titel,Tekst.,,http://onveilig.example,,,1,9,2025-02-03,maan",
        "3,INSTRUMENT,Titel,Tekst.,,,,,9,,2025-02-03,",
        "4,INSTRUMENT,Titel,Tekst.,,,,,1,,2031-01-01,",
      ],
      "practice_uses.csv": [
        usesHeader,
        "1,9,1,,Goed.,ja,,2025-02-11",
        "2,2,1,,Goed.,misschien,,2025-02-11",
        "3,2,1,,Goed.,ja,2031-01-01,2025-02-11",
      ],
    });
    expect(problems.map((problem) => problem.replace(/ The row goes in without it\.$/, " (in)"))).toEqual([
      'practices.csv:2: kind "ding" must be one of INSTRUMENT, GOOD_PRACTICE.',
      expect.stringMatching(
        /^practices\.csv:3: link "http:\/\/onveilig\.example" must be an address that begins with https:\/\/.*contact "9" is unknown.*themes "maan" is unknown.* \(in\)$/,
      ),
      'practices.csv:4: shared_by "9" is unknown: name one of members.csv, or add it there.',
      'practices.csv:5: shared_at "2031-01-01" lies in the future: correct it.',
      'practice_uses.csv:2: practice "9" is unknown: name one of practices.csv, or add it there.',
      expect.stringMatching(/^practice_uses\.csv:3: would_use_again "misschien" must be true or false/),
      'practice_uses.csv:4: used_on "2031-01-01" lies in the future: correct it. (in)',
    ]);
    expect(await practices("wrong")).toMatchObject([
      { link: null, contact: { name: "An Peeters" }, themes: [], uses: { nodes: [{ usedOn: null }] } },
    ]);
  });
});
