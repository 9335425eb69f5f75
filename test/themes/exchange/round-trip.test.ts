import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { existsSync, readFileSync } from "node:fs";
import { isomorphic } from "rdf-isomorphic";
import { graphOfJsonLd, graphOfTurtle, rowsOf, vocabularyNetwork, type VocabularyNetwork } from "./exchanging.js";

const folder = "../shared/data/vocabularies";
const made = `slug,label_nl,label_fr,label_en,broader,synonyms,archived
energie,Énergie «groen»,"L'énergie, même ""verte""",Energy,,stroom|électricité|d’énergie,
zon.2,Zonne-energie é ë ï,,,energie,,
oud,,Vieux thème,,zon.2,,true
`;

/** Three networks, each of which takes what the one before gives. */
let networks: VocabularyNetwork[];
beforeAll(async () => {
  networks = [await vocabularyNetwork(), await vocabularyNetwork(), await vocabularyNetwork()];
});
afterAll(async () => {
  for (const { app } of networks) await app.end();
});

async function forget(): Promise<void> {
  for (const { app } of networks) await app.services.database.source.query("DELETE FROM theme");
}

describe.each([
  ["the themes of events in Flanders", () => `${folder}/uitdatabank-themes.csv`, 124],
  ["the European themes of data", () => `${folder}/eu-data-themes.csv`, 13],
  ["themes with synonyms, archived ones and levels", () => null, 3],
])("%s", (_name, path, count) => {
  const file = path();
  const test = file === null || existsSync(file) ? it : it.skip;

  test("go from CSV by Turtle and JSON-LD through three networks, and come out equal", async () => {
    await forget();
    const first = file === null ? made : readFileSync(file, "utf8");
    const [one, two, three] = networks as [VocabularyNetwork, VocabularyNetwork, VocabularyNetwork];
    const all = { report: { added: count, changed: 0, unchanged: 0, differing: [] }, userErrors: [] };
    expect(await one.take("CSV", first)).toEqual(all);
    const inTurtle = await one.give("ttl");
    expect(await two.take("TURTLE", inTurtle)).toEqual(all);
    const inJsonLd = await two.give("jsonld");
    expect(await three.take("JSON_LD", inJsonLd)).toEqual(all);
    expect(rowsOf(await three.give("csv"))).toEqual(rowsOf(first));

    const graph = graphOfTurtle(inTurtle);
    expect(graph.length).toBeGreaterThan(4 * count);
    expect(isomorphic(graph, await graphOfJsonLd(inJsonLd))).toBe(true);
    expect(isomorphic(graph, graphOfTurtle(await three.give("ttl")))).toBe(true);
    // The comparison tells graphs apart.
    expect(isomorphic(graph, graph.slice(1))).toBe(false);
  });

  test("change nothing when they come again, in whichever format", async () => {
    const [one] = networks as [VocabularyNetwork];
    const same = { report: { added: 0, changed: 0, unchanged: count, differing: [] }, userErrors: [] };
    expect(await one.take("TURTLE", await one.give("ttl"))).toEqual(same);
    expect(await one.take("JSON_LD", await one.give("jsonld"))).toEqual(same);
    expect(await one.take("CSV", await one.give("csv"))).toEqual(same);
  });
});

