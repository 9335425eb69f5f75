import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { turtle, vocabularyNetwork, type VocabularyNetwork } from "./exchanging.js";

let network: VocabularyNetwork;
beforeAll(async () => {
  network = await vocabularyNetwork();
});
afterAll(() => network.app.end());

const label = `a skos:Concept; skos:prefLabel "Goed"@nl`;
const good = `x:goed ${label}.`;

/** What is wrong, of an import that must write nothing. */
async function refused(format: string, content: string, fields: object = {}) {
  const { report, userErrors } = await network.take(format, content, fields);
  expect(report).toBeNull();
  expect(await network.app.services.database.query(sql`SELECT slug FROM theme`)).toEqual([]);
  return userErrors.map(({ problem, concept, message }) => [problem, concept, message]);
}

describe("a vocabulary with something wrong in it writes nothing, and each theme is named with the remedy:", () => {
  it.each([
    [
      "without a label",
      `x:leeg a skos:Concept; skos:altLabel "Leeg"@nl.`,
      ["REQUIRED", "leeg", "“leeg” has no label: give it one in Dutch, French or English."],
    ],
    [
      "with two labels of a language",
      `x:dubbel a skos:Concept; skos:prefLabel "Een"@nl, "Twee"@nl-BE.`,
      ["DUPLICATE", "dubbel", "“dubbel” has the Dutch label more than once: keep one, and make the others synonyms."],
    ],
    [
      "in an unknown language",
      `x:zorg ${label}, "Sorge"@de.`,
      [
        "UNKNOWN",
        "zorg",
        "“zorg” has a label in the language “de”: labels are in nl, fr or en; correct it, leave it out, or ignore it.",
      ],
    ],
    [
      "with a label without a language",
      `x:zorg ${label}, "Zorg".`,
      [
        "UNKNOWN",
        "zorg",
        "“zorg” has a label without a language: labels are in nl, fr or en; correct it, leave it out, or ignore it.",
      ],
    ],
    [
      "with a label of two lines",
      `x:zorg a skos:Concept; skos:prefLabel """Zorg\nen""" @fr.`,
      ["INVALID_CHARACTER", "zorg", expect.stringMatching(/^“zorg”: the French label /)],
    ],
    [
      "with a label that is too long",
      `x:zorg a skos:Concept; skos:prefLabel "${"é".repeat(201)}"@en.`,
      ["TOO_LONG", "zorg", expect.stringMatching(/^“zorg”: the English label .*200/)],
    ],
    [
      "with a bar in a synonym",
      `x:zorg ${label}; skos:altLabel "a|b".`,
      [
        "INVALID_CHARACTER",
        "zorg",
        "“zorg” has a bar in the synonym “a|b”: make two of it, or choose another character.",
      ],
    ],
    [
      "with too many synonyms",
      `x:zorg ${label}; skos:altLabel ${Array.from({ length: 51 }, (_, index) => `"s${index}"`).join(", ")}.`,
      ["TOO_MANY", "zorg", "“zorg” has more than 50 synonyms: leave some out."],
    ],
    [
      "with a slug that is none",
      `x:zorg_%C3%A9 ${label}.`,
      [
        "INVALID_FORMAT",
        "zorg_%c3%a9",
        expect.stringMatching(/^“zorg_%c3%a9” has no usable slug: give it a skos:notation /),
      ],
    ],
    [
      "without any name",
      `[] ${label}.`,
      ["INVALID_FORMAT", "Goed", expect.stringMatching(/^“Goed” has no usable slug/)],
    ],
    [
      "with two notations",
      `x:zorg ${label}; skos:notation "a", "b".`,
      [
        "DUPLICATE",
        "https://elsewhere.example/themes/zorg",
        expect.stringContaining("has several values of skos:notation"),
      ],
    ],
    [
      "with a slug that another has",
      `x:zorg ${label}. <https://other.example/Zorg> ${label}.`,
      ["DUPLICATE", "zorg", "The slug “zorg” is there twice: give each theme a slug of its own."],
    ],
    [
      "with two broader themes",
      `x:zorg ${label}; skos:broader x:goed, x:a. x:a ${label}.`,
      ["TOO_MANY", "zorg", "“zorg” has several broader themes: keep one."],
    ],
    [
      "with an unknown broader theme",
      `x:zorg ${label}; skos:broader x:niets.`,
      [
        "UNKNOWN",
        "zorg",
        "“zorg” has an unknown broader theme “niets”: take a theme of this file or of the network, or leave it out.",
      ],
    ],
    [
      "with itself as broader theme",
      `x:zorg ${label}; skos:broader x:zorg.`,
      [
        "NOT_ALLOWED",
        "zorg",
        "Broader themes form a circle: zorg → zorg. Take the broader theme away from one of them.",
      ],
    ],
    [
      "in a circle",
      `x:a ${label}; skos:broader x:b. x:b ${label}; skos:broader x:c. x:c ${label}; skos:broader x:b.`,
      ["NOT_ALLOWED", "b", "Broader themes form a circle: b → c → b. Take the broader theme away from one of them."],
    ],
  ])("one %s", async (_name, body, expected) => {
    expect(await refused("TURTLE", turtle(`${good} ${body}`))).toEqual([expected]);
  });

  it("all of them at once, a hundred at most", async () => {
    const body = Array.from({ length: 120 }, (_, index) => `x:t${index} a skos:Concept.`).join("\n");
    const errors = await refused("TURTLE", turtle(body));
    expect(errors).toHaveLength(100);
    expect(errors[99]).toEqual(["REQUIRED", "t99", expect.anything()]);
  });

  it("in the language of the organiser", async () => {
    const content = JSON.stringify(turtle("x:leeg a skos:Concept."));
    const query = `mutation { importVocabulary(input: {format: TURTLE, content: ${content}}) {
      userErrors { code path message } } }`;
    const response = await fetch(`${network.app.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": "fr",
        authorization: `Bearer ${network.token}`,
      },
      body: JSON.stringify({ query }),
    });
    expect(((await response.json()) as { data: unknown }).data).toEqual({
      importVocabulary: {
        userErrors: [
          {
            ...{ code: "INVALID_INPUT", path: ["input", "content"] },
            message: "« leeg » n'a pas de libellé : donnez-en un en néerlandais, en français ou en anglais.",
          },
        ],
      },
    });
  });
});

describe("a text that is no vocabulary writes nothing:", () => {
  it.each([
    ["TURTLE", "@prefix a: <b", "This is not Turtle from line 1 on: correct the syntax, or choose the right format."],
    [
      "TURTLE",
      turtle(`${good}\nx:zorg skos:prefLabel "open`),
      expect.stringMatching(/^This is not Turtle from line 5 on/),
    ],
    ["TURTLE", "", "It has no theme: describe each theme as a skos:Concept or a row."],
    ["JSON_LD", "{", "This is not JSON-LD: correct the syntax, or choose the right format."],
    ["JSON_LD", "12", "This is not JSON-LD: correct the syntax, or choose the right format."],
    [
      "JSON_LD",
      `{"@context": {"a": 5}, "a": 1}`,
      "This is not JSON-LD: correct the syntax, or choose the right format.",
    ],
    ["JSON_LD", "[]", "It has no theme: describe each theme as a skos:Concept or a row."],
    ["JSON_LD", turtle(good), "This is not JSON-LD: correct the syntax, or choose the right format."],
    ["CSV", `slug,label_nl\nzorg,"Zorg`, expect.stringMatching(/^This is not CSV from line \d on: close the quote/)],
    ["CSV", "naam\nzorg", expect.stringMatching(/^The column slug is missing/)],
    ["CSV", "slug,label_nl", "It has no theme: describe each theme as a skos:Concept or a row."],
    ["CSV", "slug,label_nl,slug\na,A,b", "The column “slug” is there twice: keep one."],
    [
      "CSV",
      "slug,label_nl,label_de\na,A,B",
      "The column “label_de” is unknown: take it away, or ignore it; the columns are slug, label_nl, label_fr, label_en, broader, synonyms, archived.",
    ],
    ["CSV", "slug,label_nl\na,Zorg, welzijn", expect.stringMatching(/^“a” has more values than there are columns/)],
    [
      "CSV",
      "slug,label_nl,archived\na,A,misschien",
      "“a” has “misschien” in the column archived: write true or false.",
    ],
  ])("%s %j", async (format, content, message) => {
    const errors = await refused(format, content);
    expect(errors.map((error) => error[2])).toContainEqual(message);
  });

  it("one that is too long", async () => {
    expect(await refused("TURTLE", "#" + "é".repeat(100_000))).toEqual([
      ["TOO_LONG", undefined, expect.stringMatching(/^must have at most 200,000 bytes/)],
    ]);
  });

  it("one that nests without end", async () => {
    const deep = (levels: number): string => `${`{"http://a.example/b": `.repeat(levels)}1${"}".repeat(levels)}`;
    expect(await refused("JSON_LD", deep(8_000))).toEqual([
      ["NOT_ALLOWED", null, "The document is nested deeper than 50 levels: flatten it."],
    ]);
    expect(await refused("TURTLE", `${"[ <p> ".repeat(20_000)}1${" ]".repeat(20_000)} .`)).toEqual([
      ["REQUIRED", null, expect.anything()],
    ]);
  });
});

describe("a document that names a context elsewhere", () => {
  it("is refused, and nothing is fetched", async () => {
    let fetched = 0;
    const server = createServer((_request, response) => {
      fetched++;
      response.setHeader("content-type", "application/ld+json").end(`{"@context": {}}`);
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/context`;
    const here = { skos: "http://www.w3.org/2004/02/skos/core#" };
    for (const context of [url, [here, url], { "@import": url }, { t: { "@id": "skos:a", "@context": url } }]) {
      const content = JSON.stringify({ "@context": context, "@id": "a", "@type": "skos:Concept", t: { "@id": "b" } });
      expect(await refused("JSON_LD", content)).toEqual([
        [
          "NOT_ALLOWED",
          null,
          `The context ${url} lies elsewhere, and is not fetched: write it into the document itself.`,
        ],
      ]);
    }
    expect(fetched).toBe(0);
    server.close();
  });
});
