import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
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

type Files = Record<string, string[]>;
const imported = async (source: string, files: Files, options = {}): ReturnType<typeof load> =>
  load(test.database, await folders.make(files), { source, ...options });

const people = { "members.csv": ["id,name", "1,An", "2,Bea"] };
const idea = { "ideas.csv": ["id,kind,title,body,author,posted_at", "i,IDEA,T,B,1,2026-01-01T00:00Z"] };
const comments = (...rows: string[]): Files => ({
  ...people,
  ...idea,
  "comments.csv": ["id,idea,author,reply_to,posted_at,body", ...rows],
});
const threads = (source: string): Promise<object[]> =>
  test.database.query(sql`
    SELECT c.source_id AS id, top.source_id AS "replyTo", c.body, m.name AS author, m.erased_at IS NOT NULL AS "isUnknown",
      c.removed_at IS NOT NULL AS removed
    FROM comment c JOIN member m ON m.id = c.author_id LEFT JOIN comment top ON top.id = c.reply_to_id
    WHERE c.source = ${source} ORDER BY 1`);

describe("replies to a comment whose row is bad", () => {
  const bad = comments(
    "k1,i,1,,2031-01-02,Te ver in de toekomst",
    "k2,i,2,k1,2026-01-03,Antwoord op k1",
    "k3,i,1,k2,2026-01-02,RenÃ©e zei dit",
    "k4,i,2,k3,2026-01-03,Antwoord op k3",
    "k5,i,9,,2026-01-02,Onbekende auteur",
    "k6,i,2,k5,2026-01-03,Antwoord op k5",
    "k7,i,1,nergens,2026-01-02,Antwoord op niets",
    "k8,i,2,k7,2026-01-03,Antwoord op k7",
    "k9,i,9,,2026-01-02,Zonder antwoorden",
  );
  const removed = { body: "", removed: true };
  const reply = { author: "Bea", isUnknown: false, removed: false };

  it("go in below an empty comment, and the bad row is reported", async () => {
    const dry = await imported("replies", bad, { dryRun: true });
    const { problems, counts } = await imported("replies", bad);
    expect(problems.map((problem) => problem.slice(0, 27))).toEqual([
      'comments.csv:2: posted_at "',
      'comments.csv:4: body "RenÃ©',
      'comments.csv:6: author "9" ',
      'comments.csv:10: author "9"',
      'comments.csv:8: reply_to "n',
    ]);
    expect([dry.problems, dry.counts]).toEqual([problems, counts]);
    expect(counts["comments.csv"]).toEqual({ rows: 9, added: 4, changed: 0, unchanged: 0, conflicting: 0, invalid: 5 });
    expect(await threads("replies")).toEqual([
      { id: "k1", replyTo: null, author: "An", isUnknown: false, ...removed },
      { id: "k2", replyTo: "k1", body: "Antwoord op k1", ...reply },
      { id: "k3", replyTo: "k1", author: "An", isUnknown: false, ...removed },
      { id: "k4", replyTo: "k1", body: "Antwoord op k3", ...reply },
      { id: "k5", replyTo: null, author: "", isUnknown: true, ...removed },
      { id: "k6", replyTo: "k5", body: "Antwoord op k5", ...reply },
      { id: "k7", replyTo: null, author: "An", isUnknown: false, ...removed },
      { id: "k8", replyTo: "k7", body: "Antwoord op k7", ...reply },
    ]);
  });

  it("stay where they are in a second import, and a mended row fills in the empty comment", async () => {
    expect((await imported("replies", bad)).counts["comments.csv"]).toMatchObject({
      added: 0,
      unchanged: 4,
      invalid: 5,
    });
    const { problems, counts } = await imported(
      "replies",
      comments("k1,i,1,,2026-01-02,Op tijd", "k5,i,2,,2026-01-02,Van Bea"),
    );
    expect([problems, counts["comments.csv"]]).toEqual([[], expect.objectContaining({ changed: 2, conflicting: 0 })]);
    expect(await threads("replies")).toEqual(
      expect.arrayContaining([
        { id: "k1", replyTo: null, body: "Op tijd", author: "An", isUnknown: false, removed: false },
        { id: "k5", replyTo: null, body: "Van Bea", author: "Bea", isUnknown: false, removed: false },
      ]),
    );
  });

  it("are bad themselves when each answers another of them", async () => {
    const { problems, counts } = await imported(
      "circle",
      comments("k1,i,9,k2,2026-01-02,A", "k2,i,1,k1,2026-01-02,B", "k3,i,1,k2,2026-01-02,C"),
    );
    expect(counts["comments.csv"]!.invalid).toBe(problems.length);
    expect(problems).toContain('comments.csv:3: reply_to "k1" leads back to this row: leave it empty here.');
  });
});

