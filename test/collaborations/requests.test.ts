import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { allSent } from "../support/mailbox.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { requesting } from "./requesting.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
let person: (...roles: Role[]) => Promise<Person>;
let act: ReturnType<typeof requesting>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
  person = moderating(app, build).person;
  act = requesting(app);
});
afterAll(() => app.end());

const db = () => app.services.database;
const code = (answer: { userErrors: { code: string }[] }) => answer.userErrors.map((error) => error.code);
const eventsOf = async (id: string) =>
  (
    await app.services.events.after(
      0,
      ["collaboration.requested", "collaboration.answered", "collaboration.unanswered", "collaboration.started"],
      10_000,
    )
  )
    .filter((event) => event.subjectId === id)
    .map(({ kind, data }) => ({ kind, data }));
const outOfTime = (id: string) =>
  db().query(sql`UPDATE collaboration_request SET expires_at = ${new Date(Date.now() - 1)} WHERE id = ${id}`);

describe("a request to collaborate", () => {
  it("is for the two alone, pending for thirty days, and told to the log", async () => {
    const [a, b, other, admin] = [await person(), await person(), await person(), await person(Role.ADMIN)];
    const idea = await build.buildIdea();
    const { request, userErrors } = await act.ask(a, b.id, { ideaId: idea.id, message: "  Hallo  " });
    expect(userErrors).toEqual([]);
    expect(request).toMatchObject({
      status: "PENDING",
      message: "Hallo",
      from: { id: a.id },
      to: { id: b.id },
      idea: { id: idea.id },
      answeredAt: null,
      collaboration: null,
    });
    expect(new Date(request.expiresAt).getTime() - new Date(request.askedAt).getTime()).toBe(30 * 86_400_000);
    for (const one of [a, b]) expect(await act.node(one, request.id)).toEqual(request);
    for (const one of [other, admin]) expect(await act.node(one, request.id)).toBeNull();
    expect((await act.requests(a, { direction: "SENT" })).nodes).toEqual([request]);
    expect((await act.requests(a, { direction: "RECEIVED" })).nodes).toEqual([]);
    expect((await act.requests(b, { direction: "RECEIVED", status: "PENDING" })).nodes).toEqual([request]);
    expect((await act.requests(b, { direction: "SENT" })).nodes).toEqual([]);
    expect((await act.requests(b)).totalCount).toBe(1);
    expect((await act.requests(admin)).totalCount).toBe(0);
    expect(await eventsOf(request.id)).toEqual([
      { kind: "collaboration.requested", data: { fromId: a.id, toId: b.id, ideaId: idea.id, suggested: false } },
    ]);
  });

  it("goes to another member whom one may see, about an idea that one may see, with something to say", async () => {
    const [a, b] = [await person(), await person()];
    const refused = async (memberId: string, more: object = {}) => (await act.ask(a, memberId, more)).userErrors;
    expect(await refused(a.id)).toMatchObject([{ code: "INVALID_INPUT", path: ["input", "memberId"] }]);
    const unseen = [
      await build.buildMember({ hiddenAt: new Date() }),
      await build.buildMember({ erasedAt: new Date() }),
    ].map(({ id }) => id);
    for (const id of [...unseen, "geen id", uuidv7()])
      expect(await refused(id)).toMatchObject([{ code: "NOT_FOUND", path: ["input", "memberId"] }]);
    const ideas = [
      await build.buildIdea({ status: IdeaStatus.WITHDRAWN }),
      await build.buildIdea({ hiddenAt: new Date() }),
    ].map(({ id }) => id);
    for (const ideaId of [...ideas, "geen id"])
      expect(await refused(b.id, { ideaId })).toMatchObject([{ code: "NOT_FOUND", path: ["input", "ideaId"] }]);
    const own = await build.buildIdea({ authorId: a.id, status: IdeaStatus.WITHDRAWN });
    expect(await refused(b.id, { ideaId: own.id })).toMatchObject([
      { code: "IDEA_WITHDRAWN", path: ["input", "ideaId"] },
    ]);
    for (const message of [" ", "x".repeat(2_001)])
      expect(await refused(b.id, { message })).toMatchObject([{ code: "INVALID_INPUT", path: ["input", "message"] }]);
    expect((await act.requests(b)).totalCount).toBe(0);
  });

  it("is one at a time between two members, whoever asks, also when all ask at once", async () => {
    const [a, b] = [await person(), await person()];
    const answers = await Promise.all([act.ask(a, b.id), act.ask(b, a.id), act.ask(a, b.id), act.ask(b, a.id)]);
    expect(answers.flatMap(code).sort()).toEqual(Array(3).fill("ALREADY_REQUESTED"));
    expect((await act.requests(a)).totalCount).toBe(1);
    const [c, d] = [await person(), await person()];
    await act.ask(c, d.id);
    expect((await act.ask(c, d.id)).userErrors[0].message).toMatch(/^You have already sent this member a request/);
    expect((await act.ask(d, c.id)).userErrors[0].message).toMatch(/has already sent you a request/);
  });

  it("is not sent anew on the day it was withdrawn, nor within thirty days of being declined; the other may ask", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await act.withdraw(a, request.id);
    expect(code(await act.ask(a, b.id))).toEqual(["ALREADY_REQUESTED"]);
    await db().query(
      sql`UPDATE collaboration_request SET asked_at = asked_at - interval '25 hours' WHERE id = ${request.id}`,
    );
    const again = (await act.ask(a, b.id)).request;
    await act.respond(b, again.id, false);
    expect((await act.ask(a, b.id)).userErrors).toMatchObject([
      { code: "ALREADY_REQUESTED", path: ["input", "memberId"] },
    ]);
    await db().query(
      sql`UPDATE collaboration_request SET answered_at = answered_at - interval '31 days' WHERE id = ${again.id}`,
    );
    const third = await act.ask(a, b.id);
    expect(third.userErrors).toEqual([]);
    await act.respond(b, third.request.id, false);
    expect(code(await act.ask(b, a.id))).toEqual([]);
  });

  it("is not for those who collaborate already, but about another idea, or after they stopped", async () => {
    const [a, b] = [await person(), await person()];
    const [idea, another] = [await build.buildIdea(), await build.buildIdea()];
    const collaboration = await build.buildCollaboration([a, b], { ideaId: idea.id });
    for (const more of [{}, { ideaId: idea.id }])
      expect(code(await act.ask(a, b.id, more))).toEqual(["ALREADY_COLLABORATING"]);
    const { request } = await act.ask(a, b.id, { ideaId: another.id });
    await act.respond(b, request.id, false);
    await db().query(sql`UPDATE collaboration SET stage = 'STOPPED' WHERE id = ${collaboration.id}`);
    expect(code(await act.ask(b, a.id))).toEqual([]);
  });

  it("waits for an answer with nineteen others at most, also when all are sent at once", async () => {
    const a = await person();
    const others = await Promise.all(Array.from({ length: 23 }, () => build.buildMember()));
    const answers = await Promise.all(others.map(({ id }) => act.ask(a, id)));
    expect(answers.flatMap(code)).toEqual(Array(3).fill("TOO_MANY_REQUESTS"));
    const [sent] = (await act.requests(a, { status: "PENDING" })).nodes;
    await act.withdraw(a, sent.id);
    expect(code(await act.ask(a, (await build.buildMember()).id))).toEqual([]);
  });

  it("is one of thirty in a day at most, whatever became of them", async () => {
    const a = await person();
    for (let n = 0; n < 30; n++) {
      const { id } = await build.buildMember();
      await db().query(sql`
        INSERT INTO collaboration_request (id, from_id, to_id, message, status, asked_at, expires_at, answered_at)
        VALUES (${uuidv7()}, ${a.id}, ${id}, 'x', 'WITHDRAWN', now() - interval '23 hours', now(), now())`);
    }
    const b = await build.buildMember();
    expect(code(await act.ask(a, b.id))).toEqual(["TOO_MANY_REQUESTS"]);
    await db().query(sql`
      UPDATE collaboration_request SET asked_at = now() - interval '25 hours'
      WHERE id = (SELECT id FROM collaboration_request WHERE from_id = ${a.id} LIMIT 1)`);
    expect(code(await act.ask(a, b.id))).toEqual([]);
  });

  it("is for members who take part; who is suspended takes back what they asked, and writes nothing", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await db().query(sql`UPDATE member SET suspended_until = ${new Date(inDays(1))} WHERE id IN (${a.id}, ${b.id})`);
    expect(code(await act.ask(a, (await build.buildMember()).id))).toEqual(["SUSPENDED"]);
    expect(code(await act.respond(b, request.id, true))).toEqual(["SUSPENDED"]);
    expect(code(await act.respond(b, request.id, false))).toEqual(["SUSPENDED"]);
    expect(await act.withdraw(a, request.id)).toMatchObject({ request: { status: "WITHDRAWN" }, userErrors: [] });
    const { errors } = await app.ask(
      `mutation ($id: ID!) { requestCollaboration(input: {memberId: $id, message: "x"}) { userErrors { code } } }`,
      { id: b.id },
    );
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
  });
});

