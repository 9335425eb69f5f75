import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Language } from "../../src/core/texts/language.js";
import { Block } from "../../src/domains/blocks/block.entity.js";
import { PracticeKind } from "../../src/domains/practices/practice.enums.js";
import type { Practice } from "../../src/domains/practices/practice.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { sharing, type Person } from "./sharing.js";

let app: TestApp;
let on: ReturnType<typeof sharing>;
let viewer: Person;
beforeAll(async () => {
  app = await testApp();
  on = sharing(app);
  viewer = await on.person();
});
afterAll(() => app.end());

const idsOf = (practices: Pick<Practice, "id">[]): string[] => practices.map(({ id }) => id);
const at = (day: number): Date => new Date(Date.UTC(2026, 0, day));

describe("the library", () => {
  it("is filtered by kind, theme and narrower themes, organisation and language, all together", async () => {
    const broad = await on.build.buildTheme();
    const narrow = await on.build.buildTheme(undefined, { broaderId: broad.id });
    const { id: organisationId } = await on.build.buildOrganisation();
    const matching = { kind: PracticeKind.GOOD_PRACTICE, language: Language.FR, organisationId, themes: [narrow] };
    const practice = await on.build.buildPractice(matching);
    for (const other of [
      { kind: PracticeKind.INSTRUMENT },
      { language: Language.NL },
      { organisationId: null },
      { themes: [] },
    ])
      await on.build.buildPractice({ ...matching, ...other });
    const filter = { kinds: ["GOOD_PRACTICE"], themes: [broad.slug.toUpperCase()], organisationId, language: "FR" };
    expect(await on.list(filter)).toEqual([practice.id]);
    for (const condition of Object.keys(filter)) {
      const found = await on.list({ ...filter, [condition]: null });
      expect([condition, found.length, found.includes(practice.id)]).toEqual([condition, 2, true]);
    }
    expect(await on.list({ themes: ["bestaat-niet"] })).toEqual([]);
  });

  it("is filtered by whether somebody used it whom the caller may see", async () => {
    const theme = await on.build.buildTheme();
    const [used, unused, hidden, blocked] = [
      await on.build.buildPractice({ themes: [theme], sharedAt: at(1) }),
      await on.build.buildPractice({ themes: [theme], sharedAt: at(2) }),
      await on.build.buildPractice({ themes: [theme], sharedAt: at(3) }),
      await on.build.buildPractice({ themes: [theme], sharedAt: at(4) }),
    ];
    await on.build.buildPracticeUse({ practiceId: used.id });
    await on.build.buildPracticeUse({ practiceId: hidden.id, hiddenAt: new Date() });
    const { usedById } = await on.build.buildPracticeUse({ practiceId: blocked.id });
    const { manager } = app.services.database.source;
    await manager.insert(Block, { blockerId: usedById, blockedId: viewer.id, blockedAt: new Date() });
    const found = async (wasUsed: boolean, by?: Person) => on.list({ themes: [theme.slug], used: wasUsed }, by);
    expect(await found(true)).toEqual(idsOf([blocked, used]));
    expect(await found(true, viewer)).toEqual(idsOf([used]));
    expect(await found(false)).toEqual(idsOf([hidden, unused]));
    expect(await found(false, viewer)).toEqual(idsOf([blocked, hidden, unused]));
  });

  it("is searched by the words of titles, summaries and steps, whatever their form", async () => {
    const practice = await on.share(viewer, {
      ...{ title: "Deelfietsenkompas", summary: "Voor straten zonder wagens.", steps: ["Bevraag de winkeliers."] },
    });
    for (const search of ["deelfietsenkompas", "straat wagen", "WINKELIER", "kompas-niet-en-toch"])
      expect([search, (await on.list({ search })).includes(practice.id)]).toEqual([
        search,
        search !== "kompas-niet-en-toch",
      ]);
    await on.done("editPractice", viewer, { id: practice.id, version: 1, steps: ["Ontmoet de bewoners."] });
    expect(await on.list({ search: "winkelier" })).not.toContain(practice.id);
    expect(await on.list({ search: "bewoner" })).toContain(practice.id);
  });

  it("is read page by page, newest or oldest first, both ways, undisturbed by what comes between", async () => {
    const theme = await on.build.buildTheme();
    const built = [];
    for (let day = 1; day <= 5; day++) built.push(await on.build.buildPractice({ themes: [theme], sharedAt: at(day) }));
    const [one, two, three, four, five] = idsOf(built);
    const page = async (args: string) => {
      const { data, errors } = await app.ask(
        `query ($slug: String!) { practices(filter: {themes: [$slug]}, ${args}) {
          nodes { id } pageInfo { endCursor startCursor hasNextPage hasPreviousPage } } }`,
        { slug: theme.slug },
      );
      if (errors) throw new Error(JSON.stringify(errors));
      return { ids: idsOf(data.practices.nodes), ...data.practices.pageInfo };
    };
    const first = await page("first: 2");
    expect(first).toMatchObject({ ids: [five, four], hasNextPage: true, hasPreviousPage: false });
    await on.build.buildPractice({ themes: [theme], sharedAt: at(9) });
    const second = await page(`first: 2, after: "${first.endCursor}"`);
    expect(second).toMatchObject({ ids: [three, two], hasNextPage: true });
    expect(await page(`first: 2, after: "${second.endCursor}"`)).toMatchObject({ ids: [one], hasNextPage: false });
    expect(await page(`last: 2, before: "${second.startCursor}"`)).toMatchObject({ ids: [five, four] });
    expect(await page("first: 2, orderBy: OLDEST")).toMatchObject({ ids: [one, two] });
  });

  it("takes as many statements for one practice as for twenty", async () => {
    const theme = await on.build.buildTheme();
    const { id: organisationId } = await on.build.buildOrganisation();
    const query = `query ($slug: String!, $first: Int!) { practices(filter: {themes: [$slug], used: true}, first: $first) { nodes {
      title sharedBy { name } contact { name } organisation { name } themes { slug } useCount viewerCanEdit
      uses(first: 2) { totalCount nodes { result usedBy { name } practice { title } } } } } }`;
    for (let n = 0; n < 20; n++) {
      const { id: contactId } = await on.build.buildMember();
      const { id: practiceId } = await on.build.buildPractice({ themes: [theme], organisationId, contactId });
      for (let use = 0; use < 3; use++) await on.build.buildPracticeUse({ practiceId });
    }
    const statementsFor = (first: number) =>
      app.statements.ofRequests(async () => {
        const { data, errors } = await app.ask(query, { slug: theme.slug, first }, viewer.token);
        expect([errors, data.practices.nodes.length]).toEqual([undefined, first]);
      });
    const [one, twenty] = [await statementsFor(1), await statementsFor(20)];
    expect({ count: twenty.length, statements: twenty }).toMatchObject({ count: one.length });
    expect(twenty.length).toBeLessThanOrEqual(12);
  });

  it("is empty in a network without practices", async () => {
    const empty = await testApp();
    try {
      const { data, errors } = await empty.ask("{ practices { totalCount nodes { id } pageInfo { hasNextPage } } }");
      expect([data.practices, errors]).toEqual([
        { totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } },
        undefined,
      ]);
    } finally {
      await empty.end();
    }
  });
});
