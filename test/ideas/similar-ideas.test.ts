import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import type { Member } from "../../src/domains/members/member.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const SIMILAR = `query ($title: String!, $body: String, $themes: [String!], $first: Int) {
  similarIdeas(title: $title, body: $body, themes: $themes, first: $first) { similarity idea { title } } }`;

let app: TestApp;
let build: ReturnType<typeof builders>;
let ada: Member;
let bob: Member;
let water: Theme;
let mobility: Theme;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  [ada, bob] = [await build.buildMember(), await build.buildMember()];
  [water, mobility] = [await build.buildTheme("water"), await build.buildTheme("mobiliteit")];
});
afterAll(() => app.end());

/** What is similar to a draft, as titles, the most similar first. */
async function similar(draft: object, by?: Member): Promise<{ title: string; similarity: number }[]> {
  const { data, errors } = await app.ask(SIMILAR, { ...draft }, by && (await app.tokenOf(by.id)));
  if (errors) throw new Error(JSON.stringify(errors));
  return data.similarIdeas.map(({ idea, similarity }: { idea: { title: string }; similarity: number }) => ({
    title: idea.title,
    similarity,
  }));
}
const titles = async (draft: object, by?: Member): Promise<string[]> =>
  (await similar(draft, by)).map(({ title }) => title);
const posted = (title: string, body = "", themes: Theme[] = [], authorId = ada.id) =>
  build.buildIdea({ title, body, themes, authorId });

describe("an idea similar to a draft", () => {
  it("is the same idea in other words: another order, inflected, with other function words", async () => {
    await posted("Deelfietsen aan elk station", "Iedereen leent er een.");
    await posted("Een moestuin op het schooldak");
    expect((await titles({ title: "Bij de stations een deelfiets" }))[0]).toBe("Deelfietsen aan elk station");
    expect((await titles({ title: "Moestuinen op schooldaken" }))[0]).toBe("Een moestuin op het schooldak");
  });

  it.each([
    ["French", "Des boîtes à livres dans chaque quartier", "Une boite à livre par quartier"],
    ["English", "Repair cafés for broken bicycles", "A repair cafe for the bicycle"],
  ])("is found in %s, with or without accents", async (_language, known, title) => {
    await posted(known);
    expect(await titles({ title })).toContain(known);
  });

  it("has a similarity of 1 when it is the same, and of the shared words and themes else", async () => {
    await posted("Zwembad openhouden", "Vrijwilligers nemen het over.", [water]);
    const draft = { title: "Zwembad openhouden", body: "Vrijwilligers nemen het over.", themes: ["WATER"] };
    expect((await similar(draft))[0]).toEqual({ title: "Zwembad openhouden", similarity: 1 });
    // Nothing is known of any word yet, so all weigh the same.
    await posted("Kanaal verbreden", "Voor schepen", [water, mobility]);
    // 0.4 × 1/3 for the titles, 0.4 × 2/3 for the words, 0.2 × 1/2 for the themes.
    const [found] = await similar({ title: "Kanaal dempen", body: "schepen", themes: ["water"] });
    expect(found).toEqual({ title: "Kanaal verbreden", similarity: 0.5 });
    const [without] = await similar({ title: "Kanaal dempen" });
    // One of three, and one of two.
    expect(without).toEqual({ title: "Kanaal verbreden", similarity: 0.42 });
  });

  it("comes first when it shares a theme", async () => {
    await posted("Brug voor voetgangers", "", [water]);
    await posted("Brug voor voetgangers!", "", [mobility]);
    expect(await titles({ title: "Brug voor voetgangers", themes: ["mobiliteit"] })).toEqual([
      "Brug voor voetgangers!",
      "Brug voor voetgangers",
    ]);
  });

  it("shares rare words rather than words that many ideas have", async () => {
    for (let n = 0; n < 60; n++) await posted(`Samen sterk met zaadje${n}`);
    await posted("Samen sterk met hoogstamboomgaarden");
    await posted("Hoogstamboomgaarden beheren");
    await app.services.database.query(sql`ANALYZE idea`);
    // Another process, as this one remembers for a while how frequent words are.
    const other = await testApp(app.databaseUrl);
    const { data } = await other.ask(SIMILAR, { title: "Sterk hoogstamboomgaarden", first: 2 });
    expect(data.similarIdeas.map(({ idea }: { idea: { title: string } }) => idea.title)).toEqual([
      "Samen sterk met hoogstamboomgaarden",
      "Hoogstamboomgaarden beheren",
    ]);
    await other.end();
  });

  it("is one that the caller may see: not withdrawn, not hidden, not of who blocked them", async () => {
    const title = "Regenwater opvangen";
    await build.buildIdea({ title: `${title} ooit`, status: IdeaStatus.WITHDRAWN });
    await build.buildIdea({ title: `${title} stiekem`, hiddenAt: new Date() });
    await posted(`${title} samen`, "", [], bob.id);
    expect(await titles({ title })).toEqual([`${title} samen`]);
    expect(await titles({ title }, ada)).toEqual([`${title} samen`]);
    await app.ask(
      `mutation ($id: ID!) { blockMember(input: {memberId: $id}) { userErrors { code } } }`,
      { id: ada.id },
      await app.tokenOf(bob.id),
    );
    expect(await titles({ title }, ada)).toEqual([]);
  });
});

describe("the only idea of a network", () => {
  it("is found again, also when it is known that every idea has its words", async () => {
    const small = await testApp();
    const { buildIdea } = builders(small.services.database.source.manager);
    await buildIdea({ title: "Een nestkast aan elke gevel", body: "Voor de zwaluwen." });
    await small.services.database.query(sql`ANALYZE idea`);
    const { data } = await small.ask(SIMILAR, { title: "Een nestkast aan elke gevel", body: "Voor de zwaluwen." });
    expect(data.similarIdeas).toEqual([{ similarity: 1, idea: { title: "Een nestkast aan elke gevel" } }]);
    await small.end();
  });
});

describe("a draft", () => {
  it.each([
    ["is empty", { title: "" }],
    ["has function words alone", { title: "In de", body: "van het" }],
    ["is like nothing", { title: "Kwantumverstrengeling", body: "in gistcellen", themes: ["onbekend"] }],
    ["asks for none", { title: "Zwembad openhouden", first: 0 }],
  ])("that %s has no similar ideas", async (_what, draft) => {
    expect(await similar(draft)).toEqual([]);
  });

  it.each([
    ["title", { title: "x".repeat(301) }, '"title" must have at most 300 characters: shorten it.'],
    ["body", { title: "x", body: "x".repeat(20_001) }, '"body" must have at most 20000 characters: shorten it.'],
    ["first", { title: "x", first: 101 }, '"first" must be 0 to 100; it is 101.'],
  ])("whose %s is out of bounds is an error that names it", async (argument, draft, message) => {
    const { errors } = await app.ask(SIMILAR, draft);
    expect(errors).toMatchObject([{ message, extensions: { code: "BAD_USER_INPUT", argument } }]);
  });

  it("of the longest kind is compared by what says the most of it", async () => {
    const body = Array.from({ length: 1_800 }, (_, n) => `woord${n}`).join(" ");
    await posted("Een lang verhaal", body);
    expect(await titles({ title: "Een lang verhaal", body })).toEqual(["Een lang verhaal"]);
  });

  it("takes one statement, and one for each thing of its ideas that is asked for", async () => {
    const ask = () =>
      app.ask(
        `{ similarIdeas(title: "Samen sterk met iets", first: 20) { similarity idea { title author { name } themes { slug } } } }`,
      );
    await ask();
    const statements = await app.statements.ofRequests(ask);
    expect(statements.filter((statement) => statement.includes("WITH candidate"))).toHaveLength(1);
    expect(statements).toHaveLength(3);
  });
});