describe("an answer", () => {
  it("that accepts begins a collaboration of the two about the idea, once, however many come at a time", async () => {
    const [a, b] = [await person(), await person()];
    const idea = await build.buildIdea();
    const { request } = await act.ask(a, b.id, { ideaId: idea.id });
    const answers = await Promise.all([1, 2, 3, 4].map(() => act.respond(b, request.id, true)));
    expect(answers.flatMap(code)).toEqual(Array(3).fill("ALREADY_ANSWERED"));
    const accepted = answers.find((answer) => answer.request !== null).request;
    expect(accepted).toMatchObject({
      status: "ACCEPTED",
      collaboration: { stage: "EXPLORING", idea: { id: idea.id } },
    });
    expect(accepted.collaboration.members.map(({ id }: { id: string }) => id).sort()).toEqual([a.id, b.id].sort());
    expect(await act.node(a, request.id)).toEqual(accepted);
    const [count] = await db().query<{ count: number }>(
      sql`SELECT count(*)::int AS count FROM collaboration WHERE idea_id = ${idea.id}`,
    );
    expect(count!.count).toBe(1);
    const pair = { fromId: a.id, toId: b.id };
    expect(await eventsOf(request.id)).toEqual([
      { kind: "collaboration.requested", data: { ...pair, ideaId: idea.id, suggested: false } },
      { kind: "collaboration.answered", data: { ...pair, accepted: true } },
    ]);
    expect(await eventsOf(accepted.collaboration.id)).toEqual([
      { kind: "collaboration.started", data: { memberIds: [a.id, b.id], ideaId: idea.id } },
    ]);
  });

  it("that declines keeps its reason for who gave it, wherever it is read", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    const declined = (await act.respond(b, request.id, false, "Geen tijd")).request;
    expect(declined).toMatchObject({ status: "DECLINED", declineReason: "Geen tijd", collaboration: null });
    expect((await act.node(b, request.id)).declineReason).toBe("Geen tijd");
    expect(await act.node(a, request.id)).toEqual({ ...declined, declineReason: null });
    expect((await act.requests(a)).nodes).toEqual([{ ...declined, declineReason: null }]);
    expect(await eventsOf(request.id)).toMatchObject([{}, { data: { fromId: a.id, toId: b.id, accepted: false } }]);
  });

  it("has a reason only when it declines", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    expect((await act.respond(b, request.id, true, "Graag")).userErrors).toMatchObject([
      { code: "INVALID_INPUT", path: ["input", "reason"] },
    ]);
    expect((await act.node(b, request.id)).status).toBe("PENDING");
  });

  it("is given by who was asked, and the request is taken back by who asked: to others it is not there", async () => {
    const [a, b, other] = [await person(), await person(), await person()];
    const { request } = await act.ask(a, b.id);
    for (const answer of [
      await act.respond(a, request.id, true),
      await act.respond(other, request.id, true),
      await act.withdraw(b, request.id),
      await act.withdraw(other, request.id),
      await act.withdraw(a, "geen id"),
    ])
      expect(answer).toMatchObject({ request: null, userErrors: [{ code: "NOT_FOUND", path: ["input", "id"] }] });
    expect((await act.node(a, request.id)).status).toBe("PENDING");
  });

  it("comes before the withdrawal or not at all", async () => {
    for (let n = 0; n < 5; n++) {
      const [a, b] = [await person(), await person()];
      const { request } = await act.ask(a, b.id);
      const [accepted, withdrawn] = await Promise.all([act.respond(b, request.id, true), act.withdraw(a, request.id)]);
      expect([...code(accepted), ...code(withdrawn)]).toEqual(["ALREADY_ANSWERED"]);
      const { status, collaboration } = await act.node(a, request.id);
      expect([status, collaboration !== null]).toEqual(
        withdrawn.request === null ? ["ACCEPTED", true] : ["WITHDRAWN", false],
      );
    }
  });
});

