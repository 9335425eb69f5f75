import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { moderating, type Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { messaging } from "./messaging.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: () => Promise<Person>;
let act: ReturnType<typeof requesting>;
let say: ReturnType<typeof messaging>;
let a: Person;
let b: Person;
let c: Person;
let id: string;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
  act = requesting(app);
  say = messaging(app);
});
afterAll(() => app.end());
beforeEach(async () => {
  [a, b, c] = [await person(), await person(), await person()];
  id = (await build.buildCollaboration([a, b])).id;
});

const db = () => app.services.database;
const code = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);
/** The id of the request, which must be sent. */
const invited = async (by: Person, member: { id: string }): Promise<string> => {
  const { request, userErrors } = await act.invite(by, id, member.id);
  expect(userErrors).toEqual([]);
  return request.id as string;
};
const membersOf = async (): Promise<string[]> =>
  (
    await db().query<{ id: string }>(
      sql`SELECT member_id AS id FROM collaboration_member WHERE collaboration_id = ${id} ORDER BY 1`,
    )
  ).map((row) => row.id);
const ids = (...people: { id: string }[]): string[] => people.map((one) => one.id).sort();
/** Fills the collaboration up to so many members. */
const fill = async (count: number): Promise<void> => {
  for (let n = (await membersOf()).length; n < count; n++)
    await db().query(sql`
      INSERT INTO collaboration_member (collaboration_id, member_id) VALUES (${id}, ${(await build.buildMember()).id})`);
};

