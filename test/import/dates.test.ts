import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { Folders, load } from "./folders.js";

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
const rows = <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row[]> => db().query<Row>(statement);

const network = {
  "themes.csv": ["slug,label_nl", "zon,Zon"],
  "members.csv": ["id,name", "1,An Peeters", "2,Bea Claes", "3,Cis De Wit"],
  "ideas.csv": [
    "id,kind,title,body,author,posted_at,themes",
    "1,IDEA,Zon op school,Wie doet mee?,1,2025-01-01T10:00:00Z,",
  ],
  "gatherings.csv": ["id,title,format,starts_at", "1,Zonneavond,IDEA,2025-03-01T19:00:00Z"],
};
const without = {
  "interests.csv": ["member,theme,stance", "1,zon,SEEKS"],
  "supports.csv": ["idea,member", "1,2"],
  "registrations.csv": ["gathering,member,status,attended", "1,2,GOING,true"],
  "collaborations.csv": ["member_a,member_b", "1,2", "1,3"],
};
const dated = {
  "interests.csv": ["member,theme,stance,since", "1,zon,SEEKS,2024-05-06"],
  "supports.csv": ["idea,member,since", "1,2,2025-02-03T10:00:00Z"],
  "registrations.csv": ["gathering,member,status,attended,since", "1,2,GOING,true,2025-02-20T08:00:00Z"],
  "collaborations.csv": ["member_a,member_b,since", "1,2,2023-04-05T12:00:00Z", "1,3,"],
};

/** When each thing that a source brought in began, of which it may say nothing. */
const moments = async (source: string) => {
  const of = sql`(SELECT id FROM member WHERE source = ${source})`;
  const [row] = await rows<Record<string, (Date | null)[]>>(sql`SELECT
    ARRAY(SELECT since FROM interest WHERE member_id IN ${of}) AS interests,
    ARRAY(SELECT supported_at FROM support WHERE member_id IN ${of}) AS supports,
    ARRAY(SELECT registered_at FROM registration WHERE member_id IN ${of}) AS registrations,
    ARRAY(SELECT started_at FROM collaboration WHERE source = ${source} ORDER BY source_id) AS collaborations`);
  return row;
};
const unknown = { interests: [null], supports: [null], registrations: [null], collaborations: [null, null] };
const known = {
  interests: [new Date("2024-05-05T22:00:00Z")],
  supports: [new Date("2025-02-03T10:00:00Z")],
  registrations: [new Date("2025-02-20T08:00:00Z")],
  collaborations: [new Date("2023-04-05T12:00:00Z"), null],
};

describe("what a list has no date for", () => {
  it("is from before the records: no date is made up, and never that of the import", async () => {
    const { problems } = await imported("undated", { ...network, ...without });
    expect(problems).toEqual([]);
    expect(await moments("undated")).toEqual(unknown);
    const [{ attended }] = (await rows(sql`
      SELECT checked_in_at AS attended FROM registration JOIN member m ON m.id = member_id AND m.source = 'undated'`)) as [
      { attended: Date },
    ];
    expect(attended).toEqual(new Date("2025-03-01T19:00:00Z"));
  });

  it("reads as null, and comes last where the newest comes first, on every page", async () => {
    await imported("listed", { ...network, ...dated });
    const [{ id }] = (await rows(sql`SELECT id FROM member WHERE source = 'listed' AND source_id = '1'`)) as [
      { id: string },
    ];
    const page = async (after: string | null) =>
      (
        await app.ask(
          `query ($id: ID!, $after: String) { member(id: $id) { collaborations(first: 1, after: $after) {
            totalCount nodes { startedAt } pageInfo { hasNextPage endCursor } } } }`,
          { id, after },
        )
      ).data.member.collaborations;
    const first = await page(null);
    expect(first).toMatchObject({ totalCount: 2, nodes: [{ startedAt: "2023-04-05T12:00:00.000Z" }] });
    const second = await page(first.pageInfo.endCursor);
    expect(second).toMatchObject({ nodes: [{ startedAt: null }], pageInfo: { hasNextPage: false } });
    expect((await page(second.pageInfo.endCursor)).nodes).toEqual([]);
    const all = (await app.ask(`{ collaborations(first: 100) { nodes { startedAt } } }`)).data.collaborations.nodes;
    const sorted = all.map(({ startedAt }: { startedAt: string | null }) => startedAt ?? "");
    expect(sorted).toEqual([...sorted].sort().reverse());
  });

  it("gets its date from a later list that has it, and nothing else changes", async () => {
    await imported("later", { ...network, ...without });
    const { problems, counts } = await imported("later", { ...network, ...dated });
    expect(problems).toEqual([]);
    expect(await moments("later")).toEqual(known);
    for (const file of ["interests.csv", "supports.csv", "registrations.csv", "collaborations.csv"])
      expect([file, counts[file]]).toMatchObject([file, { added: 0, changed: 1, conflicting: 0, invalid: 0 }]);
    const again = await imported("later", { ...network, ...dated });
    expect(Object.values(again.counts).map(({ rows: read, unchanged }) => read - unchanged)).toEqual(
      Object.values(again.counts).map(() => 0),
    );
    // A list without the column says nothing of it.
    await imported("later", { ...network, ...without });
    expect(await moments("later")).toEqual(known);
  });
});