describe("the exported vocabulary", () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${networks[0]!.app.url}/export/vocabulary${path}`, { headers });

  it.each([
    [".ttl", "text/turtle; charset=utf-8"],
    [".jsonld", "application/ld+json; charset=utf-8"],
    [".csv", "text/csv; charset=utf-8"],
  ])("%s is for everybody, with its type and a name", async (ending, type) => {
    const answer = await get(ending);
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type]);
    expect(answer.headers.get("content-disposition")).toBe(`attachment; filename="vocabulary${ending}"`);
    expect(answer.headers.get("cache-control")).toBe("public, max-age=300");
  });

  it("is not sent again to who has it, until it changes", async () => {
    const etag = (await get(".ttl")).headers.get("etag")!;
    const again = await get(".ttl", { "if-none-match": etag });
    expect([again.status, await again.text()]).toEqual([304, ""]);
    await networks[0]!.build.buildTheme("later");
    expect((await get(".ttl", { "if-none-match": etag })).status).toBe(200);
  });

  it.each([
    ["text/turtle", "text/turtle"],
    ["application/ld+json", "application/ld+json"],
    ["text/csv;q=0.9, application/ld+json;q=0.5", "text/csv"],
    ["*/*", "text/turtle"],
    ["image/png", "text/turtle"],
  ])("at the address that names it, accepting %s gives %s", async (accept, type) => {
    const answer = await get("", { accept });
    expect(answer.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
    expect(answer.headers.get("vary")).toMatch(/\baccept\b/);
  });

  it("names themes by addresses that lead to it, with the terms of SKOS", async () => {
    const { app, build } = networks[0]!;
    const { id } = await build.buildTheme("klimaat", { labelNl: 'Klimaat "é" \\', synonyms: ["weer | wind"] });
    await build.buildTheme("hitte", { labelNl: null, labelFr: "Chaleur", broaderId: id, archived: true });
    const quads = graphOfTurtle(await (await get(".ttl")).text());
    const about = (slug: string) =>
      quads
        .filter(({ subject }) => subject.value === `https://ino.example/export/vocabulary#${slug}`)
        .map(({ predicate, object }) => `${/[^#]+$/.exec(predicate.value)![0]} ${object.value}`);
    expect(about("klimaat")).toEqual([
      "type http://www.w3.org/2004/02/skos/core#Concept",
      "inScheme https://ino.example/export/vocabulary",
      "notation klimaat",
      'prefLabel Klimaat "é" \\',
      "altLabel weer | wind",
      "topConceptOf https://ino.example/export/vocabulary",
      "narrower https://ino.example/export/vocabulary#hitte",
    ]);
    expect(about("hitte")).toEqual([
      "type http://www.w3.org/2004/02/skos/core#Concept",
      "inScheme https://ino.example/export/vocabulary",
      "notation hitte",
      "prefLabel Chaleur",
      "broader https://ino.example/export/vocabulary#klimaat",
      "deprecated true",
    ]);
    await app.services.database.source.query("DELETE FROM theme WHERE slug IN ('hitte', 'klimaat')");
  });

  it("has no cell that a spreadsheet takes for a formula, and comes in again as it was", async () => {
    const { build, give, take } = networks[0]!;
    await build.buildTheme("formule", { labelNl: "=1+1", labelFr: "@som", synonyms: ["-2", "plus"] });
    const csv = await give("csv");
    expect(rowsOf(csv).find(({ slug }) => slug === "formule")).toMatchObject({
      ...{ label_nl: "'=1+1", label_fr: "'@som", synonyms: "'-2|plus" },
    });
    expect((await take("CSV", csv)).report).toMatchObject({ added: 0, changed: 0, differing: [] });
  });

  it("has no theme that was merged into another, and an import of its slug changes neither", async () => {
    const { build, give, take } = networks[0]!;
    const { id: mergedIntoId } = await build.buildTheme("rest", { labelNl: "Rest" });
    await build.buildTheme("vroeger", { archived: true, mergedIntoId });
    expect(rowsOf(await give("csv")).map(({ slug }) => slug)).not.toContain("vroeger");
    const csv = "slug,label_nl,broader\nvroeger,Anders,\nonder,Onder,vroeger\n";
    expect((await take("CSV", csv)).report).toMatchObject({ added: 1, changed: 0 });
    expect(rowsOf(await give("csv"))).toEqual(
      expect.arrayContaining([
        { slug: "onder", label_nl: "Onder", broader: "rest" },
        { slug: "rest", label_nl: "Rest" },
      ]),
    );
  });

  it("is read by one statement, however many themes there are", async () => {
    const { statements } = networks[0]!.app;
    expect(await statements.ofRequests(() => get(".jsonld"))).toHaveLength(1);
  });
});