describe("an invitation to a collaboration", () => {
  it("is sent by any member, seen by the others, and adds who accepts it", async () => {
    const { request } = await act.invite(b, id, c.id, { message: "Doe mee met ons" });
    expect(request).toMatchObject({
      ...{ kind: "INVITATION", status: "PENDING", joins: { id }, message: "Doe mee met ons", collaboration: null },
      ...{ from: { id: b.id }, to: { id: c.id } },
    });
    for (const one of [a, b, c]) expect(await act.node(one, request.id)).toEqual(request);
    expect(await act.pending(a, id)).toEqual([request.id]);
    expect((await act.requests(a)).totalCount).toBe(0);
    expect((await act.requests(c, { direction: "RECEIVED" })).nodes).toEqual([request]);
    for (const by of [a, b]) expect(code(await act.respond(by, request.id, true))).toEqual(["NOT_FOUND"]);
    const answer = (await act.respond(c, request.id, true)).request;
    expect(answer.collaboration).toMatchObject({ id, members: expect.any(Array) });
    expect(await membersOf()).toEqual(ids(a, b, c));
    // What two wrote to each other about it is theirs.
    expect(await act.node(a, request.id)).toBeNull();
  });

  it("is for members whom one may see and who do not take part, from a member of one that has not stopped", async () => {
    const refused = async (by: Person, memberId: string) => (await act.invite(by, id, memberId)).userErrors;
    const at = (expected: string, field: string) => [{ code: expected, path: ["input", field] }];
    expect(await refused(c, b.id)).toMatchObject(at("NOT_FOUND", "collaborationId"));
    expect(await refused(a, a.id)).toMatchObject(at("INVALID_INPUT", "memberId"));
    expect(await refused(a, b.id)).toMatchObject(at("ALREADY_COLLABORATING", "memberId"));
    const [hidden, erased] = [
      await build.buildMember({ hiddenAt: new Date() }),
      await build.buildMember({ erasedAt: new Date() }),
    ];
    for (const unseen of [hidden.id, erased.id, "geen id"])
      expect(await refused(a, unseen)).toMatchObject(at("NOT_FOUND", "memberId"));
    await say.block(c, a);
    expect(await refused(a, c.id)).toMatchObject(at("NOT_FOUND", "memberId"));
    await say.unblock(c, a);
    await db().query(sql`UPDATE collaboration SET stage = 'STOPPED' WHERE id = ${id}`);
    expect(await refused(a, c.id)).toMatchObject(at("COLLABORATION_STOPPED", "collaborationId"));
  });

  it("is one at a time for a member, whoever of the collaboration sends it, and not repeated for thirty days", async () => {
    const first = await invited(a, c);
    expect((await act.invite(b, id, c.id)).userErrors).toMatchObject([
      { code: "ALREADY_REQUESTED", path: ["input", "memberId"] },
    ]);
    await act.respond(c, first, false);
    for (const by of [a, b]) expect(code(await act.invite(by, id, c.id))).toEqual(["ALREADY_REQUESTED"]);
    await db().query(
      sql`UPDATE collaboration_request SET answered_at = answered_at - interval '31 days' WHERE id = ${first}`,
    );
    await invited(b, c);
  });

  it("and a request to join do not cross: the one that came first is answered", async () => {
    const idea = await build.buildIdea({ authorId: a.id });
    await db().query(sql`UPDATE collaboration SET idea_id = ${idea.id} WHERE id = ${id}`);
    await invited(b, c);
    expect(code(await act.join(c, idea.id))).toEqual(["ALREADY_REQUESTED"]);
    const d = await person();
    expect((await act.join(d, idea.id)).request.kind).toBe("JOIN");
    expect((await act.invite(b, id, d.id)).userErrors[0].message).toMatch(/already asked to join/);
  });

  it("cannot be accepted after its sender has left, or when the collaboration has stopped, but declined", async () => {
    const [byA, d] = [await invited(a, c), await person()];
    const byB = await invited(b, d);
    await say.leave(a, id);
    expect((await act.respond(c, byA, true)).userErrors).toMatchObject([
      { code: "CANNOT_JOIN", path: ["input", "id"] },
    ]);
    // The other one was left alone, which stopped it.
    expect(code(await act.respond(d, byB, true))).toEqual(["CANNOT_JOIN"]);
    expect(code(await act.respond(c, byA, false))).toEqual([]);
    expect(await membersOf()).toEqual([b.id]);
  });

  it("does not keep others from inviting after its sender has left", async () => {
    await fill(3);
    const first = await invited(a, c);
    await say.leave(a, id);
    const second = await invited(b, c);
    await act.respond(c, second, true);
    expect(await membersOf()).toContain(c.id);
    // The first leads to where they are already.
    expect((await act.respond(c, first, true)).request.collaboration.id).toBe(id);
    expect(await membersOf()).toHaveLength(3);
  });

  it("is not seen by a member whom a block separates from another one in it, and says nothing to who sent it", async () => {
    await say.block(b, c);
    const request = await invited(a, c);
    expect(await act.node(c, request)).toBeNull();
    expect((await act.requests(c)).totalCount).toBe(0);
    expect(code(await act.respond(c, request, true))).toEqual(["NOT_FOUND"]);
    expect(await act.pending(b, id)).toEqual([]);
    expect(await act.pending(a, id)).toEqual([request]);
    await app.caughtUp();
    expect(await notifying(app).list(c)).toEqual([]);
    await say.unblock(b, c);
    expect(code(await act.respond(c, request, true))).toEqual([]);
  });

  it("takes its notification along when a block comes later, until the block is taken back", async () => {
    const request = await invited(a, c);
    const heard = async () => {
      await app.caughtUp();
      return (await notifying(app).list(c)).map(({ kind }) => kind);
    };
    expect(await heard()).toEqual(["COLLABORATION_INVITED"]);
    await say.block(b, c);
    expect(await heard()).toEqual([]);
    await say.unblock(b, c);
    expect(await heard()).toEqual(["COLLABORATION_INVITED"]);
    await act.withdraw(a, request);
    await say.block(b, c);
    expect(await heard()).toEqual(["COLLABORATION_INVITED"]);
  });

  it("that a block keeps from a member is not told of in what they are answered", async () => {
    const idea = await build.buildIdea({ authorId: a.id });
    await db().query(sql`UPDATE collaboration SET idea_id = ${idea.id} WHERE id = ${id}`);
    await say.block(b, c);
    await invited(a, c);
    // As without an invitation.
    expect(code(await act.join(c, idea.id))).toEqual(["CANNOT_JOIN"]);
    expect(code(await act.ask(c, a.id))).toEqual([]);
  });

  it("or a request to join that a block keeps from a member does not refuse an invitation of theirs", async () => {
    const idea = await build.buildIdea({ authorId: a.id });
    await db().query(sql`UPDATE collaboration SET idea_id = ${idea.id} WHERE id = ${id}`);
    const [d, e] = [await person(), await person()];
    await db().query(sql`INSERT INTO collaboration_member (collaboration_id, member_id) VALUES (${id}, ${e.id})`);
    await invited(a, c);
    await act.join(d, idea.id);
    for (const newcomer of [c, d]) await say.block(e, newcomer);
    // Nobody but who sent them knows that they wait, so whoever invites hears what a block between others says: nothing.
    expect(await act.pending(b, id)).toEqual([]);
    for (const newcomer of [c, d]) await invited(b, newcomer);
    for (const newcomer of [c, d]) expect((await act.requests(newcomer, { direction: "RECEIVED" })).nodes).toEqual([]);
    // Once the block is gone, each is answered, and who takes part already takes part once.
    for (const newcomer of [c, d]) await say.unblock(e, newcomer);
    for (const by of [c, d])
      for (const request of (await act.requests(by, { direction: "RECEIVED" })).nodes)
        expect(code(await act.respond(by, request.id, true))).toEqual([]);
    for (const request of (await act.pending(b, id)) ?? [])
      expect(code(await act.respond(b, request, true))).toEqual([]);
    expect(await membersOf()).toEqual(ids(a, b, c, d, e));
  });

  it("is withdrawn by its sender, by a block between the two, and with the account of either", async () => {
    const withdrawn = await invited(a, c);
    expect((await act.withdraw(a, withdrawn)).request.status).toBe("WITHDRAWN");
    const d = await person();
    const blocked = await invited(a, d);
    await say.block(d, a);
    await say.unblock(d, a);
    expect((await act.node(a, blocked)).status).toBe("WITHDRAWN");
    for (const by of [c, d])
      expect(code(await act.respond(by, by === c ? withdrawn : blocked, true))).toEqual(["ALREADY_ANSWERED"]);
  });

  it("is notified to who is invited, and that they joined to all", async () => {
    const request = await invited(a, c);
    await act.respond(c, request, true);
    await app.caughtUp();
    const heard = async (by: Person) => (await notifying(app).list(by)).map(({ kind, text }) => [kind, text]);
    expect(await heard(c)).toEqual([["COLLABORATION_INVITED", `${a.name} invites you to a collaboration.`]]);
    expect(await heard(a)).toMatchObject([["COLLABORATION_ACCEPTED", expect.any(String)]]);
    expect(await heard(b)).toEqual([["COLLABORATION_JOINED", `${c.name} joined your collaboration.`]]);
  });
});

