import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { pino } from "pino";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import { inTransaction, systemContext } from "../../src/core/graphql/context.js";
import { organisationIdByCode } from "../../src/domains/organisations/claimed-organisation.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed, subscribers } from "../support/follow.js";
import { organising, type Person } from "./organising.js";

let app: TestApp;
let on: ReturnType<typeof organising>;
let organiser: Person;
beforeAll(async () => {
  app = await testApp();
  on = organising(app);
  organiser = await on.organiser();
});
afterAll(() => app.end());

describe("what is an organisation's follows it into the one that it is merged into", () => {
  it("its members, practices and codes, and what the other does not say itself", async () => {
    const from = await on.organisation({
      ...{ name: "LNE", sector: "GOVERNMENT" as never, description: "Van LNE.", website: "https://lne.example/" },
      codes: ["OVO000101"],
    });
    const into = await on.organisation({ description: "Van ons.", codes: ["OVO000102"] });
    const [moved, there] = [await on.person({ organisationId: from.id }), await on.person({ organisationId: into.id })];
    const practice = await on.build.buildPractice({ sharedById: moved.id, organisationId: from.id });
    const idea = await on.build.buildIdea({ authorId: moved.id });
    expect(await on.merge(organiser, from.id, into.id)).toMatchObject({
      ...{ id: into.id, sector: "GOVERNMENT", description: "Van ons.", website: "https://lne.example/" },
      ...{ codes: ["OVO000101", "OVO000102"], version: 2, memberCount: 2 },
    });
    const lists = await on.read(
      into.id,
      undefined,
      "members { nodes { id } } ideas { nodes { id } } practices { nodes { id } }",
    );
    expect(lists).toMatchObject({ ideas: { nodes: [{ id: idea.id }] }, practices: { nodes: [{ id: practice.id }] } });
    expect(lists.members.nodes.map(({ id }: { id: string }) => id).sort()).toEqual([moved.id, there.id].sort());
    expect(await app.services.database.query(sql`SELECT FROM member WHERE organisation_id = ${from.id}`)).toEqual([]);
  });

  it("also a practice that a member shares while it is merged", async () => {
    const [from, into] = [await on.organisation(), await on.organisation()];
    const member = await on.person({ organisationId: from.id });
    const merger = new pg.Client(app.databaseUrl);
    await merger.connect();
    await merger.query("BEGIN");
    await merger.query("SELECT FROM organisation WHERE id IN ($1, $2) ORDER BY id FOR UPDATE", [from.id, into.id]);
    await merger.query("UPDATE member SET organisation_id = $2 WHERE organisation_id = $1", [from.id, into.id]);
    await merger.query("UPDATE organisation SET merged_into_id = $2 WHERE id = $1", [from.id, into.id]);
    const practice = { kind: "INSTRUMENT", title: "Buurtkaart", summary: "Een kaart.", steps: ["Teken."], themes: [] };
    const shared = on.done("sharePractice", member, practice, "practice { organisation { id } }");
    const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await app.services.database.query(waiting)).length === 0) await sleep(5);
    await merger.query("COMMIT");
    await merger.end();
    expect(await shared).toEqual({ organisation: { id: into.id } });
  });

  it("its id: the page, `organisation`, `node`, filters of lists, and edits find the other", async () => {
    const [from, into] = [await on.organisation(), await on.organisation({ name: "Blijvend bestuur" })];
    const member = await on.person({ organisationId: from.id });
    const idea = await on.build.buildIdea({ authorId: member.id });
    const practice = await on.build.buildPractice({ sharedById: member.id, organisationId: from.id });
    await on.merge(organiser, from.id, into.id);
    expect(await on.read(from.id)).toMatchObject({ id: into.id, memberCount: 1 });
    const filtered = `query ($id: ID!) { node(id: $id) { id } ideas(filter: {organisationId: $id}) { nodes { id } }
      practices(filter: {organisationId: $id}) { nodes { id } } }`;
    for (const { id } of [from, into])
      expect(await on.ask(filtered, { id })).toEqual({
        ...{ node: { id: into.id }, ideas: { nodes: [{ id: idea.id }] }, practices: { nodes: [{ id: practice.id }] } },
      });
    const page = await fetch(`${app.url}/organisations/${from.id}`);
    expect(await page.text()).toContain("Blijvend bestuur");
    expect(await on.edit(organiser, { id: from.id, version: 2, sector: "OTHER" })).toMatchObject({ id: into.id });
  });

  it("its names and codes: who gives one of them, or signs in with one, works at the other", async () => {
    const [from, into] = [
      await on.organisation({ name: "Ruimte Vlaanderen", codes: ["OVO000103"] }),
      await on.organisation({ name: "Departement Ruimte" }),
    ];
    await on.merge(organiser, from.id, into.id);
    for (const text of ["ruimte vlaanderen", "Ruimte Vlaanderen", "OVO000103", "Iets anders (OVO000103)"])
      expect([text, await on.join(await on.person(), text)]).toEqual([text, into.id]);
    const claimed = (claim: { name: string; code: string | null }): Promise<string> =>
      inTransaction(systemContext(app.services, pino({ level: "silent" })), (tx) =>
        organisationIdByCode(tx, { ...claim, sector: null }),
      );
    expect(await claimed({ name: "RUIMTE VLAANDEREN", code: null })).toBe(into.id);
    expect(await claimed({ name: "Nog anders", code: "OVO000103" })).toBe(into.id);
    expect(await on.found("ruimte vlaanderen")).toEqual(["Departement Ruimte"]);
    const { members } = await on.ask(`{ members(filter: {search: "vlaanderen"}) { nodes { organisation { id } } } }`);
    expect(members.nodes.map((node: { organisation: { id: string } }) => node.organisation.id)).toEqual(
      Array(4).fill(into.id),
    );
  });

  it("live streams that are filtered by one of the two, from the first idea on", async () => {
    const [from, into] = [await on.organisation(), await on.organisation()];
    const member = await on.person({ organisationId: from.id });
    const query = "subscription ($id: ID!) { ideaPosted(filter: {organisationId: $id}) { idea { title } } }";
    const streams = [from, into].map(({ id }) =>
      followed<{ ideaPosted: { idea: { title: string } } }>(app.socket(), query, { id }),
    );
    await subscribers(app, 2);
    const post = (title: string) =>
      on.done("postIdea", member, { kind: "IDEA", title, body: "Tekst", themes: [] }, "idea { id }");
    await post("Ervoor");
    await streams[0]!.has(1);
    await on.merge(organiser, from.id, into.id);
    await post("Erna");
    const received = [await streams[0]!.has(2), await streams[1]!.has(1)].map((all) =>
      all.map(({ ideaPosted }) => ideaPosted.idea.title),
    );
    expect(received).toEqual([["Ervoor", "Erna"], ["Erna"]]);
    for (const stream of streams) stream.stop();
  });

  it("suggestions: who was at the other is no fresh contact any longer", async () => {
    const [from, into] = [await on.organisation(), await on.organisation()];
    const [moved, there] = [await on.person({ organisationId: from.id }), await on.person({ organisationId: into.id })];
    await app.caughtUp();
    const organisationOf = ({ id }: Person): number => {
      const { graph } = app.services.memberGraph;
      return graph.organisationOf(graph.members.find(id));
    };
    expect(organisationOf(moved)).not.toBe(organisationOf(there));
    await on.merge(organiser, from.id, into.id);
    await app.caughtUp();
    expect(organisationOf(moved)).toBe(organisationOf(there));
  });

  it("the trail of administrators and the log of events", async () => {
    const [from, into] = [await on.organisation(), await on.organisation()];
    await on.merge(organiser, from.id, into.id);
    const admin = await on.person({ roles: [Role.ADMIN] });
    const { auditTrail } = await on.ask(
      `query ($id: ID!) { auditTrail(filter: {subjectId: $id}) { nodes { action actor { id } subjectId subject { id } } } }`,
      { id: from.id },
      admin,
    );
    expect(auditTrail.nodes).toEqual([
      {
        ...{ action: "ORGANISATIONS_MERGED", actor: { id: organiser.id }, subjectId: from.id },
        subject: { id: into.id },
      },
    ]);
    expect(await app.services.database.query(sql`SELECT kind, data FROM event WHERE subject_id = ${from.id}`)).toEqual([
      { kind: "organisation.merged", data: { by: organiser.id, intoId: into.id, memberIds: [] } },
    ]);
  });
});

