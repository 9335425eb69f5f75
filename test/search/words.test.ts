import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { hasTerms, searchTerms } from "../../src/core/search/search-terms.js";
import { searchVector } from "../../src/core/search/search-vector.js";
import { stemsOf } from "../../src/core/search/stems.js";
import { termsOf } from "../../src/core/search/words.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const wordsOf = (text: string): string[] => termsOf(text).flatMap(({ words }) => words.map(({ folded }) => folded));

describe("the words of a text", () => {
  it.each([
    ["curly quotes", "“woord” ‘woord’ „woord”", ["woord", "woord", "woord"]],
    ["guillemets with no-break spaces", "«\u00a0mot\u00a0» «\u202fmot\u202f»", ["mot", "mot"]],
    ["a straight and a curly apostrophe", "l'été d’hiver", ["l", "ete", "d", "hiver"]],
    ["other apostrophes", "d´Udekem d`Udekem dʼUdekem", ["d", "udekem", "d", "udekem", "d", "udekem"]],
    ["dashes", "Gent–Brussel—Luik―Aalst", ["gent", "brussel", "luik", "aalst"]],
    ["hyphens", "co\u2011creatie co-creatie co\u2010creatie", ["co", "creatie", "co", "creatie", "co", "creatie"]],
    ["an ellipsis and a bullet", "en…verder •punt", ["en", "verder", "punt"]],
    ["signs", "€500 §12 20°C Merk™ ±5", ["500", "12", "20", "c", "merk", "5"]],
    ["emoji", "🚲fiets🚲 👩🏽‍🔬lab 🇧🇪land ❤️hart ℹ️info", ["fiets", "lab", "land", "hart", "info"]],
    ["keycaps", "3️⃣keer #️⃣tag", ["keer", "tag"]],
    ["spaces that are not shown", "een\u200btwee\u2028drie\u00a0vier", ["een", "twee", "drie", "vier"]],
    ["soft hyphens and joiners", "inno\u00advatie woord\u2060deel", ["innovatie", "woorddeel"]],
    ["accents, composed or not", "Renée Rene\u0301e ÉCOLE", ["renee", "renee", "ecole"]],
    [
      "letters that have no accent",
      "Straße Œuvre Łódź Ørsted İstanbul",
      ["strasse", "oeuvre", "lodz", "orsted", "istanbul"],
    ],
    ["compatibility forms", "ﬁets Ａｂｃ m²", ["fiets", "abc", "m2"]],
    ["other scripts", "Ωμέγα Москва مرحبا", ["ωμεγα", "москва", "مرحبا"]],
  ])("are told apart by Unicode: %s", (_what, text, words) => expect(wordsOf(text)).toEqual(words));

  it("have at most 100 characters", () => {
    expect(wordsOf("x".repeat(500))).toEqual(["x".repeat(100)]);
    expect(wordsOf("𝔸𐐨".repeat(500))[0]!.length).toBe(150);
  });

  it("that an apostrophe or a hyphen joins are also one word, and a letter or two beside an apostrophe are optional", () => {
    const [term] = termsOf("D’hondt");
    expect([term!.joined!.folded, term!.required.map(({ folded }) => folded)]).toEqual(["dhondt", ["hondt"]]);
    expect(termsOf("co-creatie")[0]!.required.map(({ folded }) => folded)).toEqual(["co", "creatie"]);
    expect(termsOf("'s-Gravenhage")[0]!.words.map(({ folded }) => folded)).toEqual(["s", "gravenhage"]);
  });
});

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

async function finds(text: string, search: string): Promise<boolean> {
  const found = hasTerms(sql`${searchVector([["A", text]])}::tsvector`, searchTerms(search)!);
  const [row] = await test.database.query<{ found: boolean }>(sql`SELECT ${found} AS found`);
  return row!.found;
}

