import { afterAll, beforeAll, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { retention } from "../../src/app/contributions.js";
import { retentionJob } from "../../src/core/jobs/retention.job.js";
import { builders } from "../support/builders.js";
import { testDatabase, type TestDatabase } from "../support/database.js";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
afterAll(() => test.drop());

it("what is over is deleted, and nothing else", async () => {
  const { id } = await builders(test.database.source.manager).buildMember();
  const left = () =>
    test.database.query(sql`
      SELECT (SELECT array_agg(name) FROM pending_sign_up) AS "signUps", (SELECT array_agg(user_agent) FROM session) AS sessions,
        (SELECT count(*)::int FROM email_token) AS links,
        (SELECT count(*)::int FROM export_link) AS exports,
        (SELECT count(*)::int FROM unconfirmed_identity) AS unconfirmed,
        (SELECT array_agg(days ORDER BY days) FROM suggestion_impression) AS impressions`);
  for (const [name, days] of [
    ["past", -90],
    ["waiting", 1],
  ] as const) {
    await test.database.query(sql`
      INSERT INTO pending_sign_up (id, name, email, password_hash, language, expires_at)
      VALUES (gen_random_uuid(), ${name}, 'iemand@test.example', 'x', 'NL', now() + make_interval(days => ${days}))`);
    await test.database.query(sql`
      INSERT INTO session (id, member_id, signed_in_at, last_used_at, user_agent)
      VALUES (gen_random_uuid(), ${id}, now() - interval '99 days', now() + make_interval(days => ${days - 1}), ${name})`);
    await test.database.query(sql`
      INSERT INTO export_link (token_hash, member_id, created_at, expires_at)
      VALUES (sha256(convert_to(${name}, 'UTF8')), ${id}, now(), now() + make_interval(days => ${days}))`);
    await test.database.query(sql`
      INSERT INTO unconfirmed_identity (id, ticket_hash, issuer, subject, language, expires_at)
      VALUES (gen_random_uuid(), sha256(convert_to(${name}, 'UTF8')), 'https://issuer.example', 'x', 'NL', now() + make_interval(days => ${days}))`);
    await test.database.query(sql`
      INSERT INTO email_token (token_hash, member_id, purpose, expires_at)
      VALUES (sha256(convert_to(${name}, 'UTF8')), ${id}, 'RESET_PASSWORD', now() + make_interval(days => ${days}))`);
  }
  const shown = await builders(test.database.source.manager).buildMember();
  await test.database.query(sql`
    INSERT INTO suggestion_impression (member_id, shown_id, days, last_shown_on)
    VALUES (${id}, ${shown.id}, 3, (now() AT TIME ZONE 'UTC')::date - 31),
      (${shown.id}, ${id}, 5, (now() AT TIME ZONE 'UTC')::date - 28)`);
  await retentionJob(test.database, retention).run(new AbortController().signal);
  expect(await left()).toEqual([
    { signUps: ["waiting"], sessions: ["waiting"], links: 1, exports: 1, unconfirmed: 1, impressions: [5] },
  ]);
});
