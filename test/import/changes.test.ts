import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { compare, importedOf } from "../../src/import/changes.js";
import { testApp } from "../support/app.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { contentOf, Folders, load } from "./folders.js";

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
const one = async <Row extends object>(statement: ReturnType<typeof sql>): Promise<Row | undefined> =>
  (await test.database.query<Row>(statement))[0];
const member = (source: string): Promise<object | undefined> =>
  one(sql`
    SELECT m.name, a.email, o.name AS organisation, m.headline FROM member m
    LEFT JOIN account a ON a.member_id = m.id LEFT JOIN organisation o ON o.id = m.organisation_id
    WHERE m.source = ${source} AND m.source_id = '1'`);
const header = "id,name,email,organisation,headline";

describe("comparing what a source says with what is there", () => {
  const current = { id: "1", fields: { name: "A", place: "B" }, imported: importedOf({ name: "A", place: "B" }) };

  it("takes over what the source alone changed", () => {
    expect(compare(current, { name: "C", place: "B" })).toEqual({
      change: {
        id: "1",
        fields: { name: "C", place: "B" },
        changed: ["name"],
        imported: importedOf({ name: "C", place: "B" }),
      },
      differences: ['name "A" becomes "C"'],
      conflicts: [],
    });
  });

  it("leaves what was changed here, and says so when the source changed it too", () => {
    const edited = { ...current, fields: { name: "mine", place: "B" } };
    expect(compare(edited, { name: "A", place: "B" })).toEqual({ change: null, differences: [], conflicts: [] });
    expect(compare(edited, { name: "C", place: "D" })).toMatchObject({
      change: { fields: { name: "mine", place: "D" }, changed: ["place"] },
      conflicts: ['name was changed here: it stays "mine", where the file has "C"'],
    });
  });

  it("is content when both came to the same", () => {
    const edited = { ...current, fields: { name: "C", place: "B" } };
    expect(compare(edited, { name: "C" })).toMatchObject({ change: { changed: [] }, differences: [], conflicts: [] });
  });

  it("leaves what was imported before sources were remembered, in this import and later ones", () => {
    const old = { id: "1", fields: { name: "A", place: null, note: null }, imported: null };
    const first = compare(old, { name: "C", place: "D" });
    expect(first).toMatchObject({
      change: { fields: { name: "A", place: null }, changed: [] },
      conflicts: [
        'name was changed here: it stays "A", where the file has "C"',
        'place may have been emptied here: it stays empty, where the file has "D"',
      ],
    });
    const later = compare({ ...old, imported: first.change!.imported }, { name: "C", place: "D", note: "E" });
    expect(later).toMatchObject({
      change: null,
      conflicts: ['note was changed here: it stays empty, where the file has "E"'],
    });
  });

  it("fills in what was imported before sources were remembered when nobody can have emptied it", () => {
    const old = { id: "1", fields: { name: "A", email: null }, imported: null, isUntouched: true };
    expect(compare(old, { name: "A", email: "D" })).toMatchObject({ change: { changed: ["email"] }, conflicts: [] });
  });
});

