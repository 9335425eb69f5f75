import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { Role } from "../../src/core/access/role.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { notifying } from "../notifications/notifying.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { allSent } from "../support/mailbox.js";
import { messaging } from "./messaging.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: (...roles: Role[]) => Promise<Person>;
let act: ReturnType<typeof requesting>;
let say: ReturnType<typeof messaging>;
let author: Person;
let a: Person;
let b: Person;
let idea: Idea;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
  act = requesting(app);
  say = messaging(app);
});
afterAll(() => app.end());
beforeEach(async () => {
  [author, a, b] = [await person(), await person(), await person()];
  idea = await build.buildIdea({ authorId: author.id, title: "Deelwagens" });
});

const db = () => app.services.database;
const code = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);
/** The request, which must be sent. */
const asked = async (by: Person, more: object = {}) => {
  const { request, userErrors } = await act.join(by, idea.id, more);
  expect(userErrors).toEqual([]);
  return request;
};
/** The ids of the members after a request was accepted, which must be. */
const accepted = async (by: Person, id: string): Promise<{ id: string; memberIds: string[] }> => {
  const { request, userErrors } = await act.respond(by, id, true);
  expect(userErrors).toEqual([]);
  const { collaboration } = request;
  return { id: collaboration.id, memberIds: collaboration.members.map((member: { id: string }) => member.id).sort() };
};
const ids = (...people: Person[]): string[] => people.map(({ id }) => id).sort();
/** A collaboration of the author and `a` on the idea. */
const begun = async (): Promise<string> => (await accepted(author, (await asked(a)).id)).id;
const heard = async (by: Person): Promise<string[]> =>
  (await notifying(app).list(by)).map(({ kind }) => kind).reverse();