describe("a date that a list has", () => {
  it("is read as people write it, and moves along with the others", async () => {
    await imported("moved", { ...network, ...dated }, { shiftDays: 7 });
    expect((await moments("moved"))?.supports).toEqual([new Date("2025-02-10T10:00:00Z")]);
    await imported("words", {
      ...network,
      "collaborations.csv": ["member_a,member_b,since", "1,2,5/4/2023", "1,3,2023-04-05 14:30"],
    });
    expect((await moments("words"))?.collaborations).toEqual([
      new Date("2023-04-04T22:00:00Z"),
      new Date("2023-04-05T12:30:00Z"),
    ]);
  });

  it("that is none, or lies ahead, is told and left out, and the row goes in", async () => {
    const { problems } = await imported("wrong", {
      ...network,
      "supports.csv": ["idea,member,since", "1,2,onlangs", "1,3,2031-01-01"],
      "collaborations.csv": ["member_a,member_b,since", "1,2,2031-01-01"],
    });
    expect(problems).toEqual([
      'supports.csv:2: since "onlangs" must be a date or a moment that exists, such as 2026-11-23, 23/11/2026 19:30 or 2026-11-23T18:30:00Z. The row goes in without it.',
      'supports.csv:3: since "2031-01-01" lies in the future: correct it. The row goes in without it.',
      'collaborations.csv:2: since "2031-01-01" lies in the future: correct it. The row goes in without it.',
    ]);
    expect(await moments("wrong")).toMatchObject({ supports: [null, null], collaborations: [null] });
  });
});

describe("what members do in the service", () => {
  it("has its moment: an interest keeps that of the day on which it came", async () => {
    await imported("service", { ...network, ...dated });
    const [{ id }] = (await rows(sql`SELECT id FROM member WHERE source = 'service' AND source_id = '1'`)) as [
      { id: string },
    ];
    await rows(sql`INSERT INTO account (member_id, email) VALUES (${id}, 'dienst@example.org') RETURNING 1`);
    await rows(sql`INSERT INTO theme (id, slug, label_nl) VALUES (gen_random_uuid(), 'wind', 'Wind') RETURNING 1`);
    const token = await app.tokenOf(id);
    const set = (interests: object[]) =>
      app.ask(
        `mutation ($interests: [InterestInput!]!) { setInterests(input: {interests: $interests}) { userErrors { code } } }`,
        { interests },
        token,
      );
    await set([
      { theme: "zon", stance: "SEEKS" },
      { theme: "wind", stance: "FOLLOWS" },
    ]);
    const since = () =>
      rows<{ slug: string; since: Date }>(
        sql`SELECT slug, since FROM interest JOIN theme ON theme.id = theme_id WHERE member_id = ${id} ORDER BY 1 DESC`,
      );
    const [zon, wind] = await since();
    expect(zon).toEqual({ slug: "zon", since: known.interests[0] });
    expect(wind!.since.getTime()).toBeGreaterThan(Date.now() - 60_000);
    await set([{ theme: "zon", stance: "OFFERS" }]);
    expect((await since())[0]!.since.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });
});
