import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { pino } from "pino";
import sql from "sql-template-tag";
import { systemContext, type Context } from "../../src/core/graphql/context.js";
import { subscriptionDefinitions } from "../../src/app/contributions.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let ctx: Context;
let args: Record<string, unknown>;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const member = await build.buildMember();
  ctx = Object.assign(systemContext(app.services, pino({ level: "silent" })), { callerId: member.id });
  const [idea, gathering] = [await build.buildIdea(), await build.buildGathering()];
  args = { ideaId: idea.id, gatheringId: gathering.id };
  // A log in which one event of a hundred is theirs, among some of all other kinds. A statement may take two seconds,
  // so each writes a thousand of a kind.
  for (const from of [1, 1_001, 2_001])
    await app.services.database.query(sql`
    INSERT INTO event (kind, subject_id, data)
    SELECT kind, gen_random_uuid(), jsonb_build_object(key, CASE WHEN n % 100 = 0 THEN id ELSE gen_random_uuid() END)
    FROM generate_series(${from}::int, ${from + 999}::int) n, (VALUES ('comment.added', 'ideaId', ${idea.id}::uuid), ('collaboration.requested', 'ideaId', ${idea.id}),
      ('registration.changed', 'gatheringId', ${gathering.id}), ('moderation.decided', 'gatheringId', ${gathering.id}),
      ('notification.made', 'memberId', ${member.id}), ('interests.set', 'memberId', ${member.id}),
      ('idea.posted', 'authorId', ${member.id})) AS logged (kind, key, id)`);
  await app.services.database.query(sql`
    INSERT INTO event (kind, subject_id, data)
    SELECT 'collaboration.messaged', gen_random_uuid(), jsonb_build_object('collaborationId', gen_random_uuid(), 'authorId', author,
      'memberIds', jsonb_build_array(author, CASE WHEN n % 100 = 0 THEN ${member.id}::uuid ELSE gen_random_uuid() END))
    FROM generate_series(1, 3000) n, LATERAL (SELECT gen_random_uuid() AS author WHERE n > 0) AS written`);
  await app.services.database.query(sql`ANALYZE event`);
});
afterAll(() => app.end());

describe("a replay of one idea, gathering or member", () => {
  it.each([
    ["commentAdded", "event_of_idea_idx", 30],
    ["gatheringChanged", "event_of_gathering_idx", 60],
    ["notificationReceived", "event_of_member_idx", 30],
    ["messageReceived", "event_of_recipient_idx", 30],
  ])("by %s reads its own events alone, in order, by an index", async (name, index, count) => {
    const field = subscriptionDefinitions.get(name)!;
    const { where, matches } = await field.filterFor(ctx, args);
    const told = await app.services.events.after(0, field.kinds, 1_000, where);
    const all = await app.services.events.after(0, field.kinds, 100_000);
    expect(told).toEqual(all.filter(matches));
    expect(told).toHaveLength(count);

    const { db } = ctx;
    const parts = await db.query<{ index: string }>(
      sql`SELECT inhrelid::regclass::text AS index FROM pg_inherits WHERE inhparent = ${index}::regclass`,
    );
    const [plan] = await db.query<{ "QUERY PLAN": object }>(sql`
      EXPLAIN (FORMAT JSON) SELECT position, data FROM event
      WHERE position > ${0} AND kind = ANY(${[...field.kinds]}) AND ${where!} ORDER BY position LIMIT 200`);
    const used = JSON.stringify(plan).match(/"Index Name":"[^"]+"/g)!;
    expect(used.length).toBeGreaterThan(0);
    expect(parts.map((part) => `"Index Name":"${part.index}"`)).toEqual(expect.arrayContaining(used));
  });
});
