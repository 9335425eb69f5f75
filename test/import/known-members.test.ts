import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { erasedSourceId } from "../../src/import/erased-source-id.js";
import { memberPersonalData } from "../../src/domains/members/member.personal-data.js";
import { testDatabase, type TestDatabase } from "../support/database.js";
import { Folders, load, today } from "./folders.js";

const folders = new Folders();
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  const there = await folders.make({
    "members.csv": ["id,name,email,headline", "x,Lotte Peeters,lotte@example.org,Hier eerst"],
  });
  await load(test.database, there, { source: "first" });
});
afterAll(async () => {
  await test.drop();
  await folders.remove();
});

const evening = {
  "members.csv": ["id,name,email,headline", "1,L. Peeters,Lotte@Example.org,Elders", "2,Nieuw Lid,nieuw@example.org,"],
  "gatherings.csv": ["id,title,format,starts_at,host", "g1,Avond,IDEA,2026-01-10 19:00,1"],
  "registrations.csv": ["gathering,member,status,attended", "g1,1,GOING,ja", "g1,2,GOING,nee"],
};

describe("a row with the address of an account", () => {
  it("stands for its member: other rows may name it, and nothing of theirs changes", async () => {
    const folder = await folders.make(evening);
    const { problems, remarks, counts } = await load(test.database, folder, { source: "second" });
    expect(problems).toEqual([]);
    expect(remarks).toContain(
      'members.csv:2: has the address "lotte@example.org" of somebody who is there already, and stands for them',
    );
    expect(counts["members.csv"]).toEqual({ rows: 2, added: 1, changed: 0, unchanged: 1, conflicting: 0, invalid: 0 });
    expect(counts["registrations.csv"]!.added).toBe(2);
    const guests = await test.database.query(sql`
      SELECT m.name, m.headline, r.checked_in_at IS NOT NULL AS attended FROM registration r JOIN member m ON m.id = r.member_id
      ORDER BY m.name`);
    expect(guests).toEqual([
      { name: "Lotte Peeters", headline: "Hier eerst", attended: true },
      { name: "Nieuw Lid", headline: null, attended: false },
    ]);
  });

  it("does so again in a second import, without its address too", async () => {
    const folder = await folders.make({
      ...evening,
      "members.csv": ["id,name", "1,L. Peeters", "2,Nieuw Lid"],
    });
    const { problems, counts } = await load(test.database, folder, { source: "second" });
    expect(problems).toEqual([]);
    expect(Object.values(counts).map(({ added }) => added)).toEqual([0, 0, 0]);
  });

  it("which stands higher in the same file is one member", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name,email", "1,Renée Maes,Renee.Maes@example.org", "2,Renee Maes, renee.maes@EXAMPLE.org "],
      "collaborations.csv": ["member_a,member_b", "1,2"],
    });
    const { remarks, counts, problems } = await load(test.database, folder, { source: "twice" });
    expect(counts["members.csv"]).toEqual({ rows: 2, added: 1, changed: 0, unchanged: 1, conflicting: 0, invalid: 0 });
    expect(remarks).toContainEqual(expect.stringContaining("members.csv:3: has the address"));
    expect(problems).toEqual(["collaborations.csv:2: member_a and member_b are one member: name two."]);
  });

  it("does not bring back who had their account erased", async () => {
    const [{ id }] = (await test.database.query<{ id: string }>(
      sql`SELECT member_id AS id FROM account WHERE email = 'lotte@example.org'`,
    )) as [{ id: string }];
    const { erased } = memberPersonalData.personal!.member_source!;
    if (!("call" in erased)) throw new Error("The table erases nothing.");
    await test.database.query(sql`DELETE FROM account WHERE member_id = ${id}`);
    for (const statement of erased({ memberId: id, email: "", keepPosts: true, now: today }))
      await test.database.query(statement);
    expect(await test.database.query(sql`SELECT source_id FROM member_source WHERE source = 'second'`)).toEqual([
      { source_id: erasedSourceId("second", "1") },
    ]);
    const { counts, problems } = await load(test.database, await folders.make(evening), { source: "second" });
    expect([problems, counts["members.csv"]]).toEqual([
      [],
      { rows: 2, added: 0, changed: 0, unchanged: 2, conflicting: 0, invalid: 0 },
    ]);
  });
});

