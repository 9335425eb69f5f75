import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { testApp, type TestApp } from "../support/app.js";
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

describe("the organisations", () => {
  it("are listed by name, as dictionaries have it, page by page", async () => {
    for (const name of ["Zwaan", "Écluse", "éclat", "Dijk", "Eendracht"]) await on.organisation({ name });
    const names = ["Dijk", "éclat", "Écluse", "Eendracht", "Zwaan"];
    expect(await on.found(null)).toEqual(names);
    const paged: string[] = [];
    for (let after: string | null = null; ;) {
      const { organisations } = await on.ask(
        `query ($after: String) { organisations(first: 2, after: $after) { nodes { name } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      paged.push(...organisations.nodes.map(({ name }: { name: string }) => name));
      if (!organisations.pageInfo.hasNextPage) break;
      after = organisations.pageInfo.endCursor;
    }
    expect(paged).toEqual(names);
  });

  it("are found by words of their name, ignoring case and accents, and by their code", async () => {
    await on.organisation({ name: "Université de Liège", codes: ["0325777171"] });
    await on.organisation({ name: "Hogeschool Luik" });
    expect(await on.found("liege univ")).toEqual(["Université de Liège"]);
    expect(await on.found("hogescholen")).toEqual(["Hogeschool Luik"]);
    expect(await on.found("BE 0325.777.171")).toEqual(["Université de Liège"]);
    expect(await on.found("nergens")).toEqual([]);
    expect(await on.found("🙂")).toEqual([]);
  });

  it("have hidden ones for organisers alone", async () => {
    const hidden = await on.organisation({ name: "Verborgen bureau", hiddenAt: new Date() });
    for (const by of [undefined, await on.person()]) {
      expect(await on.found("verborgen", by)).toEqual([]);
      expect(await on.read(hidden.id, by)).toBeNull();
    }
    expect(await on.found("verborgen", organiser)).toEqual(["Verborgen bureau"]);
    expect(await on.read(hidden.id, organiser)).toMatchObject({ name: "Verborgen bureau", viewerCanEdit: true });
  });
});

describe("an organisation", () => {
  it("shows what is known of it to everybody; organisers may edit it", async () => {
    const { id } = await on.organisation({
      ...{ name: "Departement Omgeving", description: "Ruimte en milieu.", website: "https://omgeving.example/" },
      codes: ["OVO003323", "0316380841"],
    });
    const shown = {
      ...{ id, name: "Departement Omgeving", sector: null, description: "Ruimte en milieu." },
      ...{ website: "https://omgeving.example/", codes: ["0316380841", "OVO003323"], version: 1, memberCount: 0 },
    };
    expect(await on.read(id.toUpperCase())).toEqual({ ...shown, viewerCanEdit: false });
    expect(await on.read(id, organiser)).toEqual({ ...shown, viewerCanEdit: true });
    expect(await on.read("geen id")).toBeNull();
  });

  it("lists its members as far as they show themselves to the caller", async () => {
    const { id } = await on.organisation();
    const here = { organisationId: id };
    const [shown, membersOnly, hidden, blocked] = [
      await on.person({ ...here, name: "An" }),
      await on.person({ ...here, name: "Bo", profileVisibility: ProfileVisibility.MEMBERS }),
      await on.person({ ...here, name: "Cis", hiddenAt: new Date() }),
      await on.person({ ...here, name: "Do" }),
    ];
    const asking = await on.person();
    await on.done("blockMember", blocked, { memberId: asking.id }, "__typename");
    const listed = async (by?: Person): Promise<object> => {
      const { members, memberCount } = await on.read(id, by, "memberCount members { totalCount nodes { name } }");
      expect(members.totalCount).toBe(memberCount);
      return members.nodes.map(({ name }: { name: string }) => name);
    };
    expect(await listed()).toEqual([shown.name, blocked.name]);
    expect(await listed(asking)).toEqual([shown.name, membersOnly.name]);
    expect(await listed(hidden)).toEqual(["An", "Bo", "Cis", "Do"]);
    expect(await listed(organiser)).toEqual(["An", "Bo", "Cis", "Do"]);
  });

  it("lists the ideas of those members, the practices that come from it and the gatherings that they host", async () => {
    const { id } = await on.organisation();
    const [shown, second, membersOnly, elsewhere] = [
      await on.person({ organisationId: id }),
      await on.person({ organisationId: id }),
      await on.person({ organisationId: id, profileVisibility: ProfileVisibility.MEMBERS }),
      await on.person(),
    ];
    const idea = await on.build.buildIdea({ authorId: shown.id });
    const shy = await on.build.buildIdea({ authorId: membersOnly.id });
    await on.build.buildIdea({ authorId: elsewhere.id });
    await on.build.buildIdea({ authorId: shown.id, hiddenAt: new Date() });
    const practice = await on.build.buildPractice({ sharedById: elsewhere.id, organisationId: id });
    await on.build.buildPractice({ sharedById: shown.id, organisationId: null });
    const hosted = await on.build.buildGathering({ hosts: [shown, second, elsewhere] });
    const shyly = await on.build.buildGathering({ hosts: [membersOnly], startsAt: new Date("2020-01-01T10:00:00Z") });
    await on.build.buildGathering({ hosts: [elsewhere] });
    const lists =
      "ideas { totalCount nodes { id } } practices { totalCount nodes { id } } gatherings { totalCount nodes { id } }";
    const of = (...nodes: { id: string }[]): object => ({
      totalCount: nodes.length,
      nodes: nodes.map((node) => ({ id: node.id })),
    });
    expect(await on.read(id, undefined, lists)).toEqual({
      ...{ ideas: of(idea), practices: of(practice), gatherings: of(hosted) },
    });
    expect(await on.read(id, elsewhere, lists)).toEqual({
      ...{ ideas: of(shy, idea), practices: of(practice), gatherings: of(hosted, shyly) },
    });
  });

  it("has a page that links to it and a page of its own, in three languages", async () => {
    const { id } = await on.organisation({ name: "Stad & Land", sector: "LOCAL_GOVERNMENT" as never });
    const member = await on.person({ organisationId: id });
    const page = async (path: string): Promise<string> => (await fetch(`${app.url}${path}`)).text();
    expect(await page(`/members/${member.id}`)).toContain(
      `<a href="${app.url}/organisations/${id}">Stad &amp; Land</a>`,
    );
    expect(await page(`/organisations/${id}?language=fr`)).toContain("Pouvoir local");
    expect(await page(`/organisations/${id}?language=nl`)).toContain("Lokaal bestuur");
    expect((await fetch(`${app.url}/organisations/${member.id}`)).status).toBe(404);
  });
});

it("the lists of many organisations are one statement each", async () => {
  const query = `{ organisations(first: 100) { nodes { codes memberCount members { nodes { name } } ideas { nodes { title } }
    practices { nodes { title } } gatherings { nodes { title } } } } }`;
  const statements = () => app.statements.ofRequests(async () => void (await on.ask(query)));
  const before = (await statements()).length;
  for (let n = 0; n < 5; n++) {
    const { id: organisationId } = await on.organisation();
    const member = await on.person({ organisationId });
    await on.build.buildIdea({ authorId: member.id });
    await on.build.buildPractice({ sharedById: member.id, organisationId });
    await on.build.buildGathering({ hosts: [member] });
  }
  expect(await statements()).toHaveLength(before);
  expect(before).toBe(7);
});