describe("withdrawing", () => {
  it("done twice counts once", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    const first = await act.withdraw(a, request.id);
    expect(first).toMatchObject({ request: { status: "WITHDRAWN" }, userErrors: [] });
    expect(await act.withdraw(a, request.id)).toEqual(first);
    expect((await eventsOf(request.id)).slice(1)).toEqual([
      { kind: "collaboration.unanswered", data: { fromId: a.id, toId: b.id, status: "WITHDRAWN" } },
    ]);
  });

  it("happens by a block, whoever of the two blocks; while it lasts neither sees the request", async () => {
    for (const [asker, role] of [
      [0, Role.MEMBER],
      [1, Role.MEMBER],
      [1, Role.ORGANISER],
    ] as const) {
      const two = [await person(), await person(role)] as const;
      const [a, b] = [two[asker], two[1 - asker]!];
      const { request } = await act.ask(a, b.id);
      const block = (verb: string) =>
        app.ask(
          `mutation ($id: ID!) { ${verb}Member(input: {memberId: $id}) { userErrors { code } } }`,
          { id: two[1].id },
          two[0].token,
        );
      await block("block");
      for (const one of two) {
        expect(await act.node(one, request.id)).toBeNull();
        expect((await act.requests(one)).totalCount).toBe(0);
      }
      expect(code(await act.respond(b, request.id, true))).toEqual(["NOT_FOUND"]);
      expect(code(await act.ask(a, b.id))).toEqual(["NOT_FOUND"]);
      await block("unblock");
      expect(await act.node(b, request.id)).toMatchObject({ status: "WITHDRAWN", collaboration: null });
    }
  });
});