describe("joining forces on an idea", () => {
  it("asks its author, with or without words, while nobody works on it", async () => {
    const request = await asked(a, { message: " Ik doe mee " });
    expect(request).toMatchObject({
      ...{ kind: "BEGIN", status: "PENDING", message: "Ik doe mee", joins: null },
      ...{ from: { id: a.id }, to: { id: author.id }, idea: { id: idea.id } },
    });
    expect((await asked(b)).message).toBeNull();
    expect((await accepted(author, request.id)).memberIds).toEqual(ids(author, a));
  });

  it("asks the members of the collaboration of its author once there is one, and any of them admits who asks", async () => {
    const id = await begun();
    const outsider = await person(Role.ADMIN);
    const request = await asked(b, { message: "Mag ik erbij?" });
    expect(request).toMatchObject({ kind: "JOIN", to: null, joins: { id }, message: "Mag ik erbij?" });
    for (const member of [author, a]) {
      expect(await act.node(member, request.id)).toEqual(request);
      expect((await act.requests(member, { direction: "RECEIVED", status: "PENDING" })).nodes).toEqual([request]);
      expect(await act.pending(member, id)).toEqual([request.id]);
    }
    expect((await act.requests(b, { direction: "SENT" })).nodes).toEqual([request]);
    expect(await act.node(outsider, request.id)).toBeNull();
    for (const other of [null, b, outsider]) expect(await act.pending(other, id)).toBeNull();
    for (const other of [b, outsider]) expect(code(await act.respond(other, request.id, true))).toEqual(["NOT_FOUND"]);
    // The author was asked as well, and does not need to answer.
    expect(await accepted(a, request.id)).toEqual({ id, memberIds: ids(author, a, b) });
    expect(code(await act.respond(author, request.id, false))).toEqual(["ALREADY_ANSWERED"]);
    expect(await act.pending(author, id)).toEqual([]);
    expect((await act.node(b, request.id)).collaboration.id).toBe(id);
  });

  it("is answered by the members alone, also when moderators see what was reported of it", async () => {
    const id = await begun();
    const moderator = await person(Role.ORGANISER);
    const request = await asked(b, { message: "Mag ik erbij?" });
    await moderating(app, build).report(a, request.id);
    expect(await act.node(moderator, request.id)).toMatchObject({ status: "PENDING" });
    for (const accept of [true, false])
      expect(code(await act.respond(moderator, request.id, accept))).toEqual(["NOT_FOUND"]);
    expect(await act.pending(a, id)).toEqual([request.id]);
  });

  it("gives who joined what is written from then on, and a version to who edits", async () => {
    const id = await begun();
    await say.sent(a, id, "Van voordien");
    await accepted(author, (await asked(b)).id);
    expect(await say.read(b, id)).toEqual([]);
    await say.sent(author, id, "Welkom");
    expect(await say.read(b, id)).toEqual(["Welkom"]);
    const { data } = await app.ask(`{ node(id: "${id}") { ... on Collaboration { version } } }`);
    expect(data.node.version).toBe(2);
  });

  it("is declined by one of the members, whose reason nobody else reads, and asked again after thirty days", async () => {
    const id = await begun();
    const { id: requestId } = await asked(b);
    const declined = (await act.respond(a, requestId, false, "Nu even niet")).request;
    expect(declined).toMatchObject({ status: "DECLINED", declineReason: "Nu even niet", collaboration: null });
    for (const other of [b, author])
      expect(await act.node(other, requestId)).toMatchObject({ status: "DECLINED", declineReason: null });
    expect((await act.join(b, idea.id)).userErrors).toMatchObject([
      { code: "ALREADY_REQUESTED", path: ["input", "ideaId"] },
    ]);
    await db().query(
      sql`UPDATE collaboration_request SET answered_at = answered_at - interval '31 days' WHERE id = ${requestId}`,
    );
    expect((await asked(b)).joins).toEqual({ id });
  });

  it("adds later ones to the collaboration that began first, also those who asked before it, by whichever mutation", async () => {
    const c = await person();
    const requests = [await asked(a), await asked(b), (await act.ask(c, author.id, { ideaId: idea.id })).request];
    const { id } = await accepted(author, requests[0].id);
    await accepted(author, requests[1].id);
    expect(await accepted(author, requests[2].id)).toEqual({ id, memberIds: ids(author, a, b, c) });
    // Of two who ask about no idea, or about that of another, a collaboration begins as before.
    const request = (await act.ask(author, (await person()).id, { ideaId: idea.id })).request;
    expect(request.kind).toBe("BEGIN");
  });

  it("begins another when the first has stopped, or its author has left it", async () => {
    const first = await begun();
    await db().query(sql`UPDATE collaboration SET stage = 'STOPPED' WHERE id = ${first}`);
    const second = await accepted(author, (await asked(b)).id);
    expect(second.id).not.toBe(first);
    await say.leave(author, second.id);
    const c = await person();
    expect(await asked(c)).toMatchObject({ kind: "BEGIN", to: { id: author.id } });
  });

  it("is for an idea of another that one may see, whose author is there", async () => {
    const refused = async (by: Person, ideaId: string) => (await act.join(by, ideaId)).userErrors;
    const atIdea = (expected: string) => [{ code: expected, path: ["input", "ideaId"] }];
    expect(await refused(author, idea.id)).toMatchObject(atIdea("INVALID_INPUT"));
    for (const more of [{ status: IdeaStatus.WITHDRAWN }, { hiddenAt: new Date() }])
      expect(await refused(a, (await build.buildIdea(more)).id)).toMatchObject(atIdea("NOT_FOUND"));
    expect(await refused(a, "geen id")).toMatchObject(atIdea("NOT_FOUND"));
    const gone = await build.buildIdea({ authorId: (await build.buildMember({ erasedAt: new Date() })).id });
    expect(await refused(a, gone.id)).toMatchObject(atIdea("NOT_FOUND"));
    await asked(a);
    expect(await refused(a, idea.id)).toMatchObject(atIdea("ALREADY_REQUESTED"));
    for (const message of [" ", "x".repeat(2_001)])
      expect((await act.join(b, idea.id, { message })).userErrors).toMatchObject([
        { code: "INVALID_INPUT", path: ["input", "message"] },
      ]);
    await db().query(sql`UPDATE member SET hidden_at = now() WHERE id = ${b.id}`);
    expect(code(await act.join(b, idea.id))).toEqual(["PROFILE_HIDDEN"]);
    await db().query(
      sql`UPDATE member SET hidden_at = NULL, suspended_until = ${new Date(inDays(1))} WHERE id = ${b.id}`,
    );
    expect(code(await act.join(b, idea.id))).toEqual(["SUSPENDED"]);
  });

  it("is not for who takes part already, nor twice for who waits or withdrew on that day", async () => {
    await begun();
    expect(code(await act.join(a, idea.id))).toEqual(["ALREADY_COLLABORATING"]);
    const { id } = await asked(b);
    expect(code(await act.join(b, idea.id))).toEqual(["ALREADY_REQUESTED"]);
    await act.withdraw(b, id);
    expect(code(await act.join(b, idea.id))).toEqual(["ALREADY_REQUESTED"]);
    for (const member of [author, a]) expect(code(await act.respond(member, id, true))).toEqual(["ALREADY_ANSWERED"]);
  });

  it("ends after thirty days, and makes way for another request", async () => {
    const id = await begun();
    const { id: expired } = await asked(b);
    await db().query(sql`UPDATE collaboration_request SET expires_at = now() WHERE id = ${expired}`);
    expect(await act.pending(a, id)).toEqual([]);
    expect(code(await act.respond(a, expired, true))).toEqual(["ALREADY_ANSWERED"]);
    expect((await asked(b)).id).not.toBe(expired);
  });

  it("waits until a collaboration that has stopped is resumed", async () => {
    const id = await begun();
    const request = await asked(b);
    await db().query(sql`UPDATE collaboration SET stage = 'STOPPED' WHERE id = ${id}`);
    expect(code(await act.respond(a, request.id, true))).toEqual(["COLLABORATION_STOPPED"]);
    await db().query(sql`UPDATE collaboration SET stage = 'EXPLORING' WHERE id = ${id}`);
    expect((await accepted(a, request.id)).memberIds).toEqual(ids(author, a, b));
  });
});

