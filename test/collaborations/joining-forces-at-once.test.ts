import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { messaging } from "./messaging.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let other: TestApp;
let build: ReturnType<typeof builders>;
let person: () => Promise<Person>;
let act: ReturnType<typeof requesting>;
let elsewhere: ReturnType<typeof requesting>;
beforeAll(async () => {
  app = await testApp();
  other = await testApp(app.databaseUrl);
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
  act = requesting(app);
  elsewhere = requesting(other);
});
afterAll(async () => {
  await other.end();
  await app.end();
});

const people = (count: number): Promise<Person[]> => Promise.all(Array.from({ length: count }, () => person()));
const code = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);

/** What must not be, whatever came at once. */
async function violations(ideaId: string): Promise<unknown[]> {
  return app.services.database.query(sql`
    SELECT 'accepted, and neither a member nor left' AS what, r.id FROM collaboration_request r
    WHERE r.idea_id = ${ideaId} AND r.status = 'ACCEPTED' AND NOT EXISTS (
      SELECT FROM collaboration_member cm WHERE cm.collaboration_id = r.collaboration_id
        AND cm.member_id = CASE WHEN r.joins_id IS NULL THEN r.from_id ELSE coalesce(r.to_id, r.from_id) END)
      AND NOT EXISTS (SELECT FROM event WHERE kind = 'collaboration.left' AND subject_id = r.collaboration_id
        AND data->>'memberId' IN (r.from_id::text, r.to_id::text))
    UNION ALL SELECT 'a member, and not accepted', cm.member_id FROM collaboration_member cm
    JOIN collaboration c ON c.id = cm.collaboration_id JOIN idea ON idea.id = c.idea_id
    WHERE c.idea_id = ${ideaId} AND cm.member_id <> idea.author_id AND NOT EXISTS (
      SELECT FROM collaboration_request r
      WHERE r.collaboration_id = c.id AND r.status = 'ACCEPTED' AND cm.member_id IN (r.from_id, r.to_id))
    UNION ALL SELECT 'more than fifty', c.id FROM collaboration c JOIN collaboration_member cm ON cm.collaboration_id = c.id
    WHERE c.idea_id = ${ideaId} GROUP BY c.id HAVING count(*) > 50
    UNION ALL SELECT 'another version than there were changes', c.id FROM collaboration c
    WHERE c.idea_id = ${ideaId} AND c.version - 1 <> (
      SELECT count(*) FROM event
      WHERE kind IN ('collaboration.joined', 'collaboration.left') AND subject_id = c.id)`);
}

interface Counted {
  id: string;
  members: number;
}

const collaborationsOn = (ideaId: string): Promise<Counted[]> =>
  app.services.database.query(sql`
    SELECT c.id, (SELECT count(*)::int FROM collaboration_member cm WHERE cm.collaboration_id = c.id) AS members
    FROM collaboration c WHERE c.idea_id = ${ideaId} ORDER BY c.started_at, c.id`);

describe("forty members who join forces on one idea at once", () => {
  it("come to one collaboration, each once, whose author accepts them all at the same time in two processes", async () => {
    const author = await person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const forty = await people(40);
    const asked = await Promise.all(forty.map((by, n) => (n % 2 ? act : elsewhere).join(by, id)));
    expect(asked.flatMap(code)).toEqual([]);
    const answers = await Promise.all(
      asked.map(({ request }, n) => (n % 2 ? act : elsewhere).respond(author, request.id, true)),
    );
    expect(answers.flatMap(code)).toEqual([]);
    expect(await collaborationsOn(id)).toEqual([{ id: expect.any(String), members: 41 }]);
    expect(await violations(id)).toEqual([]);
  });

  it("are admitted once each, when several members accept the same requests at the same time", async () => {
    const author = await person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const [first, second, ...others] = (await people(22)) as [Person, Person, ...Person[]];
    for (const by of [first, second]) await act.respond(author, (await act.join(by, id)).request.id, true);
    const asked = await Promise.all(others.map((by) => act.join(by, id)));
    expect(new Set(asked.map(({ request }) => request.kind))).toEqual(new Set(["JOIN"]));
    const answers = await Promise.all(
      asked.flatMap(({ request }) =>
        [author, first, second].map((by, n) => (n % 2 ? act : elsewhere).respond(by, request.id, true)),
      ),
    );
    expect(answers.flatMap(code)).toEqual(Array(2 * others.length).fill("ALREADY_ANSWERED"));
    expect(await collaborationsOn(id)).toEqual([{ id: expect.any(String), members: 23 }]);
    expect(await violations(id)).toEqual([]);
  });

  it("stay within its places, while members are invited to it and others leave", async () => {
    const author = await person();
    const { id } = await build.buildIdea({ authorId: author.id });
    const [first, ...others] = (await people(30)) as [Person, ...Person[]];
    await act.respond(author, (await act.join(first, id)).request.id, true);
    const [{ id: collaborationId }] = (await collaborationsOn(id)) as [Counted];
    // Ten places are left, for twice as many.
    for (let n = 0; n < 38; n++)
      await app.services.database.query(sql`
        WITH one AS (
          INSERT INTO collaboration_member (collaboration_id, member_id)
          VALUES (${collaborationId}, ${(await build.buildMember()).id}) RETURNING member_id)
        INSERT INTO collaboration_request (id, from_id, to_id, idea_id, message, status, asked_at, expires_at, answered_at, collaboration_id)
        SELECT gen_random_uuid(), member_id, ${author.id}, ${id}, 'x', 'ACCEPTED', now(), now(), now(), ${collaborationId} FROM one`);
    const [joining, invited] = [others.slice(0, 14), others.slice(14)];
    const asked = await Promise.all(joining.map((by) => act.join(by, id)));
    const answers = await Promise.all([
      ...asked.map(({ request }, n) => (n % 2 ? act : elsewhere).respond(author, request.id, true)),
      ...invited.map(async (to) => {
        const invitation = await elsewhere.invite(first, collaborationId, to.id);
        return invitation.request ? act.respond(to, invitation.request.id, true) : invitation;
      }),
    ]);
    const refused = answers.flatMap(code);
    expect(new Set(refused)).toEqual(new Set(["COLLABORATION_FULL"]));
    expect((await collaborationsOn(id)).map(({ members }) => members)).toEqual([50]);
    expect(await violations(id)).toEqual([]);
  });

  it("and a member who leaves meanwhile admits nobody after that, and nothing waits for ever", async () => {
    const say = messaging(app);
    for (let round = 0; round < 5; round++) {
      const author = await person();
      const { id } = await build.buildIdea({ authorId: author.id });
      const [first, second, third] = (await people(3)) as [Person, Person, Person];
      for (const by of [first, second]) await act.respond(author, (await act.join(by, id)).request.id, true);
      const [{ id: collaborationId }] = (await collaborationsOn(id)) as [Counted];
      const { request } = await act.join(third, id);
      const [answer] = await Promise.all([
        elsewhere.respond(first, request.id, true),
        say.leave(first, collaborationId),
        say.block(third, second),
      ]);
      const [{ members }] = (await collaborationsOn(id)) as [Counted];
      expect([[], ["NOT_FOUND"]]).toContainEqual(code(answer));
      expect(members).toBe(code(answer).length === 0 ? 3 : 2);
      expect(await violations(id)).toEqual([]);
    }
  });
});