describe("a bad value that a row can do without", () => {
  it("is left out of a gathering and reported, and its registrations go in", async () => {
    const files = (...rows: string[]): Files => ({
      ...people,
      "themes.csv": ["slug,label_nl", "zon,Zon"],
      "gatherings.csv": ["id,title,format,starts_at,ends_at,capacity,host,themes", ...rows],
      "registrations.csv": ["gathering,member,status", "g1,1,GOING", "g2,1,GOING"],
    });
    const { problems, counts } = await imported(
      "evenings",
      files("g1,T,IDEA,2026-12-01 19:00,2026-12-01 18:00,veel,1|9,zon|mist", "g2,T,IDEA,2026-12-01 19:00,,5,1,"),
    );
    expect(problems).toEqual([
      'gatherings.csv:2: capacity "veel" must be a whole number above 0, or empty for no limit. ' +
        'ends_at "2026-12-01 18:00" must be after starts_at: correct one of them, or leave it empty. ' +
        'host "9" is unknown: name one of members.csv, or add it there. ' +
        'themes "mist" is unknown: name one of themes.csv, or add it there. The row goes in without it.',
    ]);
    expect(counts).toMatchObject({
      "gatherings.csv": { rows: 2, added: 1, invalid: 1, unchanged: 0 },
      "registrations.csv": { added: 2 },
    });
    const worse = await imported("evenings", files("g2,T,IDEA,2026-12-01 19:00,,veel,9,"));
    expect(worse.counts["gatherings.csv"]).toMatchObject({ changed: 0, unchanged: 0, conflicting: 0, invalid: 1 });
    const mended = await imported("evenings", files("g1,T,IDEA,2026-12-01 19:00,2026-12-01 21:00,20,1|2,zon"));
    expect([mended.problems, mended.counts["gatherings.csv"]]).toEqual([[], expect.objectContaining({ changed: 1 })]);
    const found = await test.database.query(sql`
      SELECT source_id AS id, capacity, ends_at AS ends,
        (SELECT count(*)::int FROM gathering_host WHERE gathering_id = id) AS hosts,
        (SELECT count(*)::int FROM gathering_theme WHERE gathering_id = id) AS themes
      FROM gathering WHERE source = 'evenings' ORDER BY 1`);
    expect(found).toEqual([
      { id: "g1", capacity: 20, ends: new Date("2026-12-01T20:00Z"), hosts: 2, themes: 1 },
      { id: "g2", capacity: 5, ends: null, hosts: 1, themes: 0 },
    ]);
  });

  it("is left out of an idea and reported, and its comments go in", async () => {
    const { problems, counts } = await imported("posts", {
      ...comments("k,i,2,,2026-01-02,Ja"),
      "ideas.csv": ["id,kind,title,body,language,author,posted_at,themes", "i,IDEA,T,B,xx,1,2026-01-01,nergens"],
    });
    expect(problems).toEqual([
      'ideas.csv:2: language "xx" must be nl, fr or en. ' +
        'themes "nergens" is unknown: name one of themes.csv, or add it there. The row goes in without it.',
    ]);
    expect(counts["comments.csv"]).toMatchObject({ added: 1, invalid: 0 });
  });
});
