import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql from "sql-template-tag";
import { pageUnder } from "../../src/core/graphql/connection.js";
import type { Context } from "../../src/core/graphql/context.js";
import type { ConnectionArgs } from "../../src/core/graphql/pagination.js";
import {
  CollaborationMessageConnection,
  messagesOfCollaboration,
  unreadMessageCount,
} from "../../src/domains/collaborations/messages/collaboration-message.reads.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { scansOf, statementOf } from "../support/plans.js";

let app: TestApp;
let memberId: string;
let id: string;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const [member, other] = [await build.buildMember(), await build.buildMember()];
  memberId = member.id;
  ({ id } = await build.buildCollaboration([member, other]));
  // Without the limits that statements of the service have.
  const runner = new pg.Client(app.databaseUrl);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  const write = `INSERT INTO collaboration_message (id, collaboration_id, number, author_id, body, sent_at)
    SELECT gen_random_uuid(), c.id, n, $1::uuid, 'Dag!', now() FROM collaboration c, generate_series(1, $3::int) n WHERE (c.id = $2::uuid) = $4::boolean`;
  await runner.query(
    `INSERT INTO collaboration (id, stage, started_at) SELECT gen_random_uuid(), 'EXPLORING', now() FROM generate_series(1, 1500)`,
  );
  await runner.query(
    `INSERT INTO collaboration_member (collaboration_id, member_id) SELECT c.id, m.id FROM collaboration c, member m WHERE c.id <> $1`,
    [id],
  );
  await runner.query(write, [other.id, id, 50_000, true]);
  await runner.query(write, [other.id, id, 100, false]);
  await runner.query("UPDATE collaboration_member SET read_up_to = 49900 WHERE collaboration_id = $1", [id]);
  await runner.query("VACUUM ANALYZE collaboration, collaboration_member, collaboration_message");
  await runner.end();
}, 300_000);
afterAll(() => app.end());

const page = (args: ConnectionArgs) => (ctx: Context) =>
  pageUnder(ctx, CollaborationMessageConnection, messagesOfCollaboration(ctx), sql`e.collaboration_id`, id, args);

describe("among 200,000 messages", () => {
  it.each<[string, (ctx: Context) => Promise<unknown>, number]>([
    ["the first page", page({ first: 20 }), 22],
    ["the last page", page({ last: 20 }), 22],
    ["the number of unread ones", (ctx) => unreadMessageCount(ctx, id), 100],
  ])("%s reads its own messages alone", async (_what, read, most) => {
    const statement = await statementOf(app, memberId, read);
    const { rows, scansAll } = await scansOf(app, statement, ["collaboration_message"]);
    expect(scansAll).toBe(false);
    expect(rows).toBeLessThanOrEqual(most);
  });
});