describe("a block", () => {
  it("between who asks and the author reads as if the idea were not there, also for a moderator", async () => {
    const moderator = await person(Role.ORGANISER);
    for (const by of [b, moderator]) await say.block(by, author);
    for (const by of [b, moderator])
      expect((await act.join(by, idea.id)).userErrors).toMatchObject([
        { code: "NOT_FOUND", path: ["input", "ideaId"] },
      ]);
  });

  it("between who asks and another member reads as a collaboration without a place, whoever blocked", async () => {
    await begun();
    const full = await person();
    await say.block(a, b);
    await say.block(full, a);
    const answers = [await act.join(b, idea.id), await act.join(full, idea.id)];
    for (const { userErrors } of answers) expect(userErrors).toMatchObject([{ code: "CANNOT_JOIN" }]);
    expect((await act.requests(author)).nodes).toHaveLength(1);
  });

  it("that comes later takes the request from the members, and stays unknown to who asked", async () => {
    const id = await begun();
    const request = await asked(b);
    await say.block(a, b);
    for (const member of [author, a]) {
      expect(await act.node(member, request.id)).toBeNull();
      expect(await act.pending(member, id)).toEqual([]);
      expect(code(await act.respond(member, request.id, true))).toEqual(["NOT_FOUND"]);
    }
    expect(await act.node(b, request.id)).toEqual(request);
    await say.unblock(a, b);
    expect((await accepted(author, request.id)).memberIds).toEqual(ids(author, a, b));
  });

  it("with another member lets the author begin one of the two with who had asked before", async () => {
    const request = await asked(b);
    await say.block(a, b);
    const id = await begun();
    const other = await accepted(author, request.id);
    expect(other.id).not.toBe(id);
    expect(other.memberIds).toEqual(ids(author, b));
  });
});

describe("those whom a request to join concerns", () => {
  it("are notified of it and of the answer, each once", async () => {
    await begun();
    const c = await person();
    const [first, second] = [await asked(b), await asked(c)];
    await app.caughtUp();
    await accepted(a, first.id);
    await act.respond(author, second.id, false);
    await app.caughtUp();
    expect(await heard(author)).toEqual([
      "COLLABORATION_REQUESTED",
      ...Array(2).fill("COLLABORATION_JOIN_REQUESTED"),
      "COLLABORATION_JOINED",
    ]);
    expect(await heard(a)).toEqual([
      "COLLABORATION_ACCEPTED",
      ...Array(2).fill("COLLABORATION_JOIN_REQUESTED"),
      "COLLABORATION_JOIN_DECLINED",
    ]);
    expect(await heard(b)).toEqual(["COLLABORATION_ACCEPTED", "COLLABORATION_JOIN_DECLINED"]);
    expect(await heard(c)).toEqual(["COLLABORATION_DECLINED"]);
    const texts = (await notifying(app).list(author)).map(({ text }) => text);
    expect(texts).toContain(`${b.name} would like to join your collaboration on “Deelwagens”.`);
    expect(texts).toContain(`${b.name} joined your collaboration on “Deelwagens”.`);
  });

  it("are tied to all members of the collaboration from then on, for suggestions to anybody", async () => {
    await begun();
    await accepted(author, (await asked(b)).id);
    await app.caughtUp();
    const { graph } = app.services.memberGraph;
    const tied: number[] = [];
    graph.collaborators.each(graph.members.find(b.id), (other) => tied.push(other));
    expect(tied.sort()).toEqual([author, a].map(({ id }) => graph.members.find(id)).sort());
  });
});

describe("the requests that a collaboration has", () => {
  it("are read in as many statements for ten collaborations and requests as for two", async () => {
    const collaborations: string[] = [];
    for (let n = 0; n < 10; n++) {
      const { id } = await build.buildCollaboration([author, a], { ideaId: idea.id });
      for (const _ of Array(n + 1)) {
        const { id: fromId } = await build.buildMember();
        await db().query(sql`
          INSERT INTO collaboration_request (id, from_id, joins_id, message, asked_at, expires_at)
          VALUES (gen_random_uuid(), ${fromId}, ${id}, 'Ik?', now(), now() + interval '1 day')`);
      }
      collaborations.push(id);
    }
    // Whom to notify of what was before, and what to mail them, is read beside everything else, until all are notified.
    await app.caughtUp();
    while ((await db().query(sql`SELECT FROM notification WHERE mail_due_at <= now()`)).length > 0) await sleep(20);
    await allSent(app);
    const statements = async (size: number): Promise<number> => {
      app.statements.statements = [];
      const { data } = await app.ask(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Collaboration { pendingRequests { totalCount nodes {
          id kind joins { id } from { id } members { id } } } } } }`,
        { ids: collaborations.slice(0, size) },
        author.token,
      );
      expect(data.nodes.at(-1).pendingRequests.totalCount).toBe(size);
      return app.statements.statements.filter((statement) =>
        /FROM "?(collaboration_request|collaboration_member|collaboration|member)"? /.test(statement),
      ).length;
    };
    expect(await statements(10)).toBe(await statements(2));
  });
});