describe("a row that gets the address of an account", () => {
  const withAddress = (address: string): Record<string, string[]> => ({
    "themes.csv": ["slug,label_nl", "zon,Zon", "wind,Wind"],
    "members.csv": ["id,name,email", `1,Jan Zonder,${address}`, "2,An,"],
    "interests.csv": ["member,theme,stance", "1,zon,SEEKS"],
    "ideas.csv": ["id,kind,title,body,author,posted_at", "i,IDEA,T,B,1,2026-01-01"],
    "comments.csv": ["id,idea,author,posted_at,body", "c,i,1,2026-01-02,Ja"],
    "supports.csv": ["idea,member", "i,1"],
    "gatherings.csv": ["id,title,format,starts_at,host", "g,T,IDEA,2026-01-10,1"],
    "registrations.csv": ["gathering,member,status", "g,1,GOING"],
    "collaborations.csv": ["member_a,member_b", "1,2"],
  });

  it("stands for its member, who gets all that was imported for it", async () => {
    const there = { "members.csv": ["id,name,email,headline", "x,Jan Met,jan@example.org,Van mij"] };
    await load(test.database, await folders.make(there), { source: "accounts" });
    await load(test.database, await folders.make(withAddress("")), { source: "later" });
    const later = await folders.make(withAddress("jan@example.org"));
    const remark =
      'members.csv:2: has the address "jan@example.org" of somebody who is there already, and who gets all that was theirs';
    const dry = await load(test.database, later, { source: "later", dryRun: true });
    expect([dry.problems, dry.remarks]).toEqual([[], expect.arrayContaining([remark])]);
    const { problems, counts, remarks } = await load(test.database, later, { source: "later" });
    expect([problems, counts["members.csv"]]).toEqual([
      [],
      { rows: 2, added: 0, changed: 1, unchanged: 1, conflicting: 0, invalid: 0 },
    ]);
    expect(remarks).toContain(remark);
    expect(Object.values(counts).every(({ conflicting }) => conflicting === 0)).toBe(true);
    expect(await test.database.query(sql`SELECT 1 FROM member WHERE name = 'Jan Zonder'`)).toEqual([]);
    const [jan] = await test.database.query(sql`
      SELECT m.name, m.headline, (SELECT count(*)::int FROM idea WHERE author_id = m.id) AS ideas,
        (SELECT count(*)::int FROM comment WHERE author_id = m.id) AS comments,
        (SELECT count(*)::int FROM interest WHERE member_id = m.id) AS interests,
        (SELECT count(*)::int FROM support WHERE member_id = m.id) AS supports,
        (SELECT count(*)::int FROM gathering_host WHERE member_id = m.id) AS hosts,
        (SELECT count(*)::int FROM registration WHERE member_id = m.id) AS registrations,
        (SELECT count(*)::int FROM collaboration_member WHERE member_id = m.id) AS collaborations
      FROM member m JOIN account a ON a.member_id = m.id WHERE a.email = 'jan@example.org'`);
    const once = { ideas: 1, comments: 1, interests: 1, supports: 1, hosts: 1, registrations: 1, collaborations: 1 };
    expect(jan).toEqual({ name: "Jan Met", headline: "Van mij", ...once });
    const again = await load(test.database, later, { source: "later" });
    expect(Object.values(again.counts).every(({ rows, unchanged }) => rows === unchanged)).toBe(true);
  });

  it("gives its member the practices that name them as their contact, too", async () => {
    const there = await folders.make({ "members.csv": ["id,name,email", "z,Cas Met,cas@example.org"] });
    await load(test.database, there, { source: "accounts" });
    const practices = {
      "practices.csv": ["id,kind,title,summary,shared_by,contact,shared_at", "p,TOOL,T,S,1,3,2026-01-01"],
    };
    const header = "id,name,email";
    const before = { "members.csv": [header, "1,Cas Zonder,", "3,Cas zelf,cas@example.org"], ...practices };
    await load(test.database, await folders.make(before), { source: "practices" });
    const after = { "members.csv": [header, "1,Cas Zonder,cas@example.org"], ...practices };
    const { problems } = await load(test.database, await folders.make(after), { source: "practices" });
    expect(problems).toEqual([]);
    expect(
      await test.database.query(sql`
        SELECT sharer.name AS sharer, contact.name AS contact
        FROM practice p JOIN member sharer ON sharer.id = p.shared_by_id JOIN member contact ON contact.id = p.contact_id`),
    ).toEqual([{ sharer: "Cas Met", contact: "Cas Met" }]);
  });

  it("leaves the member what both have, and the interests that they chose", async () => {
    const there = await folders.make({ "members.csv": ["id,name,email", "y,Bea Met,bea@example.org"] });
    await load(test.database, there, { source: "accounts" });
    await load(test.database, await folders.make(withAddress("")), { source: "both" });
    await test.database.query(sql`
      WITH bea AS (UPDATE member SET interests_set_at = now() WHERE name = 'Bea Met' RETURNING id)
      INSERT INTO registration (id, gathering_id, member_id, status, registered_at)
      SELECT gen_random_uuid(), g.id, bea.id, 'CANCELLED', now() FROM bea, gathering g WHERE g.source = 'both'`);
    const { problems } = await load(test.database, await folders.make(withAddress("bea@example.org")), {
      source: "both",
    });
    expect(problems).toEqual([]);
    expect(
      await test.database.query(sql`
        SELECT r.status, (SELECT count(*)::int FROM interest WHERE member_id = m.id) AS interests
        FROM member m JOIN registration r ON r.member_id = m.id WHERE m.name = 'Bea Met'`),
    ).toEqual([{ status: "CANCELLED", interests: 0 }]);
  });
});

