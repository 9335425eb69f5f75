import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
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

const rows = <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row[]> =>
  test.database.query<Row>(statement);
const added = (rows: number, more = {}): object => ({
  rows,
  added: rows,
  changed: 0,
  unchanged: 0,
  conflicting: 0,
  invalid: 0,
  ...more,
});

describe("a folder with every file and column", () => {
  const source = "whole";
  let folder: string;
  let result: Awaited<ReturnType<typeof load>>;

  beforeAll(async () => {
    folder = await folders.make(wholeFolder);
    result = await load(test.database, folder, { source });
  });

  it("is loaded whole, in the order in which the files depend on each other", () => {
    expect(result.problems).toEqual([]);
    expect(Object.entries(result.counts)).toEqual([
      ["themes.csv", added(3)],
      ["members.csv", added(3)],
      ["interests.csv", added(3)],
      ["ideas.csv", added(2)],
      ["comments.csv", added(3)],
      ["supports.csv", { rows: 3, added: 2, changed: 0, unchanged: 1, conflicting: 0, invalid: 0 }],
      ["practices.csv", added(2)],
      ["practice_uses.csv", added(2)],
      ["gatherings.csv", added(2)],
      ["registrations.csv", added(4)],
      ["collaborations.csv", { rows: 3, added: 2, changed: 0, unchanged: 1, conflicting: 0, invalid: 0 }],
    ]);
  });

  it("leaves the planner with what the tables hold now", async () => {
    const known = await rows(sql`
      SELECT relname AS name, reltuples::int AS rows FROM pg_class WHERE relname IN ('member', 'registration', 'theme')
      ORDER BY 1`);
    expect(known).toEqual([
      { name: "member", rows: 3 },
      { name: "registration", rows: 4 },
      { name: "theme", rows: 3 },
    ]);
  });

  it("gives a theme its broader one, also when that stands further down", async () => {
    expect(
      await rows(sql`
        SELECT t.slug, t.label_nl, t.label_fr, t.label_en, b.slug AS broader
        FROM theme t LEFT JOIN theme b ON b.id = t.broader_id ORDER BY 1`),
    ).toEqual([
      { slug: "energie", label_nl: "Energie", label_fr: null, label_en: null, broader: null },
      { slug: "wind", label_nl: null, label_fr: null, label_en: "Wind", broader: "energie" },
      {
        slug: "zon",
        label_nl: "Zonne-energie",
        label_fr: "Énergie solaire",
        label_en: "Solar energy",
        broader: "energie",
      },
    ]);
  });

  it("gives members an account in lower case, an organisation and a language", async () => {
    const found = await rows(sql`
      SELECT m.source_id, m.name, a.email, a.password_hash, a.roles::text AS roles, m.headline, o.name AS organisation, o.sector AS of,
        m.sector, m.experience, m.level, m.languages::text AS languages, m.joined_at
      FROM member m LEFT JOIN account a ON a.member_id = m.id LEFT JOIN organisation o ON o.id = m.organisation_id
      WHERE m.source = ${source} ORDER BY m.source_id`);
    const account = { password_hash: null, roles: "{MEMBER}" };
    const gent = { organisation: "Stad Gent", of: "LOCAL_GOVERNMENT" };
    expect(found).toEqual([
      {
        ...{
          source_id: "1",
          name: "An Peeters",
          email: "an.peeters@example.org",
          ...account,
          headline: "Zoekt zon",
          ...gent,
        },
        ...{
          sector: "LOCAL_GOVERNMENT",
          experience: "EXPERT",
          level: "FIELD",
          languages: "{NL}",
          joined_at: new Date("2024-05-06T07:08:09Z"),
        },
      },
      {
        ...{
          source_id: "2",
          name: "Bea Claes",
          email: null,
          password_hash: null,
          roles: null,
          headline: null,
          ...gent,
        },
        ...{
          sector: null,
          experience: null,
          level: null,
          languages: "{FR}",
          joined_at: new Date("2026-01-15T12:00:00Z"),
        },
      },
      {
        ...{ source_id: "3", name: "Cis De Wit", email: "cis@example.org", ...account, headline: null },
        ...{
          organisation: "VITO",
          of: "ACADEMIA",
          sector: "ACADEMIA",
          experience: "BEGINNER",
          level: "MANAGER",
          languages: "{}",
        },
        joined_at: new Date("2024-05-05T22:00:00Z"),
      },
    ]);
  });

  it("keeps the stance of an interest; without one it follows", async () => {
    const found = await rows(sql`
      SELECT m.source_id AS member, t.slug, i.stance FROM interest i
      JOIN member m ON m.id = i.member_id JOIN theme t ON t.id = i.theme_id WHERE m.source = ${source} ORDER BY 1`);
    expect(found).toEqual([
      { member: "1", slug: "zon", stance: "SEEKS" },
      { member: "2", slug: "zon", stance: "OFFERS" },
      { member: "3", slug: "energie", stance: "FOLLOWS" },
    ]);
  });

  it("loads ideas with their themes in order, and supports without a date", async () => {
    const found = await rows(sql`
      SELECT i.title, i.body, i.kind, i.status, i.language, m.name AS author, i.posted_at,
        ARRAY(SELECT t.slug FROM idea_theme it JOIN theme t ON t.id = it.theme_id WHERE it.idea_id = i.id ORDER BY it.position) AS themes,
        (SELECT count(*)::int FROM support s WHERE s.idea_id = i.id AND s.supported_at IS NULL) AS supports
      FROM idea i JOIN member m ON m.id = i.author_id WHERE i.source = ${source} ORDER BY i.source_id`);
    expect(found).toEqual([
      {
        ...{
          title: "Zon op school?",
          body: "Wie weet raad?\nEn wie helpt?",
          kind: "QUESTION",
          status: "OPEN",
          language: "NL",
        },
        ...{
          author: "An Peeters",
          posted_at: new Date("2025-01-01T09:00:00Z"),
          themes: ["zon", "energie"],
          supports: 2,
        },
      },
      {
        ...{ title: "Éoliennes", body: "Du vent.", kind: "IDEA", status: "OPEN", language: "FR" },
        ...{ author: "Bea Claes", posted_at: new Date("2025-02-01T10:00:00Z"), themes: [], supports: 0 },
      },
    ]);
  });

  it("hangs a reply to a reply on the comment that the thread began with", async () => {
    const found = await rows(sql`
      SELECT c.source_id AS id, p.source_id AS reply_to FROM comment c LEFT JOIN comment p ON p.id = c.reply_to_id
      WHERE c.source = ${source} ORDER BY 1`);
    expect(found).toEqual([
      { id: "a", reply_to: null },
      { id: "b", reply_to: "a" },
      { id: "c", reply_to: "a" },
    ]);
  });

  it("loads gatherings with host and themes", async () => {
    const found = await rows(sql`
      SELECT g.title, g.description, g.format, g.starts_at, g.ends_at, g.place_name, g.capacity, g.status, m.name AS host,
        ARRAY(SELECT t.slug FROM gathering_theme gt JOIN theme t ON t.id = gt.theme_id
              WHERE gt.gathering_id = g.id ORDER BY gt.position) AS themes
      FROM gathering g LEFT JOIN gathering_host h ON h.gathering_id = g.id LEFT JOIN member m ON m.id = h.member_id
      WHERE g.source = ${source} ORDER BY g.source_id`);
    expect(found).toEqual([
      {
        ...{
          title: "Zonneavond",
          description: "Met soep.",
          format: "IDEA",
          starts_at: new Date("2025-03-01T19:00:00Z"),
        },
        ...{ ends_at: new Date("2025-03-01T21:00:00Z"), place_name: "Gent", capacity: 2, status: "SCHEDULED" },
        ...{ host: "An Peeters", themes: ["wind", "zon"] },
      },
      {
        ...{ title: "Later", description: null, format: "OPEN_EXCHANGE", starts_at: new Date("2026-03-01T19:00:00Z") },
        ...{ ends_at: null, place_name: null, capacity: null, status: "SCHEDULED", host: null, themes: [] },
      },
    ]);
  });

  it("queues registrations in the file's order, and checks in who attended", async () => {
    const found = await rows(sql`
      SELECT m.source_id AS member, r.status, r.registered_at, r.checked_in_at
      FROM registration r JOIN member m ON m.id = r.member_id WHERE m.source = ${source} ORDER BY r.queue_number`);
    const begin = new Date("2025-03-01T19:00:00Z");
    expect(found).toEqual([
      { member: "3", status: "GOING", registered_at: null, checked_in_at: begin },
      { member: "1", status: "GOING", registered_at: null, checked_in_at: null },
      { member: "2", status: "WAITLISTED", registered_at: null, checked_in_at: null },
      { member: "2", status: "CANCELLED", registered_at: null, checked_in_at: null },
    ]);
  });

  it("makes one collaboration of a pair, whichever member comes first", async () => {
    const found = await rows(sql`
      SELECT c.source_id, c.stage, array_agg(m.source_id ORDER BY m.source_id) AS members
      FROM collaboration c JOIN collaboration_member cm ON cm.collaboration_id = c.id JOIN member m ON m.id = cm.member_id
      WHERE c.source = ${source} GROUP BY c.id ORDER BY 1`);
    expect(found).toEqual([
      { source_id: "1|2", stage: "EXPLORING", members: ["1", "2"] },
      { source_id: "1|3", stage: "EXPLORING", members: ["1", "3"] },
    ]);
  });

  it("tells the log once for each batch, and announces nothing as new", async () => {
    const found = await rows<{ kind: string; data: object }>(sql`SELECT kind, data FROM event ORDER BY position`);
    expect(found).toHaveLength(12);
    expect(new Set(found.map((event) => event.kind))).toEqual(new Set(["network.imported"]));
    expect(found[2]).toEqual({ kind: "network.imported", data: { source, file: "members.csv", rows: 3 } });
  });

  it("changes nothing when it comes a second time, not even what was changed since", async () => {
    await rows(sql`UPDATE member SET name = 'An P.' WHERE source = ${source} AND source_id = '1'`);
    await rows(sql`UPDATE account SET email = 'an@example.org' WHERE email = 'an.peeters@example.org'`);
    const before = await contentOf(test.database);
    const again = await load(test.database, folder, { source });
    expect(again.problems).toEqual([]);
    expect(Object.values(again.counts).map(({ rows, unchanged }) => rows - unchanged)).toEqual(Array(11).fill(0));
    expect(await contentOf(test.database)).toEqual(before);
  });

  it("stands apart from another source with the same ids", async () => {
    const before = countsOf(await contentOf(test.database));
    const withoutAddresses = wholeFolder["members.csv"].map((line) => line.replace(/[^,]+@[^,]+/, ""));
    const other = await folders.make({ ...wholeFolder, "members.csv": withoutAddresses });
    const { problems, counts } = await load(test.database, other, { source: "other" });
    expect(problems).toEqual([]);
    expect(counts["themes.csv"]).toEqual({ rows: 3, added: 0, changed: 0, unchanged: 3, conflicting: 0, invalid: 0 });
    expect(counts["members.csv"]).toEqual(added(3));
    const after = countsOf(await contentOf(test.database));
    for (const table of ["member", "idea", "comment", "support", "gathering", "registration", "collaboration_member"])
      expect([table, after[table]]).toEqual([table, before[table]! * 2]);
    expect(after.organisation).toBe(before.organisation);
  });
});