describe("a second import", () => {
  it("takes over a corrected name, an added address and another organisation, and says so", async () => {
    await imported("corrected", { "members.csv": [header, "1,Renee Mase,,Stad Aalst,"] });
    const corrected = { "members.csv": [header, "1,Renée Maes,renee@example.org,Stad Gent,"] };
    const dry = await imported("corrected", corrected, { dryRun: true });
    expect(dry.remarks).toEqual([
      "members.csv: commas, UTF-8",
      'members.csv:2: name "Renee Mase" becomes "Renée Maes"',
      'members.csv:2: email empty becomes "renee@example.org"',
      'members.csv:2: organisation "Stad Aalst" becomes "Stad Gent"',
    ]);
    expect(await member("corrected")).toMatchObject({ name: "Renee Mase", email: null });
    const { counts, problems } = await imported("corrected", corrected);
    expect([problems, counts["members.csv"]]).toEqual([
      [],
      { rows: 1, added: 0, changed: 1, unchanged: 0, conflicting: 0, invalid: 0 },
    ]);
    expect(await member("corrected")).toEqual({
      name: "Renée Maes",
      email: "renee@example.org",
      organisation: "Stad Gent",
      headline: null,
    });
    expect(await one(sql`SELECT 1 FROM organisation WHERE name = 'Stad Aalst'`)).toBeUndefined();
    expect((await imported("corrected", corrected)).counts["members.csv"]).toMatchObject({ changed: 0, unchanged: 1 });
  });

  it("of the same files writes nothing", async () => {
    const files = {
      "members.csv": [header, "1,An,an@example.org,stad gent,Kop"],
      "themes.csv": ["slug,label_nl", "zon,Zon"],
      "interests.csv": ["member,theme,stance", "1,zon,SEEKS"],
      "gatherings.csv": ["id,title,format,starts_at,ends_at", "g,Avond,IDEA,2026-01-10,"],
      "registrations.csv": ["gathering,member,status,attended", "g,1,GOING,ja"],
    };
    await imported("same", files);
    const before = await contentOf(test.database);
    const { counts } = await imported("same", files);
    expect(Object.values(counts).every(({ rows, unchanged }) => rows === unchanged)).toBe(true);
    expect(await contentOf(test.database)).toEqual(before);
  });

  it("of files whose dates were moved before changes nothing", async () => {
    const files = {
      "members.csv": ["id,name,joined_at", "1,An,2024-01-01"],
      "gatherings.csv": ["id,title,format,starts_at,ends_at", "g,Avond,IDEA,2025-01-10 19:00,2025-01-10 21:00"],
    };
    await imported("moved", files, { shiftDays: 70 });
    const { counts } = await imported("moved", files);
    expect(Object.values(counts).map(({ changed, conflicting }) => [changed, conflicting])).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it("leaves what a member edited, and says what it left", async () => {
    await imported("edited", { "members.csv": [header, "1,An,an.e@example.org,,Eerst"] });
    await test.database.query(sql`UPDATE member SET headline = 'Van mij' WHERE source = 'edited' RETURNING 1`);
    const { counts, remarks } = await imported("edited", { "members.csv": [header, "1,Anna,an.e@example.org,,Later"] });
    expect(counts["members.csv"]).toMatchObject({ changed: 0, conflicting: 1 });
    expect(remarks).toContain(
      'members.csv:2: headline was changed here: it stays "Van mij", where the file has "Later"',
    );
    expect(await member("edited")).toMatchObject({ name: "Anna", headline: "Van mij" });
  });

  it("leaves what columns it does not have say", async () => {
    await imported("columns", { "members.csv": [header, "1,An,an.c@example.org,Stad Gent,Kop"] });
    await imported("columns", { "members.csv": ["id,name", "1,Anne"] });
    expect(await member("columns")).toMatchObject({ name: "Anne", email: "an.c@example.org", headline: "Kop" });
  });

  it("leaves the address of whoever signs in with it", async () => {
    await imported("address", { "members.csv": [header, "1,An,an.a@example.org,,", "2,Bea,bea.a@example.org,,"] });
    await test.database.query(sql`UPDATE account SET password_hash = 'x' WHERE email = 'an.a@example.org' RETURNING 1`);
    const rows = ["1,An,an.b@example.org,,", "2,Bea,bea.b@example.org,,", "3,Cis,bea.a@example.org,,"];
    const { remarks } = await imported("address", { "members.csv": [header, ...rows.slice(0, 2)] });
    expect(remarks).toContain(
      'members.csv:2: email was changed here: it stays "an.a@example.org", where the file has "an.b@example.org"',
    );
    const addresses = await test.database.query<{ email: string }>(
      sql`SELECT email FROM account WHERE email LIKE '%.a@example.org' OR email LIKE '%.b@example.org' ORDER BY 1`,
    );
    expect(addresses.map(({ email }) => email)).toEqual(["an.a@example.org", "bea.b@example.org"]);
    const taken = await imported("address", { "members.csv": [header, "2,Bea,an.a@example.org,,"] });
    expect(taken.problems).toEqual([
      `members.csv:2: email "an.a@example.org" is another member's already: correct it, or leave it empty.`,
    ]);
  });

  it("moves a gathering, and takes over who attended after the evening", async () => {
    const gathering = "id,title,format,starts_at,ends_at";
    const guests = "gathering,member,status,attended";
    const people = { "members.csv": ["id,name", "1,Een"] };
    await imported("evening", {
      ...people,
      "gatherings.csv": [gathering, "g,Avond,IDEA,2026-01-10T18:00Z,2026-01-10T20:00Z"],
      "registrations.csv": [guests, "g,1,GOING,"],
    });
    const { counts } = await imported("evening", {
      ...people,
      "gatherings.csv": [gathering, "g,Avond,IDEA,2026-01-10T19:00Z,2026-01-10T21:00Z"],
      "registrations.csv": [guests, "g,1,GOING,ja"],
    });
    expect(Object.values(counts).map(({ changed }) => changed)).toEqual([0, 1, 1]);
    expect(
      await one(sql`
        SELECT g.starts_at AS starts, r.checked_in_at AS "checkedIn" FROM registration r JOIN gathering g ON g.id = r.gathering_id
        WHERE g.source = 'evening'`),
    ).toEqual({ starts: new Date("2026-01-10T19:00:00Z"), checkedIn: new Date("2026-01-10T19:00:00Z") });
  });

  it("takes over other themes and hosts, and leaves those that were chosen here", async () => {
    const files = (themes: string, host: string): Files => ({
      "themes.csv": ["slug,label_nl", "zon,Zon", "wind,Wind"],
      "members.csv": ["id,name", "1,Een", "2,Twee"],
      "ideas.csv": ["id,kind,title,body,author,posted_at,themes", `i,IDEA,T,B,1,2026-01-01,${themes}`],
      "gatherings.csv": ["id,title,format,starts_at,host,themes", `g,T,IDEA,2026-01-10,${host},${themes}`],
    });
    const ties = (): Promise<object | undefined> =>
      one(sql`
        SELECT (SELECT string_agg(t.slug, ' ' ORDER BY position) FROM idea_theme JOIN theme t ON t.id = theme_id
            WHERE idea_id = i.id) AS idea,
          (SELECT string_agg(t.slug, ' ' ORDER BY position) FROM gathering_theme JOIN theme t ON t.id = theme_id
            WHERE gathering_id = g.id) AS gathering,
          (SELECT string_agg(m.source_id, ' ' ORDER BY 1) FROM gathering_host JOIN member m ON m.id = member_id
            WHERE gathering_id = g.id) AS hosts
        FROM idea i, gathering g WHERE i.source = 'ties' AND g.source = 'ties'`);
    await imported("ties", files("zon", "1"));
    const dry = await imported("ties", files("wind|zon", "2|1"), { dryRun: true });
    expect(dry.remarks.filter((line) => line.includes("becomes"))).toEqual([
      'ideas.csv:2: themes "zon" becomes "wind|zon"',
      'gatherings.csv:2: host "1" becomes "1|2"',
      'gatherings.csv:2: themes "zon" becomes "wind|zon"',
    ]);
    await imported("ties", files("wind|zon", "2|1"));
    expect(await ties()).toEqual({ idea: "wind zon", gathering: "wind zon", hosts: "1 2" });
    await test.database.query(sql`
      DELETE FROM gathering_host USING gathering g WHERE g.id = gathering_id AND g.source = 'ties' RETURNING 1`);
    const { remarks } = await imported("ties", files("wind|zon", "2"));
    expect(remarks).toContain('gatherings.csv:2: host was changed here: it stays "", where the file has "2"');
    expect(await ties()).toMatchObject({ hosts: null });
  });

  it("takes over the status of ideas, also when a column for it came later, and leaves what was set or withdrawn here", async () => {
    const files = (header: string, ...statuses: string[]): Files => ({
      "members.csv": ["id,name", "1,Een"],
      "ideas.csv": [
        `id,kind,title,body,author,posted_at${header}`,
        ...statuses.map((status, index) => `${index},IDEA,T,B,1,2026-01-01${status}`),
      ],
    });
    const statuses = async (): Promise<unknown> =>
      (await one(
        sql`SELECT string_agg(status::text, ' ' ORDER BY source_id) AS status FROM idea WHERE source = 'status'`,
      ))!;
    const setHere = (sourceId: string, status: string) =>
      test.database.query(sql`
        UPDATE idea SET status = ${status}::idea_status WHERE source = 'status' AND source_id = ${sourceId} RETURNING 1`);
    await imported("status", files("", "", "", "", ""));
    await setHere("2", "IN_PROGRESS");
    await setHere("3", "WITHDRAWN");
    const later = files(",status", ",afgerond", ",", ",DONE", ",en cours");
    const { counts, remarks } = await imported("status", later);
    expect(counts).toMatchObject({ "ideas.csv": { changed: 1, conflicting: 2, unchanged: 1 } });
    expect(remarks).toContain(
      'ideas.csv:4: status was changed here: it stays "IN_PROGRESS", where the file has "DONE"',
    );
    expect(await statuses()).toEqual({ status: "DONE OPEN IN_PROGRESS WITHDRAWN" });
    const { problems } = await imported("status", files(",status", ",ingetrokken", ",OPEN", ",OPEN", ",OPEN"));
    expect(problems).toEqual([expect.stringMatching(/^ideas\.csv:2: status "ingetrokken" must be one of OPEN, /)]);
    expect(await statuses()).toEqual({ status: "DONE OPEN IN_PROGRESS WITHDRAWN" });
    expect((await imported("status", files("", "", "", "", ""))).counts).toMatchObject({
      "ideas.csv": { unchanged: 4 },
    });
  });

  it("takes over what ideas, comments and interests say now, and leaves the interests that a member has chosen", async () => {
    const files = (title: string, body: string, stance: string): Files => ({
      "themes.csv": ["slug,label_nl", "zon,Zon", "wind,Wind"],
      "members.csv": ["id,name", "1,Een", "2,Twee"],
      "interests.csv": ["member,theme,stance", `1,zon,${stance}`, `2,zon,${stance}`, "2,wind,SEEKS"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", `i,IDEA,${title},B,1,2026-01-01`],
      "comments.csv": ["id,idea,author,posted_at,body", `c,i,1,2026-01-02,${body}`],
    });
    await imported("texts", files("Eerst", "Eerst", "SEEKS"));
    await test.database.query(sql`
      UPDATE member SET interests_set_at = now() WHERE source = 'texts' AND source_id = '2' RETURNING 1`);
    await test.database.query(sql`
      DELETE FROM interest USING member m, theme t WHERE m.id = member_id AND t.id = theme_id
        AND m.source = 'texts' AND m.source_id = '2' AND t.slug = 'wind'`);
    const { counts, remarks } = await imported("texts", files("Later", "", "OFFERS"));
    expect(counts).toMatchObject({
      "interests.csv": { changed: 1, unchanged: 2 },
      "ideas.csv": { changed: 1 },
      "comments.csv": { changed: 1 },
    });
    expect(remarks).toContain(
      "interests.csv:4: is left out, as the member has chosen their interests themselves since",
    );
    const stances = await test.database.query(sql`
      SELECT m.source_id AS id, t.slug, i.stance FROM interest i JOIN member m ON m.id = i.member_id JOIN theme t ON t.id = i.theme_id
      WHERE m.source = 'texts' ORDER BY 1`);
    expect(stances).toEqual([
      { id: "1", slug: "zon", stance: "OFFERS" },
      { id: "2", slug: "zon", stance: "SEEKS" },
    ]);
    expect(
      await one(sql`
        SELECT i.title, c.body, c.removed_at IS NOT NULL AS removed FROM comment c JOIN idea i ON i.id = c.idea_id
        WHERE c.source = 'texts'`),
    ).toEqual({ title: "Later", body: "", removed: true });
  });

  it("of a corrected text leaves the mentions whose words stand where they stood, and no others", async () => {
    const files = (idea: string, comment: string): Files => ({
      "members.csv": ["id,name", "1,Bob"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", `i,IDEA,T,${idea},1,2026-01-01`],
      "comments.csv": ["id,idea,author,posted_at,body", `c,i,1,2026-01-02,${comment}`, "d,i,1,2026-01-02,Bob"],
    });
    await imported("mentioning", files("Bob en Bob", "Dag Bob"));
    await test.database.query(sql`
      INSERT INTO mention (id, idea_id, comment_id, member_id, start_offset, end_offset)
      SELECT gen_random_uuid(), i.id, c.id, i.author_id, start, start + 3 FROM idea i
      JOIN (VALUES (NULL, 0), (NULL, 7), ('c', 4), ('d', 0)) AS new (comment, start) ON true
      LEFT JOIN comment c ON c.source = 'mentioning' AND c.source_id = new.comment
      WHERE i.source = 'mentioning' RETURNING 1`);
    const places = (): Promise<object[]> =>
      test.database.query(sql`
        SELECT c.source_id AS comment, m.start_offset AS start FROM mention m JOIN idea i ON i.id = m.idea_id
        LEFT JOIN comment c ON c.id = m.comment_id WHERE i.source = 'mentioning' ORDER BY 1 NULLS FIRST, 2`);
    await imported("mentioning", files("Bob en dus Bob", "Dag Bob!"));
    expect(await places()).toEqual([
      { comment: null, start: 0 },
      { comment: "c", start: 4 },
      { comment: "d", start: 0 },
    ]);
    await imported("mentioning", files("Niemand", ""));
    expect(await places()).toEqual([{ comment: "d", start: 0 }]);
  });

  it("gives a theme a new version when it changes it, and leaves synonyms with a bar whole", async () => {
    const themes = (label: string, synonyms = "boot"): Files => ({
      "themes.csv": ["slug,label_nl,synonyms", `veer,${label},${synonyms}`],
    });
    const veer = () => one(sql`SELECT label_nl AS label, synonyms, version FROM theme WHERE slug = 'veer'`);
    await imported("versions", themes("Veer"));
    await test.database.query(sql`UPDATE theme SET synonyms = '{boot|pont,schip}' WHERE slug = 'veer' RETURNING 1`);
    await imported("versions", themes("Veerboot"));
    const changed = { label: "Veerboot", synonyms: ["boot|pont", "schip"], version: 2 };
    expect(await veer()).toEqual(changed);
    await imported("versions", themes("Veerboot"));
    expect(await veer()).toEqual(changed);
    // The source comes to say what is there already: that is remembered, and changes nothing.
    await test.database.query(sql`UPDATE theme SET label_nl = 'Veerpont' WHERE slug = 'veer' RETURNING 1`);
    await imported("versions", themes("Veerpont"));
    expect(await veer()).toEqual({ ...changed, label: "Veerpont" });
  });

  it("takes over the labels of a theme that it brought in, and says what another source has otherwise", async () => {
    const themes = (label: string, french: string, broader: string): Files => ({
      "themes.csv": ["slug,label_nl,label_fr,broader", "licht,Licht,,", `lamp,${label},${french},${broader}`],
    });
    await imported("labels", themes("Lmap", "", ""));
    const { counts, remarks } = await imported("labels", themes("Lamp", "Lampe", "licht"));
    expect(counts["themes.csv"]).toMatchObject({ changed: 0, conflicting: 1, unchanged: 1 });
    expect(remarks).toContain(
      'themes.csv:3: broader is not changed by an import: it stays empty, where the file has "licht"',
    );
    expect((await imported("labels", themes("Lampen", "Lampe", ""))).counts["themes.csv"]).toMatchObject({
      changed: 1,
      conflicting: 0,
    });
    const other = await imported("other labels", themes("Lantaarn", "", ""));
    expect(other.counts["themes.csv"]).toMatchObject({ changed: 0, conflicting: 1, unchanged: 1 });
    expect(other.remarks).toContain(
      'themes.csv:3: label_nl belongs to the source "labels": it stays "Lampen", where the file has "Lantaarn"',
    );
    await test.database.query(sql`UPDATE theme SET label_nl = 'Van hier' WHERE slug = 'lamp' RETURNING 1`);
    expect((await imported("labels", themes("Lampion", "Lampe", ""))).remarks).toContain(
      'themes.csv:3: label_nl was changed here: it stays "Van hier", where the file has "Lampion"',
    );
    expect(
      await one(sql`
        SELECT label_nl AS nl, label_fr AS fr, source, search @@ to_tsquery('simple', 'lampe:*') AS found FROM theme
        WHERE slug = 'lamp'`),
    ).toEqual({ nl: "Van hier", fr: "Lampe", source: "labels", found: true });
  });

  it("takes over who wrote an idea or a comment, and says which comment now answers another", async () => {
    const files = (author: string, replyTo: string): Files => ({
      "members.csv": ["id,name", "1,Een", "2,Twee"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", `i,IDEA,T,B,${author},2026-01-01`],
      "comments.csv": [
        "id,idea,author,reply_to,posted_at,body",
        `k1,i,${author},,2026-01-02,A`,
        `k2,i,2,${replyTo},2026-01-03,B`,
      ],
    });
    await imported("authors", files("1", ""));
    const { counts, remarks } = await imported("authors", files("2", "k1"));
    expect(counts).toMatchObject({ "ideas.csv": { changed: 1 }, "comments.csv": { changed: 1, conflicting: 1 } });
    expect(remarks).toContain(
      'comments.csv:3: reply_to is not changed by an import: it stays empty, where the file has "k1"',
    );
    expect(
      await one(sql`
        SELECT i.author_id = m.id AS idea, c.author_id = m.id AS comment FROM idea i JOIN comment c ON c.idea_id = i.id
        JOIN member m ON m.source = 'authors' AND m.source_id = '2' WHERE i.source = 'authors' AND c.source_id = 'k1'`),
    ).toEqual({ idea: true, comment: true });
  });

  it("does not bring back a support that the member took back", async () => {
    const files = {
      "members.csv": ["id,name", "1,Een"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", "i,IDEA,T,B,1,2026-01-01"],
      "supports.csv": ["idea,member", "i,1"],
    };
    await imported("support", files);
    // As `unsupportIdea` does; see below.
    await test.database.query(sql`
      WITH gone AS (DELETE FROM support s USING idea i WHERE i.id = s.idea_id AND i.source = 'support' RETURNING s.*)
      INSERT INTO withdrawn_support (idea_id, member_id) SELECT idea_id, member_id FROM gone`);
    const { counts, remarks } = await imported("support", files);
    expect(counts["supports.csv"]).toMatchObject({ added: 0, unchanged: 1 });
    expect(remarks).toContain("supports.csv:2: is left out, as the member has taken back this support since");
  });

  it("is one event that readers of the log take up", async () => {
    await imported("event", { "members.csv": ["id,name", "1,An"] });
    await imported("event", { "members.csv": ["id,name", "1,Anna"] });
    expect(
      await test.database.query(
        sql`SELECT data->'rows' AS rows FROM event WHERE data->>'source' = 'event' ORDER BY position`,
      ),
    ).toEqual([{ rows: 1 }, { rows: 1 }]);
  });
});

describe("what a member changes of what was imported", () => {
  it("is remembered: interests that they set, and a support that they take back", async () => {
    const app = await testApp();
    try {
      const folder = await folders.make({
        "themes.csv": ["slug,label_nl", "zon,Zon"],
        "members.csv": ["id,name,email", "1,Een,een@example.org"],
        "interests.csv": ["member,theme,stance", "1,zon,SEEKS"],
        "ideas.csv": ["id,kind,title,body,author,posted_at", "i,IDEA,T,B,1,2026-01-01"],
        "supports.csv": ["idea,member", "i,1"],
      });
      await load(app.services.database, folder, { source: "own" });
      const [ids] = await app.services.database.query<{ member: string; idea: string }>(sql`
        SELECT m.id AS member, i.id AS idea FROM member m, idea i WHERE m.source = 'own' AND i.source = 'own'`);
      const answer = await app.ask(
        `mutation ($id: ID!) { setInterests(input: {interests: []}) { userErrors { code } }
          unsupportIdea(input: {ideaId: $id}) { userErrors { code } } }`,
        { id: ids!.idea },
        await app.tokenOf(ids!.member),
      );
      expect(answer.data).toEqual({ setInterests: { userErrors: [] }, unsupportIdea: { userErrors: [] } });
      const { counts } = await load(app.services.database, folder, { source: "own" });
      expect(Object.values(counts).map(({ added }) => added)).toEqual([0, 0, 0, 0, 0]);
    } finally {
      await app.end();
    }
  });
});