describe("one person on two lists", () => {
  it("is remarked on when a list without ids has another address for a name", async () => {
    const list = (address: string): Promise<string> =>
      folders.make({ "members.csv": ["name,email", `An Maes,${address}`, "Tom,tom@example.org"] });
    await load(test.database, await list("an@old.example"), { source: "no ids" });
    const { remarks } = await load(test.database, await list("an@new.example"), { source: "no ids", dryRun: true });
    expect(remarks).toContain(
      'members.csv:2: is a new member, though "an@old.example" of this source is called "An Maes" too: ' +
        'for one person with another address, add a column id to the list, with "an@old.example" in this row',
    );
  });

  it("is remarked on when the same list comes from another source", async () => {
    const folder = await folders.make({ "members.csv": ["id,name", "1,Jan Twee"] });
    await load(test.database, folder, { source: "list-2026" });
    const { remarks } = await load(test.database, folder, { source: "list-2027", dryRun: true });
    expect(remarks).toContain(
      'members.csv: "Jan Twee" has the id and name of a member of "list-2026", and is another member: ' +
        "a new version of that list is imported with --source list-2026; look with --dry-run first",
    );
  });

  it("has to have an address or an id in a list without ids", async () => {
    const folder = await folders.make({ "members.csv": ["name,email", "Jan,"] });
    expect((await load(test.database, folder, { source: "neither" })).problems).toEqual([
      "members.csv:2: id is missing: give the row an e-mail address (email), or an id of its own (id).",
    ]);
  });
});

describe("an organisation", () => {
  it("is one whatever the case, the spaces and the code of its name", async () => {
    const names = [
      "Stad Gent",
      "stad gent",
      " Stad  Gent",
      "STAD GENT (OVO002067)",
      "0207.451.227 - Stad Gent",
      "Gent",
    ];
    const folder = await folders.make({
      "members.csv": ["id,name,organisation", ...names.map((name, n) => `${n},Lid,${name}`)],
    });
    await load(test.database, folder, { source: "organisations" });
    const found = await test.database.query(sql`
      SELECT o.name, count(*)::int AS members FROM member m JOIN organisation o ON o.id = m.organisation_id
      WHERE m.source = 'organisations' GROUP BY 1 ORDER BY 2 DESC`);
    expect(found).toEqual([
      { name: "Stad Gent", members: 5 },
      { name: "Gent", members: 1 },
    ]);
  });
});

describe("a comment", () => {
  it("that was emptied keeps its place and its replies", async () => {
    const folder = await folders.make({
      "members.csv": ["id,name", "1,An"],
      "ideas.csv": ["id,kind,title,body,author,posted_at", "i1,IDEA,T,B,1,2026-01-01"],
      "comments.csv": [
        "id,idea,author,reply_to,posted_at,body",
        "k2,i1,1,k1,2026-01-03,Antwoord",
        "k1,i1,1,,2026-01-02,",
      ],
    });
    expect((await load(test.database, folder, { source: "comments" })).problems).toEqual([]);
    expect(
      await test.database.query(
        sql`SELECT source_id AS id, body, removed_at IS NOT NULL AS removed FROM comment WHERE source = 'comments' ORDER BY 1`,
      ),
    ).toEqual([
      { id: "k1", body: "", removed: true },
      { id: "k2", body: "Antwoord", removed: false },
    ]);
  });
});

describe("registrations", () => {
  const later = "2027-02-01 19:00";
  const places = async (source: string, capacity: string, starts: string, ...rows: string[]): Promise<string[]> => {
    const folder = await folders.make({
      "members.csv": ["id,name", "1,Een", "2,Twee", "3,Drie"],
      "gatherings.csv": ["id,title,format,starts_at,capacity", `g,Vol,IDEA,${starts},${capacity}`],
      "registrations.csv": ["gathering,member,status", ...rows],
    });
    const { remarks, problems } = await load(test.database, folder, { source });
    expect(problems).toEqual([]);
    return remarks.filter((line) => line.startsWith("registrations.csv: ")).slice(1);
  };

  it("beyond the places of a gathering are said", async () => {
    expect(await places("full", "1", later, "g,1,GOING", "g,2,GOING", "g,3,WAITLISTED")).toEqual([
      'registrations.csv: 2 are GOING to "g", which has 1 places: nobody else gets one until 2 cancel',
    ]);
  });

  it("are said of gatherings that have begun too", async () => {
    const begun = "2026-01-10 19:00";
    const remedy = "correct its capacity, or who was there";
    expect(await places("past", "1", begun, "g,1,GOING", "g,2,GOING")).toEqual([
      `registrations.csv: 2 are GOING to "g", which has 1 places: ${remedy}`,
    ]);
    expect(await places("past free", "5", begun, "g,1,WAITLISTED")).toEqual([
      `registrations.csv: 1 are WAITLISTED for "g" while places are free: ${remedy}`,
    ]);
  });

  it("that wait while places are free are said", async () => {
    const line =
      'registrations.csv: 1 are WAITLISTED for "g" while places are free: they come first when the next one registers or cancels';
    expect(await places("free", "5", later, "g,1,WAITLISTED")).toEqual([line]);
    expect(await places("unlimited", "", later, "g,1,WAITLISTED")).toEqual([line]);
    expect(await places("right", "1", later, "g,1,GOING", "g,2,WAITLISTED")).toEqual([]);
  });
});
