import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql, { join, type Sql } from "sql-template-tag";
import type { Context } from "../../src/core/graphql/context.js";
import { Language } from "../../src/core/texts/language.js";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import type { IdeaFilter } from "../../src/domains/ideas/idea.inputs.js";
import { ideaConditions } from "../../src/domains/ideas/idea.reads.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const count = 200_000;
let test: TestDatabase;
let organisationId: string;
let callerId: string;

/** A quarter of the ideas are questions, and all but the oldest hundred of these have an answer. */
beforeAll(async () => {
  test = await testDatabase();
  // Without the limits that statements of the service have.
  const runner = new pg.Client(test.url);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  await runner.query(
    "INSERT INTO organisation (id, name) SELECT gen_random_uuid(), 'Stad ' || n FROM generate_series(1, 100) AS n",
  );
  await runner.query(
    `INSERT INTO member (id, name, joined_at, organisation_id, profile_visibility)
      SELECT gen_random_uuid(), 'Lotte ' || n, now(), places.ids[1 + n % 100], 'EVERYBODY'
      FROM generate_series(1, 10000) AS n, (SELECT array_agg(id) AS ids FROM organisation) AS places`,
  );
  await runner.query(
    `INSERT INTO idea (id, kind, title, body, author_id, posted_at, language, status)
      SELECT gen_random_uuid(), CASE WHEN n % 4 = 0 THEN 'QUESTION' ELSE 'IDEA' END::idea_kind, 'Samen', 'Iets nieuws',
        people.ids[1 + n % 10000], now() - n * interval '1 minute',
        CASE WHEN n % 1000 = 7 THEN 'FR' ELSE 'NL' END::language, CASE WHEN n % 1000 = 9 THEN 'DONE' ELSE 'OPEN' END::idea_status
      FROM generate_series(1, ${count}) AS n, (SELECT array_agg(id) AS ids FROM member) AS people`,
  );
  await runner.query(
    `INSERT INTO comment (id, idea_id, author_id, body, posted_at)
      SELECT gen_random_uuid(), id, author_id, 'Zo doe je dat.', posted_at FROM idea WHERE kind = 'QUESTION'`,
  );
  await runner.query(
    `INSERT INTO idea_answer (idea_id, comment_id, marked_at)
      SELECT idea_id, id, now() FROM comment ORDER BY posted_at DESC LIMIT ${count / 4 - 100}`,
  );
  await runner.query("VACUUM ANALYZE organisation, member, idea, comment, idea_answer");
  const { rows } = await runner.query<{ organisationId: string; callerId: string }>(
    `SELECT organisation_id AS "organisationId", id AS "callerId" FROM member LIMIT 1`,
  );
  [organisationId, callerId] = [rows[0]!.organisationId, rows[0]!.callerId];
  await runner.query(
    `INSERT INTO block (blocker_id, blocked_id, blocked_at)
      SELECT $1, id, now() FROM member WHERE id <> $1 LIMIT 20`,
    [callerId],
  );
  await runner.end();
}, 300_000);
afterAll(() => test.drop());

interface Plan {
  Plan: object;
  "Execution Time": number;
}

async function planOf(statement: Sql): Promise<{ indexes: string[]; rows: number; ms: number }> {
  // The second time, as the first one reads from the disk.
  const rows = (await test.database.query(statement)).length;
  const explained = (): Promise<{ "QUERY PLAN": Plan[] }[]> =>
    test.database.query(sql`EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) ${statement}`);
  // The fastest of three, as other programs share the processor.
  const plans = [await explained(), await explained(), await explained()].map(([row]) => row!["QUERY PLAN"][0]!);
  return {
    indexes: [...JSON.stringify(plans[0]).matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name!),
    rows,
    ms: Math.min(...plans.map((plan) => plan["Execution Time"])),
  };
}

const page = (filter: IdeaFilter, caller: string | null): Sql =>
  sql`SELECT e.id FROM idea e WHERE ${join(ideaConditions({ callerId: caller } as Context, filter), " AND ")}
    ORDER BY e.posted_at DESC, e.id DESC LIMIT 21`;

describe(`a page of ${count.toLocaleString("en")} ideas`, () => {
  it.each<[string, IdeaFilter, string]>([
    ["the newest", {}, "idea_posted_at_id_idx"],
    ["questions with an answer", { unanswered: false }, "idea_question_idx"],
  ])("reads an index from its end: %s", async (_what, filter, index) => {
    for (const caller of [null, callerId]) {
      const plan = await planOf(page(filter, caller));
      expect(plan).toMatchObject({ indexes: expect.arrayContaining([index]), rows: 21 });
      expect(plan.ms).toBeLessThan(50);
    }
  });

  it.each<[string, () => IdeaFilter]>([
    ["questions without an answer, where nearly all have one", () => ({ unanswered: true })],
    ["a status that few have", () => ({ statuses: [IdeaStatus.DONE] })],
    ["withdrawn ones", () => ({ statuses: [IdeaStatus.WITHDRAWN, IdeaStatus.DONE] })],
    ["an organisation", () => ({ organisationId })],
    ["a language that few are in", () => ({ language: Language.FR })],
    ["all together", () => ({ unanswered: true, organisationId, language: Language.NL, statuses: [IdeaStatus.OPEN] })],
  ])("is fast: %s", async (_what, filter) => {
    for (const caller of [null, callerId]) {
      const { ms } = await planOf(page(filter(), caller));
      expect(ms).toBeLessThan(500);
    }
  });
});
