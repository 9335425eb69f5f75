import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql from "sql-template-tag";
import { pageOf, pageUnder } from "../../src/core/graphql/connection.js";
import type { Context } from "../../src/core/graphql/context.js";
import {
  CollaborationRequestStatus,
  RequestDirection,
} from "../../src/domains/collaborations/collaboration-request.enums.js";
import {
  CollaborationRequestConnection,
  requestsOfCaller,
} from "../../src/domains/collaborations/collaboration-request.reads.js";
import { pendingRequests } from "../../src/domains/collaborations/joining/pending-requests.reads.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { scansOf, statementOf } from "../support/plans.js";

let app: TestApp;
let memberId: string;
let id: string;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const members = await Promise.all(Array.from({ length: 100 }, () => build.buildMember()));
  const [member, other] = [await build.buildMember(), await build.buildMember()];
  memberId = member.id;
  ({ id } = await build.buildCollaboration([member, other]));
  // Without the limits that statements of the service have.
  const runner = new pg.Client(app.databaseUrl);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  const declined = `id, from_id, to_id, joins_id, message, status, asked_at, expires_at, answered_at)
    SELECT gen_random_uuid(), "from".id, "to".id, NULL::uuid, 'Samen?', 'DECLINED'::collaboration_request_status,
      now() - n * interval '1 second', now(), now()`;
  await runner.query(
    `INSERT INTO collaboration_request (${declined} FROM unnest($1::uuid[]) "from" (id), unnest($1::uuid[]) "to" (id), generate_series(1, 10) n
     WHERE "from".id <> "to".id`,
    [members.map((one) => one.id)],
  );
  await runner.query(
    `INSERT INTO collaboration (id, stage, started_at) SELECT gen_random_uuid(), 'EXPLORING', now() FROM generate_series(1, 1000)`,
  );
  await runner.query(
    `INSERT INTO collaboration_request (id, from_id, joins_id, message, asked_at, expires_at)
     SELECT gen_random_uuid(), m.id, c.id, 'Samen?', now(), now() + interval '1 day' FROM collaboration c, unnest($1::uuid[]) m (id)
     WHERE c.id <> $2 OR m.id = ANY(($1::uuid[])[1:30])`,
    [members.map((one) => one.id), id],
  );
  await runner.query("VACUUM ANALYZE collaboration, collaboration_member, collaboration_request");
  await runner.end();
}, 300_000);
afterAll(() => app.end());

const own = (direction: RequestDirection | null, status: CollaborationRequestStatus | null) => (ctx: Context) =>
  pageOf(ctx, CollaborationRequestConnection, requestsOfCaller(ctx, memberId, direction, status), { first: 20 });

describe("among 200,000 requests", () => {
  it.each<[string, (ctx: Context) => Promise<unknown>]>([
    ["those of a member", own(null, null)],
    ["those that a member received", own(RequestDirection.RECEIVED, CollaborationRequestStatus.PENDING)],
    ["those that a member sent", own(RequestDirection.SENT, null)],
    [
      "those that a collaboration has to answer",
      (ctx) => pageUnder(ctx, CollaborationRequestConnection, pendingRequests(ctx), sql`e.joins_id`, id, { first: 20 }),
    ],
  ])("%s are found without the others", async (_what, read) => {
    const statement = await statementOf(app, memberId, read);
    const { rows, scansAll } = await scansOf(app, statement, ["collaboration_request"]);
    expect(scansAll).toBe(false);
    expect(rows).toBeLessThanOrEqual(30);
  });
});
