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

const people = {
  "members.csv": ["id,name", "1,An Peeters", "2,Bea Claes", "3,Cis De Wit"],
  "ideas.csv": [
    "id,kind,title,body,author,posted_at,themes",
    "1,QUESTION,Wie helpt?,Wie helpt?,1,2025-01-01T10:00:00Z,",
    "2,IDEA,Nog iets,Nog iets.,2,2025-01-02T10:00:00Z,",
  ],
};
const whole = {
  ...people,
  "gatherings.csv": [
    "id,title,format,starts_at,hosts,series,language,status,address,online_url,outcome,links",
    "1,Vraagavond,QUESTION,2025-03-01T19:00:00Z,1|2,Vraagavonden,nl,,Straat 1,https://meet.example/1,Drie antwoorden.,https://a.example/x|https://a.example/y",
    "2,Vraagavond,QUESTION,2025-04-01T18:00:00Z,1;3,Vraagavonden,nl,afgelast,,,,",
    "3,Los,IDEA,2026-04-01T18:00:00Z,,,,,,,,",
  ],
  "agenda.csv": ["gathering,idea,minutes,result", "1,2,10,", "1,1,45,Vraag het aan de buren.", "3,2,,"],
  "collaborations.csv": [
    "member_a,member_b,since,gathering,idea,stage,outcome",
    "1,2,2025-03-10,1,1,experiment,Het loopt.",
    "1,3,,,,,",
  ],
};

const GATHERING = `title status language place { address isOnline } hosts { name } series { title recurrence gatherings { totalCount } }
  outcome { summary links recordedAt author { id } results { idea { title } result } } agenda { idea { title } minutes result }
  focus { ... on CentralQuestion { item { idea { title } } answers } }
  collaborations { nodes { startedAt stage outcome idea { title } origin { gathering { title } } members { name } } }`;
const read = async (source: string, id: string) => {
  const [row] = await db().query<{ id: string }>(
    sql`SELECT id FROM gathering WHERE source = ${source} AND source_id = ${id}`,
  );
  const { data, errors } = await app.ask(`query ($id: ID!) { gathering(id: $id) { ${GATHERING} } }`, { id: row!.id });
  if (errors) throw new Error(JSON.stringify(errors));
  return data.gathering;
};

