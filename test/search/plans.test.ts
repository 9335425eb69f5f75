import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql, { join, type Sql } from "sql-template-tag";
import type { Context } from "../../src/core/graphql/context.js";
import { searchColumns, searchRules } from "../../src/core/search/searched-table.js";
import { ideaConditions } from "../../src/domains/ideas/idea.reads.js";
import { similarIdeas } from "../../src/domains/ideas/similar/similar-ideas.reads.js";
import { ideaSearch } from "../../src/domains/ideas/idea.search.js";
import { memberConditions } from "../../src/domains/members/member.reads.js";
import { memberSearch } from "../../src/domains/members/member.search.js";
import { organisationSearch } from "../../src/domains/organisations/organisation.search.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const count = 200_000;
let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  // Without the limits that statements of the service have.
  const runner = new pg.Client(test.url);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  const idea = searchColumns(ideaSearch, { title: "Samen iets nieuws", body: "Met de buurt over fietsen" });
  const name = searchColumns(memberSearch, { name: "Lotte Peeters", headline: "Wil iets proberen" });
  const organisation = searchColumns(organisationSearch, { name: "Stad" });
  await runner.query(
    `INSERT INTO organisation (id, name, search, search_rules)
      SELECT gen_random_uuid(), 'Stad ' || n, ($1 || ' ''plaats' || n || '''')::tsvector, $2 FROM generate_series(1, 2000) AS n`,
    [organisation.search, searchRules],
  );
  await runner.query(
    `INSERT INTO member (id, name, headline, joined_at, organisation_id, search, search_rules)
      SELECT gen_random_uuid(), 'Lotte Peeters', 'Wil iets proberen', now(), places.ids[1 + n % 2000],
        ($1 || ' ''naam' || n || '''')::tsvector, $2
      FROM generate_series(1, ${count}) AS n, (SELECT array_agg(id) AS ids FROM organisation) AS places`,
    [name.search, searchRules],
  );
  await runner.query(
    `INSERT INTO idea (id, kind, title, body, author_id, posted_at, search, search_rules)
      SELECT gen_random_uuid(), 'IDEA', 'Samen iets nieuws', 'Met de buurt over fietsen', (SELECT id FROM member LIMIT 1),
        now() - n * interval '1 minute', ($1 || ' ''woord' || n || '''')::tsvector, $2
      FROM generate_series(1, ${count}) AS n`,
    [idea.search, searchRules],
  );
  await runner.query("VACUUM ANALYZE organisation, member, idea");
  await runner.end();
}, 300_000);
afterAll(() => test.drop());

interface Plan {
  Plan: object;
  "Execution Time": number;
}

async function planOf(statement: Sql): Promise<{ indexes: string[]; scansAll: boolean; ms: number }> {
  const [row] = await test.database.query<{ "QUERY PLAN": Plan[] }>(sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`);
  const plan = JSON.stringify(row!["QUERY PLAN"]);
  return {
    indexes: [...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name!),
    scansAll: /"Node Type":"Seq Scan"[^{}]*"Relation Name":"(idea|member)"/.test(plan),
    ms: row!["QUERY PLAN"][0]!["Execution Time"],
  };
}

const ctx = { callerId: null } as Context;
const page = (table: Sql, conditions: Sql[], order: Sql): Sql =>
  sql`SELECT e.id FROM ${table} e WHERE ${join(conditions, " AND ")} ORDER BY ${order} LIMIT 21`;
const ideas = (search: string): Sql =>
  page(sql`idea`, ideaConditions(ctx, { search }), sql`e.posted_at DESC, e.id DESC`);
/** The statement that looks for ideas like a draft with this title. */
async function similar(title: string): Promise<Sql> {
  let statement: Sql | undefined;
  const db = { query: (sent: Sql) => ((statement = sent), Promise.resolve([])) };
  await similarIdeas({ callerId: null, database: test.database, db } as unknown as Context, {
    ...{ title, body: "Met de buurt over fietsen", themes: [] },
  });
  return statement!;
}
const members = (search: string): Sql => page(sql`member`, memberConditions(ctx, { search }), sql`e.name, e.id`);

describe(`a search among ${count.toLocaleString("en")} rows`, () => {
  it.each([
    ["ideas by a rare word", () => ideas("woord77777"), "idea_search_idx"],
    ["ideas by two words, one rare", () => ideas("fiets woord77777"), "idea_search_idx"],
    ["ideas by nothing there", () => ideas("nergens"), "idea_search_idx"],
    ["members by a rare word", () => members("naam77777"), "member_search_idx"],
    ["members by their organisation", () => members("plaats777"), "organisation_search_idx"],
    ["members by a name and their organisation", () => members("lotte plaats777"), "organisation_search_idx"],
    ["members by nothing there", () => members("nergens"), "member_search_idx"],
  ])("reads an index: %s", async (_what, statement, index) => {
    await planOf(statement());
    const plan = await planOf(statement());
    expect(plan).toMatchObject({ indexes: expect.arrayContaining([index]), scansAll: false });
    expect(plan.ms).toBeLessThan(500);
  });

  it("reads an index for ideas like a draft, and not all ideas with its frequent words", async () => {
    const statement = await similar("Iets nieuws met woord77777 en woord88888");
    await planOf(statement);
    const plan = await planOf(statement);
    expect(plan).toMatchObject({ indexes: expect.arrayContaining(["idea_search_idx"]), scansAll: false });
    expect(plan.ms).toBeLessThan(500);
  });

  it("does not look for a draft's rare words idea by idea, of which PostgreSQL expects to meet some soon", async () => {
    const { indexes } = await planOf(await similar("woord1 woord22 woord333 woord4444 woord55555 woord66666"));
    expect(indexes).toContain("idea_search_idx");
  });

  it("finds the idea like a draft by any of the rare words, also when the first is in no idea", async () => {
    const ctx = { callerId: null, database: test.database, db: test.database } as unknown as Context;
    const found = await similarIdeas(ctx, { title: "Zwaluwstraat", body: "woord77777", themes: [] });
    expect(found.map(({ similarity }) => similarity)).toEqual([0.25]);
  });

  it.each([
    ["ideas by a word that all have", () => ideas("buurt")],
    ["ideas by one letter", () => ideas("b")],
    ["members by a word that all have", () => members("peeters")],
    ["members by one letter", () => members("p")],
    ["ideas by three letters that all have", () => ideas("buu")],
  ])("is fast where words are frequent: %s", async (_what, statement) => {
    await planOf(statement());
    const plan = await planOf(statement());
    expect(plan.ms).toBeLessThan(1_000);
  });
});
