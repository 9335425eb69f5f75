import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql, { join, type Sql } from "sql-template-tag";
import type { Context } from "../../src/core/graphql/context.js";
import type { LearningTrackFilter } from "../../src/domains/tracks/track.inputs.js";
import { progressOf } from "../../src/domains/tracks/progress/step-states.js";
import { concernedEnrolments } from "../../src/domains/tracks/following/concerned.js";
import { trackSource } from "../../src/domains/matchmaking/content/track-candidates.js";
import { trackConditions } from "../../src/domains/tracks/track.reads.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

const [tracks, enrolments] = [10_000, 100_000];

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  // Without the limits that statements of the service have.
  const runner = new pg.Client(test.url);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  for (const statement of [
    "INSERT INTO member (id, name, joined_at) SELECT gen_random_uuid(), 'Lotte ' || n, now() FROM generate_series(1, 5000) AS n",
    "INSERT INTO theme (id, slug, label_nl) SELECT gen_random_uuid(), 'thema-' || n, 'x' FROM generate_series(1, 50) AS n",
    `INSERT INTO gathering (id, title, format, starts_at) SELECT gen_random_uuid(), 'Samen', 'LEARNING_SESSION', now()
      FROM generate_series(1, 2000)`,
    `INSERT INTO learning_track (id, status, title, created_at, published_at)
      SELECT gen_random_uuid(), CASE WHEN n % 20 = 0 THEN 'DRAFT' ELSE 'PUBLISHED' END::track_status, 'Leren',
        now() - n * interval '1 minute', now() FROM generate_series(1, ${tracks}) AS n`,
    `INSERT INTO track_theme (track_id, theme_id, position)
      SELECT t.id, th.id, 0 FROM (SELECT id, row_number() OVER () AS n FROM learning_track) AS t
      JOIN (SELECT id, row_number() OVER () AS n FROM theme) AS th ON th.n = 1 + t.n % 50`,
    `INSERT INTO track_step (id, track_id, position, kind, title, link, gathering_id)
      SELECT gen_random_uuid(), t.id, step, CASE WHEN step = 1 THEN 'GATHERING' ELSE 'READING' END::track_step_kind, 'Stap', 'https://a.be/',
        CASE WHEN step = 1 THEN meetings.ids[1 + t.n % 2000] END
      FROM (SELECT id, row_number() OVER () AS n FROM learning_track) AS t, generate_series(1, 4) AS step,
        (SELECT array_agg(id) AS ids FROM gathering) AS meetings`,
    `INSERT INTO track_enrolment (id, track_id, member_id, status, enrolled_at)
      SELECT gen_random_uuid(), all_tracks.ids[1 + n % ${tracks}], people.ids[1 + (n / ${tracks} * 499 + n) % 5000], 'ENROLLED', now()
      FROM generate_series(0, ${enrolments} - 1) AS n, (SELECT array_agg(id) AS ids FROM learning_track) AS all_tracks,
        (SELECT array_agg(id) AS ids FROM member) AS people ON CONFLICT DO NOTHING`,
    "VACUUM ANALYZE member, theme, gathering, learning_track, track_theme, track_step, track_enrolment, track_mark, registration",
  ])
    await runner.query(statement);
  await runner.end();
}, 300_000);
afterAll(() => test.drop());

const ctx = { callerId: null, now: () => new Date() } as Context;
const page = (filter: LearningTrackFilter): Sql =>
  sql`SELECT e.id FROM learning_track e WHERE ${join(trackConditions(ctx, filter), " AND ")}
    ORDER BY e.created_at DESC, e.id DESC LIMIT 21`;

async function planOf(statement: Sql): Promise<{ indexes: string[]; scansAll: boolean; ms: number }> {
  // The second time, as the first one reads from the disk.
  await test.database.query(statement);
  const [row] = await test.database.query<{ "QUERY PLAN": { Plan: object; "Execution Time": number }[] }>(
    sql`EXPLAIN (ANALYZE, FORMAT JSON) ${statement}`,
  );
  const plan = JSON.stringify(row!["QUERY PLAN"]);
  return {
    indexes: [...plan.matchAll(/"Index Name":"([^"]+)"/g)].map(([, name]) => name!),
    scansAll: /"Node Type":"Seq Scan"[^{}]*"Relation Name":"(learning_track|track_step|track_enrolment)"/.test(plan),
    ms: row!["QUERY PLAN"][0]!["Execution Time"],
  };
}
const idOf = async (statement: Sql): Promise<string> => (await test.database.query<{ id: string }>(statement))[0]!.id;

describe(`beside ${tracks.toLocaleString("en")} learning tracks and ${enrolments.toLocaleString("en")} enrolments`, () => {
  it.each<[string, LearningTrackFilter]>([
    ["the newest tracks", {}],
    ["those open for enrolment", { openForEnrolment: true }],
  ])("a page of %s reads an index", async (_what, filter) => {
    const plan = await planOf(page(filter));
    expect(plan).toMatchObject({ indexes: ["learning_track_created_at_id_idx"], scansAll: false });
    expect(plan.ms).toBeLessThan(100);
  });

  it("a page by theme is fast", async () => {
    expect((await planOf(page({ themes: ["thema-7"] }))).ms).toBeLessThan(300);
  });

  it("the tracks suggested to a member are found among the newest", async () => {
    const memberId = await idOf(sql`SELECT member_id AS id FROM track_enrolment LIMIT 1`);
    const plan = await planOf(trackSource.candidates(Object.assign({}, ctx, { callerId: memberId }), memberId));
    expect(plan.indexes).toContain("learning_track_created_at_id_idx");
    expect(plan.ms).toBeLessThan(300);
  });

  it("how far the learners of a track are is read by its steps and their registrations", async () => {
    const trackId = await idOf(sql`SELECT track_id AS id FROM track_enrolment LIMIT 1`);
    const plan = await planOf(progressOf(sql`e.track_id = ${trackId}`));
    expect(plan).toMatchObject({ scansAll: false });
    expect(plan.ms).toBeLessThan(200);
  });

  it("what an import may have completed is looked at in parts that take a fraction of a second", async () => {
    const rows = await test.database.query<{ id: string }>(sql`SELECT id FROM track_enrolment ORDER BY id LIMIT 2000`);
    const plan = await planOf(progressOf(sql`e.id = ANY(${rows.map(({ id }) => id)}::uuid[])`));
    expect(plan.ms).toBeLessThan(1_000);
  });

  it("who may have completed a track by a check-in, or as a gathering was cancelled, is found by indexes", async () => {
    const memberId = await idOf(sql`SELECT member_id AS id FROM track_enrolment LIMIT 1`);
    const gatheringId = await idOf(
      sql`SELECT gathering_id AS id FROM track_step WHERE gathering_id IS NOT NULL LIMIT 1`,
    );
    const plan = await planOf(
      concernedEnrolments({
        ...{ enrolmentIds: [], trackIds: [], all: false },
        ...{ checkIns: [{ memberId, gatheringId }], gatherings: [{ id: gatheringId, by: null }] },
      }),
    );
    expect(plan).toMatchObject({ scansAll: false });
    expect(plan.ms).toBeLessThan(200);
  });
});
