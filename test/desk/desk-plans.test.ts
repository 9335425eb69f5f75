import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../src/core/graphql/context.js";
import { DeskItemKind } from "../../src/domains/desk/desk.enums.js";
import { deskCounts, deskOf } from "../../src/domains/desk/desk.reads.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
let callerId: string;
beforeAll(async () => {
  test = await testDatabase();
  // Without the limits that statements of the service have.
  const runner = new pg.Client(test.url);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  await runner.query(
    "INSERT INTO member (id, name, joined_at) SELECT gen_random_uuid(), 'Lotte ' || n, now() FROM generate_series(1, 1000) AS n",
  );
  const { rows } = await runner.query<{ id: string }>("SELECT id FROM member LIMIT 1");
  callerId = rows[0]!.id;
  await runner.query(
    "INSERT INTO account (member_id, email, roles, language) VALUES ($1, 'olga@test.example', '{MEMBER,ORGANISER}', 'NL')",
    [callerId],
  );
  // Of a thousand of each, ten wait.
  await runner.query(`
    INSERT INTO message (id, body, left_at, handled_at)
      SELECT gen_random_uuid(), 'Dag', now() - n * interval '1 minute', CASE WHEN n % 100 > 0 THEN now() END
      FROM generate_series(1, 100000) AS n;
    INSERT INTO moderation_case (id, subject_kind, subject_id, status, opened_at)
      SELECT gen_random_uuid(), 'IDEA', gen_random_uuid(), CASE WHEN n % 100 > 0 THEN 'DECIDED' ELSE 'OPEN' END::case_status,
        now() - n * interval '1 minute' FROM generate_series(1, 100000) AS n;
    INSERT INTO practice (id, kind, status, title, summary, shared_by_id, shared_at, submitted_at)
      SELECT gen_random_uuid(), 'INSTRUMENT', CASE WHEN n % 100 > 0 THEN 'PUBLISHED' ELSE 'IN_REVIEW' END::practice_status,
        'Titel', 'Met de buurt', people.ids[1 + n % 1000], now(), now() - n * interval '1 minute'
      FROM generate_series(1, 100000) AS n, (SELECT array_agg(id) AS ids FROM member) AS people;
    INSERT INTO theme_suggestion (id, suggested_by_id, label, language, status, suggested_at, decided_at)
      SELECT gen_random_uuid(), people.ids[1 + n % 1000], 'Deeltuinen', 'NL',
        CASE WHEN n % 100 > 0 THEN 'DECLINED' ELSE 'PENDING' END::theme_suggestion_status, now() - n * interval '1 minute',
        CASE WHEN n % 100 > 0 THEN now() END
      FROM generate_series(1, 100000) AS n, (SELECT array_agg(id) AS ids FROM member) AS people;
    INSERT INTO gathering (id, title, format, status, starts_at, entered_at)
      SELECT gen_random_uuid(), 'Samen', 'IDEA', CASE WHEN n % 100 > 0 THEN 'SCHEDULED' ELSE 'PROPOSED' END::gathering_status,
        now() + (n - 99000) * interval '1 hour', now() - n * interval '1 minute' FROM generate_series(1, 100000) AS n;
    INSERT INTO registration (id, gathering_id, member_id, status, registered_at)
      SELECT gen_random_uuid(), g.id, m.id, CASE WHEN m.n = 1 THEN 'REQUESTED' ELSE 'GOING' END::registration_status,
        now() - g.n * interval '1 second'
      FROM (SELECT id, row_number() OVER () AS n FROM gathering WHERE status = 'SCHEDULED') AS g
      JOIN (SELECT id, row_number() OVER () AS n FROM member) AS m ON m.n <= 5`);
  await runner.query(
    "VACUUM ANALYZE member, account, message, moderation_case, practice, gathering, registration, theme_suggestion",
  );
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
    scansAll:
      /"Node Type":"Seq Scan"[^{}]*"Relation Name":"(message|moderation_case|practice|gathering|registration|theme_suggestion)"/.test(
        plan,
      ),
    ms: row!["QUERY PLAN"][0]!["Execution Time"],
  };
}

/** The statement that a read sends. */
async function sent(read: (ctx: Context) => Promise<unknown>): Promise<Sql> {
  let statement: Sql | undefined;
  const db = { query: (asked: Sql) => ((statement = asked), Promise.resolve([])) };
  await read({
    callerId,
    db,
    database: test.database,
    now: () => new Date(),
    loaders: new Map(),
  } as unknown as Context);
  return statement!;
}

describe("the desk beside 100,000 messages, cases, practices, suggested themes and gatherings, and 500,000 registrations", () => {
  const indexes: Record<DeskItemKind, string> = {
    [DeskItemKind.MESSAGE]: "message_unhandled_idx",
    [DeskItemKind.PROPOSED_GATHERING]: "gathering_status_entered_at_id_idx",
    [DeskItemKind.MODERATION_CASE]: "moderation_case_status_opened_at_id_idx",
    [DeskItemKind.PRACTICE]: "practice_status_submitted_at_id_idx",
    [DeskItemKind.REGISTRATION]: "registration_gathering_id_status_queue_number_idx",
    [DeskItemKind.THEME_SUGGESTION]: "theme_suggestion_status_suggested_at_id_idx",
  };

  it("reads an index for each kind", async () => {
    const plan = await planOf(await sent((ctx) => deskOf(ctx, null, {})));
    expect(plan).toMatchObject({ indexes: expect.arrayContaining(Object.values(indexes)), scansAll: false });
    expect(plan.ms).toBeLessThan(200);
  });

  it.each(Object.entries(indexes))("reads an index for %s alone", async (kind, index) => {
    const plan = await planOf(await sent((ctx) => deskOf(ctx, [kind as DeskItemKind], {})));
    expect(plan).toMatchObject({ indexes: expect.arrayContaining([index]), scansAll: false });
  });

  it("is counted fast", async () => {
    expect((await planOf(await sent((ctx) => deskCounts(ctx)))).ms).toBeLessThan(500);
  });
});