describe("a search", () => {
  it.each([
    // Dutch
    ...["huis huizen", "brief brieven", "boom bomen", "weg wegen", "school scholen", "straat straten", "raad raden"],
    ...["man mannen", "bos bossen", "fiets fietsen", "burger burgers", "gemeente gemeenten", "gemeente gemeentes"],
    ...["idee ideeën", "idee ideeen", "categorie categorieën", "innovatie innovaties", "foto foto’s", "auto auto's"],
    ...["stad steden", "kind kinderen", "lid leden", "gemeenteraadslid gemeenteraadsleden", "museum musea"],
    ...["mogelijkheid mogelijkheden", "overheid overheden", "vernieuwing vernieuwingen", "project projecten"],
    ...["duurzaam duurzame", "nieuw nieuwe", "lokaal lokale", "digitaal digitale"],
    ...["werken gewerkt", "delen gedeeld", "leren geleerd", "organiseren organiseert"],
    ...["werkt werken", "maakte maken", "helpt helpen", "vraagt vragen", "deelt delen", "leest lezen", "geeft geven"],
    ...["woont wonen", "stuurt sturen", "vindt vinden", "bouwt bouwen", "groeit groeien", "fietst fietsen"],
    ...["sociaal sociale", "speciaal speciale", "materiaal materialen", "officieel officiële", "actueel actuele"],
    ...["huis huisje", "straat straatjes", "boom boompje", "dorp dorpjes", "school schooltje", "bal balletje"],
    ...["ring ringetje", "auto autootje", "koning koninkje", "brieven briefje", "tuinen tuintje"],
    ...["schip schepen", "koe koeien", "les lessen", "mes messen", "dans dansen"],
    // Words of Latin
    ...["politicus politici", "criterium criteria", "medium media", "stimulus stimuli"],
    // French
    ...["ville villes", "vélo vélos", "école ecoles", "idée idees", "cheval chevaux", "journal journaux"],
    ...["bureau bureaux", "travail travaux", "réseau reseaux", "local locaux", "citoyen citoyennes"],
    ...["nouveau nouvelles", "public publiques", "social sociale", "rénover renové", "mobilité mobilites"],
    ...["jeu jeux", "genou genoux", "lieu lieux", "bijou bijoux", "beau belle", "jumeau jumelle", "curieux curieuse"],
    // English
    ...["city cities", "idea ideas", "bus buses", "community communities", "person people", "child children"],
    ...["share sharing", "run running", "innovate innovation", "life lives"],
    ...["knife knives", "leaf leaves", "shelf shelves", "half halves", "thief thieves", "loaf loaves"],
    // Spelling
    ...["co-creatie cocreatie", "D’hondt D'hondt", "O’Neill oneill", "cœur coeur", "Straße strasse"],
  ])("finds one form of a word by another: %s", async (pair) => {
    const [one, other] = pair.split(" ");
    expect([await finds(`Over ${one} nu`, other!), await finds(`Over ${other} nu`, one!)]).toEqual([true, true]);
  });

  it.each([
    ["mening", "gemeente"],
    ["over de grens", "overheid"],
    ["een fiets", "eenheid"],
    ["zon", "gezond"],
    ["fiets", "🚲"],
    // What ends in -t, but is no verb.
    ...[
      ["een plan", "planten"],
      ["spoor", "sport"],
      ["Mark", "markt"],
      ["gas", "gast"],
      ["kus", "kust"],
    ],
    ...[
      ["een rus", "rust"],
      ["lam", "lampje"],
      ["bes", "beest"],
      ["kar", "kaart"],
      ["beurs", "beurt"],
    ],
    ...[
      ["dienen", "dienst"],
      ["winnen", "winst"],
      ["kunnen", "kunst"],
      ["tros", "troost"],
      ["consul", "consult"],
    ],
    ...[
      ["gemeen", "gemeente"],
      ["mening", "gemeenten"],
      ["les nouveaux", "lesbisch"],
    ],
    // Words that begin alike.
    ...[
      ["universum", "universiteit"],
      ["organisme", "organisatie"],
      ["staat", "station"],
      ["kar", "kaartje"],
    ],
    ...[
      ["meid", "meisje"],
      ["police", "politique"],
      ["Maria", "marin"],
      ["archief", "archives"],
    ],
  ])("does not find %s by %s", async (text, search) => expect(await finds(text, search)).toBe(false));

  it.each([
    ["Il ne faut pas", "passen"],
    ["Vacances dans le quartier", "dansen"],
    ["Les enfants dans la ville de Gand", "lessen"],
  ])("takes a function word of a French text for none of Dutch: %s is not found by %s", async (text, search) =>
    expect(await finds(text, search)).toBe(false),
  );

  it("needs no function words in the text, unless it has no other words", async () => {
    expect(await finds("Fietsen – Gent", "fietsen in Gent")).toBe(true);
    expect(await finds("Vélo, Gand", "du vélo dans Gand")).toBe(true);
    expect(await finds("Gardens of Ghent", "the gardens in Ghent")).toBe(true);
    expect(await finds("Wonen – Gent", "fietsen in Gent")).toBe(false);
    expect(await finds("Fietsen – Gent", "in")).toBe(false);
    expect(await finds("Fietsen in Gent", "in")).toBe(true);
    expect(await finds("Water – Gent", "een les in Gent")).toBe(false);
  });

  it("finds l’innovation by innovation, and innovation by l’innovation", async () => {
    expect(await finds("Pour l’innovation", "innovation")).toBe(true);
    expect(await finds("Une innovation", "l'innovation")).toBe(true);
  });

  it("begins words, so that what is being typed is found", async () => {
    expect(await finds("Duurzame innovatie", "duurz inno")).toBe(true);
  });

  it("that is absent or blank asks for nothing, and one without a word has no terms", () => {
    expect([searchTerms(null), searchTerms(undefined), searchTerms(""), searchTerms(" \u00a0\n")]).toEqual([
      ...[null, null, null, null],
    ]);
    expect([searchTerms("🚲"), searchTerms("“…”"), searchTerms("' & | ! :*")]).toEqual([[], [], []]);
  });

  it("has at most 200 characters as readers count them", () => {
    expect(searchTerms("e\u0301".repeat(200))).toHaveLength(1);
    expect(searchTerms("👨‍👩‍👧".repeat(200))).toEqual([]);
    expect(() => searchTerms("é".repeat(201))).toThrow("at most 200 characters");
  });
});

describe("stems", () => {
  it.each(["over", "een", "the", "dans", "2026", "ab", "Москва"])("are none of %s", (text) => {
    expect(stemsOf(termsOf(text)[0]!.words[0]!)).toEqual([]);
  });
});

describe("a vector", () => {
  it("has positions and weights, which are within PostgreSQL's limits for the longest texts", () => {
    expect(
      searchVector([
        ["A", "Zon"],
        ["B", "De zon"],
      ]),
    ).toBe("'zon':1A,3B 'de':2B");
    const positions = [...searchVector([["B", "zon ".repeat(30_000)]]).matchAll(/\d+B/g)].map(([one]) => parseInt(one));
    expect(positions).toHaveLength(100);
    const long = Array.from({ length: 20_000 }, (_, n) => `woord${n}x`).join(" ");
    expect(searchVector([["B", long]]).length).toBeLessThan(1_000_000);
    expect(searchVector([["B", long]])).not.toMatch(/:(\d{6}|1[7-9]\d{3}|[2-9]\d{4})/);
  });

  it("is made in little time of the longest text", () => {
    const long = Array.from({ length: 2_900 }, (_, n) => `${(n * 7919).toString(36).replace(/\d/g, "e")}`).join(" ");
    const startedAt = performance.now();
    searchVector([["B", long]]);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