describe("an import of what gatherings led to", () => {
  it("brings hosts, series, agendas, outcomes and the collaborations that came of them", async () => {
    const { problems } = await imported("whole", whole);
    expect(problems).toEqual([]);
    expect(await read("whole", "1")).toEqual({
      ...{ title: "Vraagavond", status: "SCHEDULED", language: "NL" },
      place: { address: "Straat 1", isOnline: true },
      hosts: [{ name: "An Peeters" }, { name: "Bea Claes" }],
      series: { title: "Vraagavonden", recurrence: null, gatherings: { totalCount: 2 } },
      outcome: {
        ...{ summary: "Drie antwoorden.", links: ["https://a.example/x", "https://a.example/y"], author: null },
        recordedAt: "2025-03-01T19:00:00.000Z",
        results: [{ idea: { title: "Wie helpt?" }, result: "Vraag het aan de buren." }],
      },
      agenda: [
        { idea: { title: "Nog iets" }, minutes: 10, result: null },
        { idea: { title: "Wie helpt?" }, minutes: 45, result: "Vraag het aan de buren." },
      ],
      focus: [{ item: { idea: { title: "Wie helpt?" } }, answers: "Vraag het aan de buren." }],
      collaborations: {
        nodes: [
          {
            ...{ startedAt: "2025-03-09T23:00:00.000Z", stage: "EXPERIMENT", outcome: "Het loopt." },
            ...{ idea: { title: "Wie helpt?" }, origin: { gathering: { title: "Vraagavond" } } },
            members: [{ name: "An Peeters" }, { name: "Bea Claes" }],
          },
        ],
      },
    });
    expect(await read("whole", "2")).toMatchObject({
      ...{ status: "CANCELLED", outcome: null, series: { title: "Vraagavonden" } },
      hosts: [{ name: "An Peeters" }, { name: "Cis De Wit" }],
    });
  });

  it("changes nothing when it comes a second time, or only to try", async () => {
    const before = await contentOf(db());
    const { counts, problems } = await imported("whole", whole);
    expect(problems).toEqual([]);
    expect(Object.values(counts).every(({ rows, unchanged }) => rows === unchanged)).toBe(true);
    const tried = await imported("tried", whole, { dryRun: true });
    expect(tried.problems).toEqual([]);
    expect(await contentOf(db())).toEqual(before);
  });

  it("takes over what the list corrects, and leaves what was changed in the service", async () => {
    await imported("corrected", whole);
    await db().query(sql`
      UPDATE collaboration SET stage = 'SCALED', version = 2 WHERE source = 'corrected' AND source_id = '1|2' RETURNING 1`);
    const { problems, remarks } = await imported("corrected", {
      ...people,
      "gatherings.csv": [
        "id,title,format,starts_at,hosts,series,outcome,links",
        "1,Vraagavond,QUESTION,2025-03-01T19:00:00Z,3,Andere reeks,Vier antwoorden.,",
      ],
      "agenda.csv": ["gathering,idea,minutes,result", "1,1,30,Vraag het aan de bakker."],
      "collaborations.csv": [
        "member_a,member_b,since,gathering,idea,stage,outcome",
        "1,2,2025-03-11,1,1,gestopt,Het loopt.",
        "1,3,,1,,,Begonnen.",
      ],
    });
    expect(problems).toEqual([]);
    expect(await read("corrected", "1")).toMatchObject({
      ...{ hosts: [{ name: "Cis De Wit" }], series: { title: "Andere reeks" } },
      outcome: { summary: "Vier antwoorden.", links: [], results: [{ result: "Vraag het aan de bakker." }] },
      collaborations: {
        nodes: [
          { startedAt: "2025-03-10T23:00:00.000Z", stage: "SCALED" },
          { startedAt: null, stage: "EXPLORING", outcome: "Begonnen." },
        ],
      },
    });
    expect(remarks.join("\n")).toContain('stage was changed here: it stays "SCALED", where the file has "STOPPED"');
  });

  it("tells what does not fit, and takes the rest of the row", async () => {
    const { problems } = await imported("wrong", {
      ...people,
      "gatherings.csv": [
        "id,title,format,starts_at,host,hosts,status,online_url,outcome,links",
        "1,Een,IDEA,2025-03-01T19:00:00Z,1,,misschien,http://onveilig.example,,https://a.example",
        "2,Twee,IDEA,2025-03-01T19:00:00Z,,9|1,,,,",
        "3,Drie,IDEA,2026-05-01T19:00:00Z,,,,,Nog niet.,",
      ],
      "agenda.csv": ["gathering,idea,minutes,result", "1,1,0,Ja", "1,9,10,", "9,1,,", "2,2,2000,"],
      "collaborations.csv": ["member_a,member_b,gathering,idea,stage", "1,2,9,9,ergens"],
    });
    expect(problems).toEqual([
      'gatherings.csv:2: status "misschien" must be one of SCHEDULED, CANCELLED. online_url "http://onveilig.example" must be a web address that begins with `https://`, without a user name or a password. links "https://a.example" go with an outcome: fill that in, or leave them out. The row goes in without it.',
      'gatherings.csv:3: host "9" is unknown: name one of members.csv, or add it there. The row goes in without it.',
      'agenda.csv:2: minutes "0" must be a whole number from 1 to 1440. result goes with an outcome of "1": fill that in in gatherings.csv. The row goes in without it.',
      'agenda.csv:3: idea "9" is unknown: name one of ideas.csv, or add it there.',
      'agenda.csv:4: gathering "9" is unknown: name one of gatherings.csv, or add it there.',
      'agenda.csv:5: minutes "2000" must be a whole number from 1 to 1440. The row goes in without it.',
      'collaborations.csv:2: stage "ergens" must be one of EXPLORING, EXPERIMENT, SCALED, STOPPED. gathering "9" is unknown: name one of gatherings.csv, or add it there. idea "9" is unknown: name one of ideas.csv, or add it there. The row goes in without it.',
    ]);
    expect(await read("wrong", "1")).toMatchObject({ hosts: [{ name: "An Peeters" }], agenda: [{ minutes: null }] });
    expect(await read("wrong", "2")).toMatchObject({ hosts: [{ name: "An Peeters" }] });
    expect((await read("wrong", "3")).outcome).toBeNull();
  });
});
