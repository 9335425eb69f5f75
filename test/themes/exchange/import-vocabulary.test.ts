import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../../src/core/access/role.js";
import { turtle, vocabularyNetwork, type VocabularyNetwork } from "./exchanging.js";

let network: VocabularyNetwork;
beforeAll(async () => {
  network = await vocabularyNetwork();
});
afterAll(() => network.app.end());
beforeEach(() => network.app.services.database.source.query("DELETE FROM theme"));

const themes = () =>
  network.app.services.database.query<Record<string, unknown>>(sql`
    SELECT slug, label_nl AS nl, label_fr AS fr, synonyms, archived,
      (SELECT slug FROM theme b WHERE b.id = e.broader_id) AS broader FROM theme e ORDER BY slug`);
const added = (count: number) => ({
  report: { added: count, changed: 0, unchanged: 0, differing: [] },
  userErrors: [],
});

describe("a vocabulary of somebody else", () => {
  it("names its themes by the ends of their addresses, where it has no notations", async () => {
    const content = turtle(`
      x:Open-Data a skos:Concept; skos:prefLabel "Open data"@nl-BE, "Données ouvertes"@fr; skos:altLabel "OD"@en.
      <https://elsewhere.example/list#energy> a skos:Concept; skos:prefLabel "Energie"@nl.`);
    expect(await network.take("TURTLE", content)).toEqual(added(2));
    expect(await themes()).toEqual([
      { slug: "energy", nl: "Energie", fr: null, synonyms: [], archived: false, broader: null },
      { slug: "open-data", nl: "Open data", fr: "Données ouvertes", synonyms: ["OD"], archived: false, broader: null },
    ]);
  });

  it("may say what is narrower instead of what is broader, in any order", async () => {
    const content = turtle(`
      x:c a skos:Concept; skos:prefLabel "C"@nl.
      x:b a skos:Concept; skos:prefLabel "B"@nl; skos:narrower x:c.
      x:a a skos:Concept; skos:prefLabel "A"@nl; skos:narrower x:b; owl:deprecated true.`);
    expect(await network.take("TURTLE", content)).toEqual(added(3));
    expect((await themes()).map(({ slug, broader, archived }) => [slug, broader, archived])).toEqual([
      ["a", null, true],
      ["b", "a", false],
      ["c", "b", false],
    ]);
  });

  it("may put themes below those of the network", async () => {
    await network.build.buildTheme("energie");
    const content = turtle(`x:zon a skos:Concept; skos:prefLabel "Zon"@nl; skos:broader x:energie.`);
    expect(await network.take("TURTLE", content)).toEqual(added(1));
    expect((await themes())[1]).toMatchObject({ slug: "zon", broader: "energie" });
  });

  it("may come in JSON-LD with names of its own for the terms, and with blank lines and semicolons in CSV", async () => {
    const document = {
      "@context": { k: "http://www.w3.org/2004/02/skos/core#", naam: { "@id": "k:prefLabel", "@language": "nl" } },
      "@id": "https://elsewhere.example/themes/zorg",
      "@type": "k:Concept",
      naam: "Zorg ’é’",
    };
    expect(await network.take("JSON_LD", JSON.stringify(document))).toEqual(added(1));
    expect(await network.take("CSV", "Slug;Label NL;archived\r\n\r\nWonen; Wonen ;nee\r\n;;\r\n")).toEqual(added(1));
    expect((await themes()).map(({ slug, nl }) => [slug, nl])).toEqual([
      ["wonen", "Wonen"],
      ["zorg", "Zorg ’é’"],
    ]);
  });

  it("may have other languages, when they are to be ignored", async () => {
    const content = turtle(`x:zorg a skos:Concept; skos:prefLabel "Zorg"@nl, "Sorge"@de, "?".`);
    expect(await network.take("TURTLE", content, { ignoreUnknown: true })).toEqual(added(1));
    const csv = "slug,label_nl,label_de\nwonen,Wonen,Wohnen\n";
    expect(await network.take("CSV", csv, { ignoreUnknown: true })).toEqual(added(1));
  });
});