describe("merging", () => {
  it("follows merges from before, which all lead to the one that remains", async () => {
    const [one, two, three] = [await on.organisation(), await on.organisation(), await on.organisation()];
    await on.merge(organiser, one.id, two.id);
    expect(await on.refused("mergeOrganisations", organiser, { fromId: one.id, intoId: three.id })).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "fromId"], problem: "NOT_ALLOWED" },
    ]);
    await on.merge(organiser, two.id, three.id);
    for (const { id } of [one, two]) expect(await on.read(id)).toMatchObject({ id: three.id });
    const merged = await app.services.database.query<{ into: string }>(
      sql`SELECT merged_into_id AS into FROM organisation WHERE id IN (${one.id}, ${two.id})`,
    );
    expect(merged).toEqual([{ into: three.id }, { into: three.id }]);
  });

  it("needs two organisations that are there; two that are one already stay as they are", async () => {
    const [one, two] = [await on.organisation(), await on.organisation()];
    const refused = (fromId: string, intoId: string) => on.refused("mergeOrganisations", organiser, { fromId, intoId });
    expect(await refused(one.id, one.id.toUpperCase())).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "intoId"], problem: "NOT_ALLOWED" },
    ]);
    expect(await refused(organiser.id, one.id)).toMatchObject([{ code: "NOT_FOUND", path: ["input", "fromId"] }]);
    expect(await refused(one.id, "geen")).toMatchObject([{ code: "NOT_FOUND", path: ["input", "intoId"] }]);
    await on.merge(organiser, one.id, two.id);
    for (const [from, into] of [
      [one, two],
      [two, one],
    ] as const)
      expect(await on.merge(organiser, from.id, into.id)).toMatchObject({ id: two.id, version: 2 });
  });

  it("crosswise at once leaves one of the two", async () => {
    for (let n = 0; n < 5; n++) {
      const [one, two] = [await on.organisation(), await on.organisation()];
      await on.person({ organisationId: one.id });
      await on.person({ organisationId: two.id });
      const merged = await Promise.all([on.merge(organiser, one.id, two.id), on.merge(organiser, two.id, one.id)]);
      expect(merged[0].id).toBe(merged[1].id);
      for (const { id } of [one, two]) expect(await on.read(id)).toMatchObject({ id: merged[0].id, memberCount: 2 });
    }
  });

  it("does not bring back what a moderator has hidden, and hides nothing", async () => {
    const hidden = await on.organisation({ name: "Scheldnaam", description: "Schelden.", hiddenAt: new Date() });
    const into = await on.organisation({ name: "Net bestuur" });
    const member = await on.person({ organisationId: hidden.id });
    expect(await on.merge(organiser, hidden.id, into.id)).toMatchObject({ name: "Net bestuur", description: null });
    expect(await on.read(hidden.id)).toMatchObject({ id: into.id, memberCount: 1 });
    expect([await on.found("scheldnaam"), await on.found("scheldnaam", organiser)]).toEqual([[], ["Net bestuur"]]);
    await on.done("updateProfile", member, { organisation: null }, "member { id }");
    expect(await on.join(await on.person(), "Scheldnaam")).toBe(into.id);
  });

  it("is refused into a hidden organisation: those who work at the other would work nowhere", async () => {
    const [from, hidden] = [await on.organisation(), await on.organisation({ hiddenAt: new Date() })];
    expect(await on.refused("mergeOrganisations", organiser, { fromId: from.id, intoId: hidden.id })).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "intoId"], problem: "NOT_ALLOWED" },
    ]);
    expect(await on.read(from.id)).toMatchObject({ id: from.id });
  });

  it("takes the merged ones along when nobody is left in the one that remains", async () => {
    const [one, two] = [await on.person(), await on.person()];
    const [from, into] = [await on.join(one, "Weg met een naam"), await on.join(two, "Weg met twee namen")];
    await on.merge(organiser, from, into);
    await on.done("updateProfile", one, { organisation: null }, "member { id }");
    expect(await on.read(from)).toMatchObject({ memberCount: 1 });
    await on.done("updateProfile", two, { organisation: null }, "member { id }");
    expect(await on.read(from)).toBeNull();
    expect(await app.services.database.query(sql`SELECT FROM organisation WHERE name LIKE 'Weg met %'`)).toEqual([]);
  });
});