describe("a collaboration", () => {
  it("has fifty members at most, those who are invited included", async () => {
    await fill(49);
    const last = await invited(a, c);
    const d = await person();
    expect((await act.invite(b, id, d.id)).userErrors).toMatchObject([
      { code: "COLLABORATION_FULL", path: ["input", "collaborationId"] },
    ]);
    await act.withdraw(a, last);
    const promised = await invited(b, d);
    expect(code(await act.respond(d, promised, true))).toEqual([]);
    expect(await membersOf()).toHaveLength(50);
  });

  it("costs what its fifty members would, however often they are nested", async () => {
    const code = async (fields: string) =>
      (
        await app.ask(`query ($id: ID!) { node(id: $id) { ... on Collaboration { ${fields} } } }`, { id }, a.token)
      ).errors?.map(({ extensions }) => extensions.code);
    const members = (inner: string) => `members { collaborations(first: 1) { nodes { ${inner} } } }`;
    expect(await code(members("members { name }"))).toBeUndefined();
    expect(await code(members(members("members { name }")))).toEqual(["OPERATION_TOO_COSTLY"]);
  });

  it("that is full takes nobody who joins forces, and says no more than that to them", async () => {
    const idea = await build.buildIdea({ authorId: a.id });
    await db().query(sql`UPDATE collaboration SET idea_id = ${idea.id} WHERE id = ${id}`);
    const { request } = await act.join(c, idea.id);
    await fill(50);
    expect(code(await act.respond(b, request.id, true))).toEqual(["COLLABORATION_FULL"]);
    const d = await person();
    expect((await act.join(d, idea.id)).userErrors).toMatchObject([{ code: "CANNOT_JOIN", path: ["input", "ideaId"] }]);
    await say.leave(a, id);
    expect(code(await act.respond(b, request.id, true))).toEqual([]);
  });
});
