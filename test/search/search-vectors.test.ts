import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql, { raw } from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { searchedTables } from "../../src/app/contributions.js";
import { fillSearchVectors } from "../../src/core/search/fill-search-vectors.js";
import { hasTerms, searchTerms } from "../../src/core/search/search-terms.js";
import { searchColumns, searchRules, type SearchedTable } from "../../src/core/search/searched-table.js";
import { ideaSearch } from "../../src/domains/ideas/idea.search.js";
import { memberSearch } from "../../src/domains/members/member.search.js";
import { themeSearch } from "../../src/domains/themes/theme.search.js";
import { Folders, load, wholeFolder } from "../import/folders.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const folders = new Folders();
let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(async () => {
  await app.end();
  await folders.remove();
});

const db = () => app.services.database;

/** The rows of all searched tables whose vector is not the one that the present rules make of their texts. */
async function outdated(): Promise<string[]> {
  const found: string[] = [];
  for (const { table, weights } of searchedTables) {
    const columns = Object.keys(weights).map((column) => raw(column));
    const rows = await db().query<{ id: string; search: string; rules: number } & Record<string, string>>(
      sql`SELECT id, search::text, search_rules AS rules, ${columns.reduce((list, one) => sql`${list}, ${one}`)} FROM ${raw(table)}`,
    );
    for (const { id, search, rules, ...texts } of rows) {
      const right = searchColumns({ table, weights }, texts);
      const [same] = await db().query<{ same: boolean }>(
        sql`SELECT ${right.search}::tsvector = ${search}::tsvector AS same`,
      );
      if (rules !== searchRules || !same!.same) found.push(`${table} ${id}: ${search}`);
    }
  }
  return found;
}

const fill = async (searched: SearchedTable): Promise<number> => fillSearchVectors(db(), searched);
async function finds(table: string, id: string, search: string): Promise<boolean> {
  const rows = await db().query(
    sql`SELECT 1 FROM ${raw(table)} e WHERE id = ${id} AND ${hasTerms(sql`e.search`, searchTerms(search)!)}`,
  );
  return rows.length === 1;
}

