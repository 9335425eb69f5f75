import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql, { join, type Sql } from "sql-template-tag";
import type { Context } from "../../src/core/graphql/context.js";
import { searchColumns, searchRules } from "../../src/core/search/searched-table.js";
import { practiceConditions } from "../../src/domains/practices/practice.reads.js";
import type { PracticeFilter } from "../../src/domains/practices/practice.inputs.js";
import { practiceSearch } from "../../src/domains/practices/practice.search.js";
import { ofPractice, practicesLike } from "../../src/domains/practices/related/related-practices.reads.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const count = 200_000;
let test: TestDatabase;
let practiceId: string;
beforeAll(async () => {
  test = await testDatabase();
  // Without the limits that statements of the service have.
  const runner = new pg.Client(test.url);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  const { search } = searchColumns(practiceSearch, { title: "Samen iets nieuws", summary: "Met de buurt", steps: [] });
  await runner.query("INSERT INTO organisation (id, name) VALUES (gen_random_uuid(), 'Stad')");
  await runner.query(
    "INSERT INTO member (id, name, joined_at) SELECT gen_random_uuid(), 'Lotte ' || n, now() FROM generate_series(1, 1000) AS n",
  );
  await runner.query(
    "INSERT INTO theme (id, slug, label_nl) SELECT gen_random_uuid(), 'thema-' || n, 'x' FROM generate_series(1, 50) AS n",
  );
  await runner.query(
    `INSERT INTO practice (id, kind, title, summary, shared_by_id, shared_at, search, search_rules, organisation_id)
      SELECT gen_random_uuid(), 'INSTRUMENT', 'Samen iets nieuws', 'Met de buurt', people.ids[1 + n % 1000],
        now() - n * interval '1 minute', ($1 || ' ''woord' || n || '''')::tsvector, $2,
        CASE WHEN n % 1000 = 0 THEN (SELECT id FROM organisation) END
      FROM generate_series(1, ${count}) AS n, (SELECT array_agg(id) AS ids FROM member) AS people`,
    [search, searchRules],
  );
  await runner.query(
    `INSERT INTO practice_theme (practice_id, theme_id, position)
      SELECT p.id, t.id, 0 FROM (SELECT id, row_number() OVER () AS n FROM practice) AS p
      JOIN (SELECT id, row_number() OVER () AS n FROM theme) AS t ON t.n = 1 + p.n % 50`,
  );
  await runner.query(
    `INSERT INTO practice_use (id, practice_id, used_by_id, result, would_use_again, recorded_at)
      SELECT gen_random_uuid(), p.id, (SELECT id FROM member LIMIT 1), 'Het werkte.', true, now()
      FROM practice p TABLESAMPLE SYSTEM (20)`,
  );
  await runner.query("VACUUM ANALYZE organisation, member, theme, practice, practice_theme, practice_use");
  const { rows } = await runner.query<{ id: string }>("SELECT id FROM practice LIMIT 1");
  practiceId = rows[0]!.id;
  await runner.end();
}, 300_000);
afterAll(() => test.drop());

interface Plan {
  Plan: object;
  "Execution Time": number;
}

async function planOf(statement: Sql): Promise<{ indexes: string[]; scansAll: boolean; ms: number }> {
  // The second time, as the first one reads from the disk.
  await test.database.query(statement);
  const [row] = await test.database.query<{ "QUERY PLAN": Plan[] }>(sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`);
  const plan = JSON.stringify(row!["QUERY PLAN"]);
  return {
    indexes: [...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name!),
    scansAll: /"Node Type":"Seq Scan"[^{}]*"Relation Name":"(practice|practice_theme|practice_use)"/.test(plan),
    ms: row!["QUERY PLAN"][0]!["Execution Time"],
  };
}

const ctx = { callerId: null } as Context;
const page = (filter: PracticeFilter): Sql =>
  sql`SELECT e.id FROM practice e WHERE ${join(practiceConditions(ctx, filter), " AND ")}
    ORDER BY e.shared_at DESC, e.id DESC LIMIT 21`;
/** The statement that looks for practices like another. */
async function related(): Promise<Sql> {
  let statement: Sql | undefined;
  const db = { query: (sent: Sql) => ((statement = sent), Promise.resolve([])) };
  const asking = { callerId: null, database: test.database, db, loaders: new Map() } as unknown as Context;
  await practicesLike(asking, ofPractice, practiceId, 5);
  return statement!;
}

describe(`a page of ${count.toLocaleString("en")} practices`, () => {
  it.each<[string, PracticeFilter, string]>([
    ["the newest", {}, "practice_shared_at_id_idx"],
    ["used ones", { used: true }, "practice_shared_at_id_idx"],
    ["a rare word", { search: "woord77777" }, "practice_search_idx"],
    ["two words, one rare", { search: "buurt woord77777" }, "practice_search_idx"],
    ["nothing there", { search: "nergens" }, "practice_search_idx"],
  ])("reads an index: %s", async (_what, filter, index) => {
    const plan = await planOf(page(filter));
    expect(plan).toMatchObject({ indexes: expect.arrayContaining([index]), scansAll: false });
    expect(plan.ms).toBeLessThan(500);
  });

  it("is fast by theme, by organisation and by a word that all have", async () => {
    const [organisation] = await test.database.query<{ id: string }>(sql`SELECT id FROM organisation`);
    for (const filter of [{ themes: ["thema-7"] }, { organisationId: organisation!.id }, { search: "buurt" }])
      expect([filter, (await planOf(page(filter))).ms < 500]).toEqual([filter, true]);
  });

  it("finds those like another among the latest of its themes", async () => {
    const plan = await planOf(await related());
    expect(plan).toMatchObject({
      indexes: expect.arrayContaining(["practice_theme_theme_id_practice_id_idx"]),
      scansAll: false,
    });
    expect(plan.ms).toBeLessThan(500);
  });
});