describe("a request that nobody answers", () => {
  it("has expired from its moment on, wherever it is read, and before it is written down", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await outOfTime(request.id);
    expect(await act.node(b, request.id)).toMatchObject({ status: "EXPIRED", answeredAt: null });
    expect((await act.requests(b, { status: "EXPIRED" })).nodes).toMatchObject([{ id: request.id, status: "EXPIRED" }]);
    expect((await act.requests(b, { status: "PENDING" })).totalCount).toBe(0);
    expect((await act.respond(b, request.id, true)).userErrors).toMatchObject([{ code: "ALREADY_ANSWERED" }]);
    expect(code(await act.withdraw(a, request.id))).toEqual(["ALREADY_ANSWERED"]);
    expect((await act.requests(a, { status: "ACCEPTED" })).totalCount).toBe(0);
  });

  it("stands in the way of no other, neither of the same two nor of the limit", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await outOfTime(request.id);
    expect(code(await act.ask(a, b.id))).toEqual([]);
    expect((await eventsOf(request.id)).at(-1)).toEqual({
      kind: "collaboration.unanswered",
      data: { fromId: a.id, toId: b.id, status: "EXPIRED" },
    });
    for (let n = 0; n < 19; n++) await act.ask(a, (await build.buildMember()).id);
    expect(code(await act.ask(a, (await build.buildMember()).id))).toEqual(["TOO_MANY_REQUESTS"]);
    await db().query(sql`UPDATE collaboration_request SET expires_at = now() WHERE from_id = ${a.id}`);
    expect(code(await act.ask(a, (await build.buildMember()).id))).toEqual([]);
  });

  it("is written down by one of the processes, with one event", async () => {
    const [a, b] = [await person(), await person()];
    const { request } = await act.ask(a, b.id);
    await outOfTime(request.id);
    const others = await Promise.all([1, 2, 3].map(() => testApp(app.databaseUrl)));
    const written = async () =>
      (await db().query(sql`SELECT 1 FROM collaboration_request WHERE id = ${request.id} AND status = 'EXPIRED'`))
        .length;
    while ((await written()) === 0);
    for (const other of others) await other.end();
    expect((await eventsOf(request.id)).slice(1)).toEqual([
      { kind: "collaboration.unanswered", data: { fromId: a.id, toId: b.id, status: "EXPIRED" } },
    ]);
    expect((await act.node(a, request.id)).status).toBe("EXPIRED");
  });
});

describe("the list of requests", () => {
  it("comes in pages, the newest first, in as many statements for ten as for two", async () => {
    const a = await person();
    for (let n = 0; n < 10; n++) await act.ask(await person(), a.id, { ideaId: (await build.buildIdea()).id });
    const all = (await act.requests(a)).nodes.map(({ id }: { id: string }) => id);
    expect(all).toEqual([...all].sort().reverse());
    const first = await act.requests(a, { first: 4 });
    const second = await act.requests(a, { first: 10, after: first.pageInfo.endCursor });
    expect([...first.nodes, ...second.nodes].map(({ id }: { id: string }) => id)).toEqual(all);
    // Whom to notify of the requests, and what to mail them, is read beside everything else, until all are notified.
    await app.caughtUp();
    const { database } = app.services;
    while ((await database.query(sql`SELECT FROM notification WHERE mail_due_at <= now()`)).length > 0) await sleep(20);
    await allSent(app);
    const statements = async (size: number): Promise<number> => {
      app.statements.statements = [];
      await act.requests(a, { first: size });
      return app.statements.statements.filter((statement) =>
        /collaboration_request|FROM "?(member|idea)"? e/.test(statement),
      ).length;
    };
    expect(await statements(10)).toBe(await statements(2));
  });
});
