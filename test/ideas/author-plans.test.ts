import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import pg from "pg";
import sql from "sql-template-tag";
import { pageUnder } from "../../src/core/graphql/connection.js";
import type { Context } from "../../src/core/graphql/context.js";
import {
  CoAuthorInvitationConnection,
  coAuthorIds,
  coAuthoredIdeas,
  invitationsOfMember,
  pendingInvitationsOf,
} from "../../src/domains/ideas/authors/co-author.reads.js";
import { draftsOfMember, IdeaDraftConnection } from "../../src/domains/ideas/drafts/idea-draft.reads.js";
import { IdeaConnection } from "../../src/domains/ideas/idea.connection.js";
import { ideaById, ideasOf } from "../../src/domains/ideas/idea.reads.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { scansOf, statementOf } from "../support/plans.js";

let app: TestApp;
let memberId: string;
let authorId: string;
let ideaId: string;
beforeAll(async () => {
  app = await testApp();
  const build = builders(app.services.database.source.manager);
  const [member, author] = [await build.buildMember(), await build.buildMember()];
  [memberId, authorId] = [member.id, author.id];
  ({ id: ideaId } = await build.buildIdea({ authorId: author.id }));
  // Without the limits that statements of the service have.
  const runner = new pg.Client(app.databaseUrl);
  await runner.connect();
  await runner.query("SET synchronous_commit = off");
  await runner.query("ALTER TABLE idea DISABLE TRIGGER USER");
  await runner.query(`INSERT INTO member (id, name, joined_at, profile_visibility)
    SELECT gen_random_uuid(), 'Lid', now(), 'EVERYBODY' FROM generate_series(1, 5000)`);
  await runner.query(
    `INSERT INTO idea (id, kind, title, body, author_id, posted_at)
     SELECT gen_random_uuid(), 'IDEA', 'Fietsen', 'Meer.', $1, now() - n * interval '1 minute' FROM generate_series(1, 50000) n`,
    [authorId],
  );
  for (const factor of [1, 7])
    await runner.query(
      `INSERT INTO co_author_invitation (id, idea_id, member_id, status, invited_at, answered_at)
       SELECT gen_random_uuid(), e.id, m.id, CASE WHEN m.place % 3 = 0 THEN 'PENDING' ELSE 'ACCEPTED' END::co_author_invitation_status,
         now(), CASE WHEN m.place % 3 <> 0 THEN now() END
       FROM (SELECT id, row_number() OVER () AS place FROM idea) e
       JOIN (SELECT id, row_number() OVER () AS place FROM member) m ON m.place = 1 + (e.place * $1::int) % 5000
       ON CONFLICT DO NOTHING`,
      [factor],
    );
  for (const [status, answeredAt] of [
    ["PENDING", null],
    ["ACCEPTED", new Date()],
  ])
    await runner.query(
      `INSERT INTO co_author_invitation (id, idea_id, member_id, status, invited_at, answered_at)
       SELECT gen_random_uuid(), id, $1, $2, posted_at, $3 FROM idea ORDER BY id ${status === "PENDING" ? "ASC" : "DESC"} LIMIT 500
       ON CONFLICT DO NOTHING`,
      [memberId, status, answeredAt],
    );
  await runner.query(`INSERT INTO idea_draft (id, author_id, title, body, saved_at)
    SELECT gen_random_uuid(), id, 'Fietsen', '', now() - n * interval '1 minute' FROM member, generate_series(1, 30) n`);
  await runner.query("VACUUM ANALYZE member, idea, co_author_invitation, idea_draft");
  await runner.end();
}, 300_000);
afterAll(() => app.end());

describe("among 50,000 ideas with 100,000 co-authors, and 150,000 drafts", () => {
  it.each<[string, (ctx: Context) => Promise<unknown>, number]>([
    [
      "the ideas of which a member is a co-author",
      (ctx) => pageUnder(ctx, IdeaConnection, coAuthoredIdeas(ctx), sql`co.member_id`, memberId, { first: 20 }),
      25,
    ],
    [
      "the ideas that a member posted",
      (ctx) => pageUnder(ctx, IdeaConnection, ideasOf(ctx, "member"), sql`e.author_id`, authorId, { first: 20 }),
      25,
    ],
    [
      "the invitations of a member",
      (ctx) =>
        pageUnder(ctx, CoAuthorInvitationConnection, invitationsOfMember(ctx), sql`e.member_id`, memberId, {
          first: 20,
        }),
      25,
    ],
    [
      "the drafts of a member",
      (ctx) => pageUnder(ctx, IdeaDraftConnection, draftsOfMember, sql`e.author_id`, memberId, { first: 20 }),
      25,
    ],
    ["the co-authors of an idea", (ctx) => coAuthorIds(ctx, ideaId), 10],
    ["the invitations of an idea", (ctx) => pendingInvitationsOf(ctx, ideaId), 10],
    ["an idea", (ctx) => ideaById(ctx, ideaId), 10],
  ])("%s reads its own rows alone", async (_what, read, most) => {
    const statement = await statementOf(app, memberId, read);
    const { rows, scansAll } = await scansOf(app, statement, ["idea", "co_author_invitation", "idea_draft"]);
    expect(scansAll).toBe(false);
    expect(rows).toBeLessThanOrEqual(most);
  });
});
