import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { ProfileVisibility } from "../../src/domains/members/member.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let token: string;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  token = await app.tokenOf((await build.buildMember()).id);
});
afterAll(() => app.end());

const names = async (search: string, as?: string): Promise<string[]> =>
  (
    await app.ask(`query ($s: String) { members(filter: {search: $s}) { nodes { name } } }`, { s: search }, as)
  ).data.members.nodes.map(({ name }: { name: string }) => name);
const titles = async (search: string): Promise<string[]> =>
  (
    await app.ask(`query ($s: String) { ideas(filter: {search: $s}) { nodes { title } } }`, { s: search })
  ).data.ideas.nodes.map(({ title }: { title: string }) => title);
const slugs = async (search: string): Promise<string[]> =>
  (await app.ask(`query ($s: String) { themes(search: $s) { nodes { slug } } }`, { s: search })).data.themes.nodes.map(
    ({ slug }: { slug: string }) => slug,
  );
const post = async (input: object): Promise<string> =>
  (
    await app.ask(
      `mutation ($i: PostIdeaInput!) { postIdea(input: $i) { idea { id version } userErrors { code } } }`,
      { i: { kind: "IDEA", title: "Titel", body: "Tekst", themes: [], ...input } },
      token,
    )
  ).data.postIdea.idea.id;

describe("members", () => {
  it.each([
    ["Renée Proefaccent", ["renee proefaccent", "RENÉE", "rene\u0301e"]],
    ["Zoë Trema", ["zoe trema", "Zoë"]],
    ["Jan D’hondt", ["Jan D’hondt", "d'hondt", "dhondt", "hondt"]],
    ["Siobhán O’Neill", ["siobhan o'neill", "oneill", "neill"]],
    ["Łukasz Żak", ["lukasz zak"]],
  ])("are found without accents and typography: %s", async (name, searches) => {
    await build.buildMember({ name });
    for (const search of searches) expect([search, await names(search)]).toEqual([search, [name]]);
  });

  it("are found by their organisation, also together with their name", async () => {
    const { id: organisationId } = await build.buildOrganisation({ name: "Agentschap Zeemeermin" });
    await build.buildMember({ name: "Ans Vandezee", organisationId });
    await build.buildMember({ name: "Bo Vandezee" });
    expect(await names("zeemeerminnen agentschap")).toEqual(["Ans Vandezee"]);
    expect(await names("vandezee zeemeermin")).toEqual(["Ans Vandezee"]);
    expect(await names("vandezee")).toEqual(["Ans Vandezee", "Bo Vandezee"]);
  });

  it("are not found by an organisation that is hidden, but by moderators", async () => {
    const { id: organisationId } = await build.buildOrganisation({ name: "Verborgenhuis", hiddenAt: new Date() });
    await build.buildMember({ name: "Cas Verstopt", organisationId });
    const organiser = await build.buildMember({ roles: [Role.MEMBER, Role.ORGANISER] });
    expect(await names("verborgenhuis", token)).toEqual([]);
    expect(await names("verborgenhuis", await app.tokenOf(organiser.id))).toEqual(["Cas Verstopt"]);
  });

  it("are found by those alone who may see them", async () => {
    await build.buildMember({ name: "Dé Zichtbaar", profileVisibility: ProfileVisibility.MEMBERS });
    await build.buildMember({ name: "Eef Zichtbaar", hiddenAt: new Date() });
    expect(await names("zichtbaar")).toEqual([]);
    expect(await names("zichtbaar", token)).toEqual(["Dé Zichtbaar"]);
  });
});

describe("ideas", () => {
  it.each([
    ["curly quotes", "Over “W” nu"],
    ["low quotes", "Over „W” nu"],
    ["single quotes", "Over ‘W’ nu"],
    ["guillemets", "Over «\u00a0W\u00a0» nu"],
    ["an elided article", "Pour l’W ici"],
    ["a no-break space", "Met\u00a0W hier"],
    ["an en dash", "Gent–W lijn"],
    ["an em dash", "Gent—W lijn"],
    ["a non-breaking hyphen", "co\u2011W nu"],
    ["an ellipsis", "En …W verder"],
    ["a bullet", "•W punt"],
    ["emoji on both sides", "Mijn 🚲W👩🏽‍🔬 nu"],
    ["a keycap", "Stap 1️⃣W nu"],
    ["a currency", "Voor €W nu"],
    ["a section sign", "Volgens §W nu"],
    ["a zero width space", "Een \u200bW nu"],
    ["a line separator", "Een\u2028W nu"],
  ])("are found by a word beside %s, in the title and in the text", async (_what, text) => {
    const word = `woord${Math.random()
      .toString(36)
      .replace(/[^a-z]/g, "")}`;
    const title = text.replace("W", word);
    await post({ title });
    expect(await titles(word)).toEqual([title.replace("\u200b", "").replace("\u2028", " ")]);
    await post({ title: "In de tekst", body: text.replace("W", `${word}erin`) });
    expect(await titles(`${word}erin`)).toEqual(["In de tekst"]);
  });

  it("are found by another form of a word, in three languages, after an edit too", async () => {
    const id = await post({ title: "Kwartaalhuizen", body: "Les écoles innovantes share their cities" });
    for (const search of ["kwartaalhuis", "ecole", "city kwartaalhuis", "shared kwartaalhuis"])
      expect([search, (await titles(search)).includes("Kwartaalhuizen")]).toEqual([search, true]);
    const { data } = await app.ask(
      `mutation ($i: EditIdeaInput!) { editIdea(input: $i) { userErrors { code } } }`,
      { i: { id, version: 1, title: "Kwartaalbrieven" } },
      token,
    );
    expect(data.editIdea.userErrors).toEqual([]);
    expect([await titles("kwartaalhuis"), await titles("kwartaalbrief")]).toEqual([[], ["Kwartaalbrieven"]]);
  });
});

describe("themes", () => {
  it("are found in any case, without accents, within words and by another form", async () => {
    await build.buildTheme("pauvrete", { labelNl: null, labelFr: "Pauvreté Énergétique" });
    await build.buildTheme("deelmobiliteit", { labelNl: "Deelmobiliteit", synonyms: ["Fietsdelen"] });
    for (const search of ["PAUVRETE", "pauvreté", "ÉNERGÉTIQUES", "energet"])
      expect([search, await slugs(search)]).toEqual([search, ["pauvrete"]]);
    for (const search of ["mobiliteit", "MOBILITEIT deel", "fietsdelen"])
      expect([search, await slugs(search)]).toEqual([search, ["deelmobiliteit"]]);
    expect(await slugs("%")).toEqual([]);
  });
});

describe("a search without a word", () => {
  it.each(["🚲", "“…”", "!?", "' & | ! :*", "\\"])("finds nothing: %s", async (search) => {
    await build.buildTheme();
    expect([await names(search), await titles(search), await slugs(search)]).toEqual([[], [], []]);
  });

  it.each(["", "  \u00a0"])("and without anything else asks for no words: %j", async (search) => {
    await build.buildIdea({ themes: [await build.buildTheme()] });
    for (const found of [await names(search), await titles(search), await slugs(search)])
      expect(found.length).toBeGreaterThan(0);
  });
});