describe("the vector of a text", () => {
  beforeEach(async () => {
    for (const searched of searchedTables) await fill(searched);
  });

  it("is written with the text, whatever writes it", async () => {
    expect(await outdated()).toEqual([]);
    const folder = await folders.make(wholeFolder);
    expect((await load(db(), folder)).problems).toEqual([]);
    const signUp = await app.ask(
      `mutation ($i: SignUpInput!) { signUp(input: $i) { session { accessToken } viewer { member { id } } } }`,
      { i: { name: "Renée D’hondt", email: "renee@test.example", password: "vier woorden zijn genoeg" } },
    );
    const token = signUp.data.signUp.session.accessToken as string;
    const mutate = async (
      name: string,
      type: string,
      input: object,
      selection: string,
    ): Promise<{ idea: { id: string }; practice: { id: string } }> => {
      const { data } = await app.ask(
        `mutation ($i: ${type}!) { ${name}(input: $i) { ${selection} userErrors { message } } }`,
        { i: input },
        token,
      );
      expect(data[name].userErrors).toEqual([]);
      return data[name];
    };
    await mutate("updateProfile", "UpdateProfileInput", { headline: "Zoekt ideeën", organisation: "Café Œuvre" }, "");
    await mutate("updateProfile", "UpdateProfileInput", { name: "René D’hondt" }, "");
    const post = { kind: "IDEA", title: "Huizen", body: "Voor l’été", themes: [] };
    const { idea } = await mutate("postIdea", "PostIdeaInput", post, "idea { id }");
    expect(await outdated()).toEqual([]);
    await mutate("editIdea", "EditIdeaInput", { id: idea.id, version: 1, body: "Voor de wegen" }, "");
    await mutate("editIdea", "EditIdeaInput", { id: idea.id, version: 2, title: "Brieven" }, "");
    const shared = {
      kind: "INSTRUMENT",
      title: "Kompas",
      summary: "Voor de wegen",
      steps: ["Bel aan.", "Luister."],
      themes: [],
    };
    const { practice } = await mutate("sharePractice", "SharePracticeInput", shared, "practice { id }");
    expect(await outdated()).toEqual([]);
    await mutate("editPractice", "EditPracticeInput", { id: practice.id, version: 1, steps: ["Schrijf brieven."] }, "");
    expect(await outdated()).toEqual([]);
    expect(await finds("practice", practice.id, "brief weg kompas")).toBe(true);
    expect(await finds("idea", idea.id, "brief weg")).toBe(true);
    expect(await finds("idea", idea.id, "huis")).toBe(false);
  });

  it("is plain, but without accents and in the same words, where a process of the version before writes the text", async () => {
    const [idea, member] = [uuidv7(), uuidv7()];
    await db().query(sql`INSERT INTO member (id, name, joined_at) VALUES (${member}, 'Zoë D’hondt', now())`);
    await db().query(sql`
      INSERT INTO idea (id, kind, title, body, author_id, posted_at)
      VALUES (${idea}, 'IDEA', 'Mijn 🚲FIETSEN', 'L’été «\u00a0mot\u00a0» Œuvre–Straße', ${member}, now())`);
    for (const search of ["fietsen", "été", "ete", "mot", "oeuvre", "strasse"])
      expect([search, await finds("idea", idea, search)]).toEqual([search, true]);
    for (const search of ["zoe", "hondt"])
      expect([search, await finds("member", member, search)]).toEqual([search, true]);
    expect(await finds("idea", idea, "fiets rijden")).toBe(false);
    await db().query(sql`UPDATE idea SET title = 'Huizen' WHERE id = ${idea}`);
    expect(await finds("idea", idea, "huizen")).toBe(true);
    expect(await finds("idea", idea, "fietsen")).toBe(false);
    expect(await finds("idea", idea, "huis")).toBe(false);
    expect(await fill(ideaSearch)).toBe(1);
    expect(await fill(memberSearch)).toBe(1);
    expect(await finds("idea", idea, "huis")).toBe(true);
    expect(await outdated()).toEqual([]);
    expect(await fill(ideaSearch)).toBe(0);
  });

  it("of every searched text is plain when it changes without its vector, and is made again", async () => {
    const { id: themeId } = await build.buildTheme("oud", { labelNl: "Oude huizen", synonyms: ["oudbouw"] });
    for (const [column, value] of [
      ["slug", "nieuw"],
      ["label_nl", "Ruïnes"],
      ["label_fr", "Créneaux"],
      ["label_en", "Castles"],
    ] as const) {
      await db().query(sql`UPDATE theme SET ${raw(column)} = ${value} WHERE id = ${themeId}`);
      expect(await finds("theme", themeId, value.normalize("NFD").replace(/\p{M}/gu, ""))).toBe(true);
    }
    await db().query(sql`UPDATE theme SET synonyms = '{Kasteelruïne}' WHERE id = ${themeId}`);
    expect(await finds("theme", themeId, "kasteelruine")).toBe(true);
    expect(await finds("theme", themeId, "oudbouw")).toBe(false);
    expect(await fill(themeSearch)).toBe(1);
    expect(await outdated()).toEqual([]);
  });

  it("stays when something else of the row changes", async () => {
    const { id } = await build.buildIdea({ title: "Bomen" });
    await db().query(sql`UPDATE idea SET status = 'DONE', title = title WHERE id = ${id}`);
    expect(await outdated()).toEqual([]);
  });

  it("has nothing of a member who was erased", async () => {
    const { id } = await build.buildMember({ name: "Vluchtig Persoon", headline: "Verdwenen" });
    await db().query(sql`UPDATE member SET name = '', headline = NULL WHERE id = ${id}`);
    const [row] = await db().query<{ search: string }>(sql`SELECT search::text FROM member WHERE id = ${id}`);
    expect(row).toEqual({ search: "" });
  });

  it("is not made of a text that changes meanwhile", async () => {
    const { id } = await build.buildIdea({ title: "Bomen" });
    await db().query(sql`UPDATE idea SET title = 'Wegen' WHERE id = ${id}`);
    const slow = {
      query: async (statement: ReturnType<typeof sql>) => {
        if (statement.text.includes("UPDATE"))
          await db().query(sql`UPDATE idea SET title = 'Straten' WHERE id = ${id}`);
        return db().query(statement);
      },
    };
    expect(await fillSearchVectors(slow as never, ideaSearch)).toBe(0);
    expect(await finds("idea", id, "straten")).toBe(true);
    expect(await finds("idea", id, "wegen")).toBe(false);
    expect(await fill(ideaSearch)).toBe(1);
    expect(await finds("idea", id, "straat")).toBe(true);
  });

  it("is looked for by an index on those of older rules", async () => {
    const found = await db().query<{ definition: string }>(
      sql`SELECT indexdef AS definition FROM pg_indexes WHERE indexname LIKE '%_search_rules_idx' ORDER BY indexname`,
    );
    expect(found.map(({ definition }) => definition)).toEqual(
      ["idea", "member", "organisation", "practice", "theme"].map(() =>
        expect.stringContaining(`(search_rules < ${searchRules})`),
      ),
    );
  });

  it("is made for more rows than one batch has", async () => {
    const author = await build.buildMember();
    await db().query(sql`
      INSERT INTO idea (id, kind, title, body, author_id, posted_at)
      SELECT gen_random_uuid(), 'IDEA', 'Boom ' || n, '', ${author.id}, now() FROM generate_series(1, 250) AS n`);
    expect(await fill(ideaSearch)).toBe(250);
    expect(await outdated()).toEqual([]);
  });
});