describe("an import", () => {
  const zorg = (label: string, more = ""): string =>
    turtle(`x:zorg a skos:Concept; skos:prefLabel "${label}"@nl ${more}.`);

  it("shows what it would do, and writes nothing, when that is asked", async () => {
    expect(await network.take("TURTLE", zorg("Zorg"), { dryRun: true })).toEqual(added(1));
    expect(await themes()).toEqual([]);
    const events = await network.app.services.database.query(sql`SELECT FROM event WHERE kind = 'network.imported'`);
    expect(await network.take("TURTLE", zorg("Zorg"))).toEqual(added(1));
    const after = await network.app.services.database.query(sql`SELECT FROM event WHERE kind = 'network.imported'`);
    expect(after).toHaveLength(events.length + 1);
  });

  it("corrects what its source brought in, and leaves empty what the source emptied", async () => {
    await network.take("TURTLE", zorg("Zog", `; skos:altLabel "welzijn"`));
    expect((await network.take("TURTLE", zorg("Zorg", "; owl:deprecated true"))).report).toMatchObject({ changed: 1 });
    expect(await themes()).toMatchObject([{ nl: "Zorg", synonyms: [], archived: true }]);
    expect((await network.app.ask(`{ themes(search: "welzijn") { nodes { slug } } }`)).data.themes.nodes).toEqual([]);
  });

  it("finds themes by the synonyms that it brought", async () => {
    await network.take("CSV", "slug,label_nl,synonyms\nzorg,Zorg,welzijn|santé\n");
    const { data } = await network.app.ask(`{ themes(search: "sante") { nodes { slug synonyms } } }`);
    expect(data.themes.nodes).toEqual([{ slug: "zorg", synonyms: ["welzijn", "santé"] }]);
    await network.take("CSV", "slug,label_nl,synonyms\nzorg,Zorg,hulp\n");
    expect((await network.app.ask(`{ themes(search: "hulp") { nodes { slug } } }`)).data.themes.nodes).toHaveLength(1);
  });

  it("says nothing of columns that a table does not have", async () => {
    await network.take("CSV", "slug,label_nl,synonyms,archived\nzorg,Zorg,welzijn,true\n");
    await network.take("CSV", "slug,label_nl\nzorg,Zorg en welzijn\n");
    expect(await themes()).toMatchObject([{ nl: "Zorg en welzijn", synonyms: ["welzijn"], archived: true }]);
  });

  it("leaves what another source or the network owns, and names it", async () => {
    await network.build.buildTheme("zorg", { labelNl: "Zorg" });
    await network.take("TURTLE", turtle(`x:wonen a skos:Concept; skos:prefLabel "Wonen"@nl.`), { source: "Gent" });
    const content = turtle(
      `x:zorg a skos:Concept; skos:prefLabel "Soins"@nl. x:wonen a skos:Concept; skos:prefLabel "Huis"@nl.`,
    );
    expect((await network.take("TURTLE", content, { source: "Brugge" })).report).toMatchObject({
      ...{ added: 0, changed: 0, differing: ["wonen", "zorg"] },
    });
    expect((await themes()).map(({ nl }) => nl)).toEqual(["Wonen", "Zorg"]);
    expect((await network.take("TURTLE", content, { source: "Gent" })).report).toMatchObject({
      changed: 1,
      differing: ["zorg"],
    });
  });

  it("is for organisers", async () => {
    const member = await network.build.buildMember();
    const analyst = await network.build.buildMember({ roles: [Role.MEMBER, Role.ANALYST] });
    const query = `mutation { importVocabulary(input: {format: CSV, content: "slug,label_nl\\na,A"}) { report { added } } }`;
    for (const { id } of [member, analyst])
      expect((await network.app.ask(query, {}, await network.app.tokenOf(id))).errors![0]!.extensions.code).toBe(
        "FORBIDDEN",
      );
    expect((await network.app.ask(query)).errors![0]!.extensions.code).toBe("UNAUTHENTICATED");
    expect(await themes()).toEqual([]);
  });

  it("writes a theme once when two organisers import it at the same time", async () => {
    const contents = ["a", "b"].map((slug) => `slug,label_nl,broader\nzorg,Zorg,\n${slug},Meer,zorg\n`);
    const reports = await Promise.all(contents.map((content) => network.take("CSV", content)));
    expect(reports.map(({ report }) => report!.added).sort()).toEqual([1, 2]);
    expect((await themes()).map(({ slug, broader }) => [slug, broader])).toEqual([
      ["a", "zorg"],
      ["b", "zorg"],
      ["zorg", null],
    ]);
  });
});
