import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Role } from "../../src/core/access/role.js";
import { CollaborationStage } from "../../src/domains/collaborations/collaboration.entity.js";
import { organising } from "../gatherings/organising.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { forgetAttempts } from "../support/mailbox.js";
import { messaging } from "./messaging.js";
import { requesting } from "./requesting.js";

// Two services on one database, as two processes behind a load balancer.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let person: (...roles: Role[]) => Promise<Person>;
let act: ReturnType<typeof messaging>;
let ada: Person;
let bob: Person;
let carl: Person;
/** A collaboration of Ada and Bob. */
let id: string;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  build = builders(one.services.database.source.manager);
  person = moderating(one, build).person;
  act = messaging(one);
});
afterAll(async () => {
  await two.end();
  await one.end();
});
beforeEach(async () => {
  [ada, bob, carl] = [await person(), await person(), await person()];
  ({ id } = await build.buildCollaboration([ada, bob]));
});

const db = () => one.services.database;
const codes = ({ userErrors }: { userErrors: { code: string }[] }) => userErrors.map(({ code }) => code);

describe("a message in a collaboration", () => {
  it("is read by its members, oldest first, with who wrote it, and by nobody else", async () => {
    const { message } = await act.send(ada, id, "Dag Bob,\n\nbeginnen we maandag?");
    expect(message).toEqual({
      ...{ id: expect.any(String), body: "Dag Bob,\n\nbeginnen we maandag?", sentAt: expect.any(String) },
      ...{ author: { id: ada.id }, collaboration: { id } },
    });
    await act.sent(bob, id, "Ja!");
    for (const member of [ada, bob])
      expect((await act.thread(member, id)).messages).toEqual({
        totalCount: 2,
        nodes: [
          { id: message.id, body: "Dag Bob,\n\nbeginnen we maandag?", author: { id: ada.id } },
          { id: expect.any(String), body: "Ja!", author: { id: bob.id } },
        ],
      });
    for (const other of [null, carl, await person(Role.ORGANISER), await person(Role.ADMIN)]) {
      expect(await act.thread(other, id)).toEqual({ messages: null, unreadMessageCount: null });
      const { data } = await one.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: message.id }, other?.token);
      expect(data.node).toBeNull();
    }
  });

  it("is sent by its members alone: contact begins with a request", async () => {
    for (const [by, to] of [
      [carl, id],
      [ada, uuidv7()],
      [ada, "geen id"],
    ] as const)
      expect(await act.send(by, to)).toMatchObject({
        message: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", "collaborationId"] }],
      });
    const { errors } = await one.ask(
      `mutation ($id: ID!) { sendMessage(input: {collaborationId: $id, body: "Dag!"}) { userErrors { code } } }`,
      { id },
    );
    expect(errors).toMatchObject([{ extensions: { code: "UNAUTHENTICATED" } }]);
    expect(await act.read(ada, id)).toEqual([]);
    const { request } = await requesting(one).ask(carl, ada.id);
    const answered = (await requesting(one).respond(ada, request.id as string, true)).request;
    await act.sent(carl, answered.collaboration.id as string, "Fijn dat je meedoet.");
    expect(await act.read(ada, answered.collaboration.id as string)).toEqual(["Fijn dat je meedoet."]);
  });

  it("is not sent during a suspension, and can still be read and marked as read then", async () => {
    const first = await act.sent(bob, id);
    await db().query(sql`UPDATE member SET suspended_until = ${new Date(inDays(1))} WHERE id = ${ada.id}`);
    expect(codes(await act.send(ada, id))).toEqual(["SUSPENDED"]);
    expect(await act.read(ada, id)).toEqual(["Dag!"]);
    expect(codes(await act.mark(ada, id, first))).toEqual([]);
  });

  it.each([
    ["an empty text", " \n ", "REQUIRED"],
    ["a text of 5,001 characters", "é".repeat(5_001), "TOO_LONG"],
  ])("is no %s", async (_what, body, problem) => {
    const { data } = await one.ask(
      `mutation ($id: ID!, $body: String!) { sendMessage(input: {collaborationId: $id, body: $body}) {
        message { id } userErrors { code problem path } } }`,
      { id, body },
      ada.token,
    );
    const userErrors = [{ code: "INVALID_INPUT", problem, path: ["input", "body"] }];
    expect(data.sendMessage).toEqual({ message: null, userErrors });
  });

  it("has up to 5,000 characters, of any language", async () => {
    const body = "👩🏽‍🚒é".repeat(2_500);
    await act.sent(ada, id, body);
    expect(await act.read(bob, id)).toEqual([body]);
  });

  it("is sent once with a key, in whatever process, and another one is another", async () => {
    const key = { idempotencyKey: "zelfde" };
    const answers = await Promise.all([act.send(ada, id, "Dag!", key), act.send(ada, id, "Dag!", key, two)]);
    expect(answers[0]).toEqual(answers[1]);
    expect(codes(await act.send(ada, id, "Anders", key))).toEqual(["IDEMPOTENCY_CONFLICT"]);
    await act.sent(ada, id);
    await act.sent(ada, id);
    expect(await act.read(bob, id)).toEqual(["Dag!", "Dag!", "Dag!"]);
    await act.leave(ada, id);
    expect(codes(await act.send(ada, id, "Dag!", key))).toEqual(["NOT_FOUND"]);
  });

  it("has its place when many are sent at the same time, each once and in the order of the log", async () => {
    const { id: many } = await build.buildCollaboration([ada, bob, carl]);
    const texts = Array.from({ length: 30 }, (_, n) => `Bericht ${n}`);
    await Promise.all(texts.map((text, n) => act.sent([ada, bob, carl][n % 3]!, many, text, n % 2 === 0 ? one : two)));
    const { messages } = await act.thread(ada, many);
    expect(messages!.nodes.map(({ body }) => body).sort()).toEqual(texts.sort());
    const logged = (await one.services.events.after(0, ["collaboration.messaged"], 10_000)).filter(
      ({ data }) => data.collaborationId === many,
    );
    expect(logged.map(({ subjectId }) => subjectId)).toEqual(messages!.nodes.map((message) => message.id));
    const numbers = await db().query<{ number: number }>(
      sql`SELECT number FROM collaboration_message WHERE collaboration_id = ${many} ORDER BY number`,
    );
    expect(numbers.map(({ number }) => number)).toEqual(texts.map((_, n) => n + 1));
  });

  it("comes page by page, from both ends, while others are sent", async () => {
    for (const n of [1, 2, 3, 4, 5]) await act.sent(ada, id, String(n));
    const PAGE = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String) { node(id: $id) { ... on Collaboration {
      messages(first: $first, after: $after, last: $last, before: $before) {
        nodes { body } pageInfo { startCursor endCursor hasNextPage hasPreviousPage } } } } }`;
    const page = async (args: object) => {
      const { messages } = (await one.ask(PAGE, { id, ...args }, bob.token)).data.node;
      return { ...messages, bodies: messages.nodes.map(({ body }: { body: string }) => body) };
    };
    const newest = await page({ last: 2 });
    expect([newest.bodies, newest.pageInfo.hasPreviousPage]).toEqual([["4", "5"], true]);
    await act.sent(bob, id, "6");
    expect((await page({ last: 2, before: newest.pageInfo.startCursor })).bodies).toEqual(["2", "3"]);
    const next = await page({ first: 5, after: newest.pageInfo.endCursor });
    expect([next.bodies, next.pageInfo.hasNextPage]).toEqual([["6"], false]);
  });
});

describe("unread messages", () => {
  it("are those of others after the last one marked as read, for each member", async () => {
    const { id: three } = await build.buildCollaboration([ada, bob, carl]);
    const [first, second] = [await act.sent(ada, three, "1"), await act.sent(bob, three, "2")];
    await act.sent(ada, three, "3");
    const counts = () => Promise.all([ada, bob, carl].map((member) => act.unread(member, three)));
    expect(await counts()).toEqual([1, 2, 3]);
    expect(await act.mark(carl, three, second)).toEqual({
      ...{ collaboration: { id: three, unreadMessageCount: 1 }, userErrors: [] },
    });
    await act.mark(bob, three, first);
    expect(await counts()).toEqual([1, 1, 1]);
  });

  it("do not come back when an older message is marked, also at the same time", async () => {
    const ids = [];
    for (const n of [1, 2, 3, 4]) ids.push(await act.sent(ada, id, String(n)));
    await Promise.all(ids.map((upTo) => act.mark(bob, id, upTo)));
    expect(await act.unread(bob, id)).toBe(0);
    expect((await act.mark(bob, id, ids[0]!)).collaboration.unreadMessageCount).toBe(0);
  });

  it("are marked by a message of the collaboration alone, that the member may read", async () => {
    const upTo = await act.sent(ada, id);
    const { id: elsewhere } = await build.buildCollaboration([bob, carl]);
    const theirs = await act.sent(carl, elsewhere);
    for (const [by, collaborationId, message, field] of [
      [bob, id, theirs, "upTo"],
      [bob, id, uuidv7(), "upTo"],
      [bob, id, "geen id", "upTo"],
      [carl, id, upTo, "collaborationId"],
      [ada, elsewhere, theirs, "collaborationId"],
    ] as const)
      expect(await act.mark(by, collaborationId, message)).toMatchObject({
        collaboration: null,
        userErrors: [{ code: "NOT_FOUND", path: ["input", field] }],
      });
    expect(await act.unread(bob, id)).toBe(1);
  });

  it("do not count what was hidden, or removed with an account", async () => {
    const [first, second] = [await act.sent(ada, id, "1"), await act.sent(ada, id, "2")];
    await db().query(sql`UPDATE collaboration_message SET hidden_at = now() WHERE id = ${first}`);
    expect(await act.unread(bob, id)).toBe(1);
    await db().query(sql`UPDATE collaboration_message SET body = '', removed_at = now() WHERE id = ${second}`);
    expect(await act.unread(bob, id)).toBe(0);
    expect(await act.read(bob, id)).toEqual([null, null]);
  });
});

describe("a block between two members of a collaboration", () => {
  it.each(["who sends", "who receives"])(
    "by %s keeps them from writing to each other, and nobody learns who",
    async (who) => {
      await act.sent(bob, id, "Ervoor");
      await (who === "who sends" ? act.block(ada, bob) : act.block(bob, ada));
      const { message, userErrors } = await act.send(ada, id);
      expect([message, userErrors]).toMatchObject([
        null,
        [{ code: "NO_RECIPIENTS", path: ["input", "collaborationId"] }],
      ]);
      expect(codes(await act.send(bob, id))).toEqual(["NO_RECIPIENTS"]);
      expect([await act.read(ada, id), await act.read(bob, id)]).toEqual([[], ["Ervoor"]]);
      // It reads the same as that the other has left the network.
      const { id: withFormer } = await build.buildCollaboration([
        ada,
        await build.buildMember({ erasedAt: new Date() }),
      ]);
      expect((await act.send(ada, withFormer)).userErrors).toEqual(userErrors);
    },
  );

  it("leaves the others: each reads all but what the other wrote, until it is lifted", async () => {
    const { id: three } = await build.buildCollaboration([ada, bob, carl]);
    await act.block(ada, bob);
    for (const [by, text] of [
      [ada, "a"],
      [bob, "b"],
      [carl, "c"],
    ] as const)
      await act.sent(by, three, text);
    expect(await Promise.all([ada, bob, carl].map((member) => act.read(member, three)))).toEqual([
      ["a", "c"],
      ["b", "c"],
      ["a", "b", "c"],
    ]);
    expect(await Promise.all([ada, bob, carl].map((member) => act.unread(member, three)))).toEqual([1, 1, 2]);
    await act.unblock(ada, bob);
    expect(await act.read(bob, three)).toEqual(["a", "b", "c"]);
  });

  it("holds for organisers, too, who see other members through a block", async () => {
    const organiser = await person(Role.ORGANISER);
    const { id: theirs } = await build.buildCollaboration([ada, organiser]);
    await act.sent(ada, theirs, "Ervoor");
    await act.block(ada, organiser);
    expect(await act.read(organiser, theirs)).toEqual([]);
    expect(codes(await act.send(organiser, theirs))).toEqual(["NO_RECIPIENTS"]);
  });
});

describe("a member who leaves a collaboration", () => {
  it("reads no message of it any more and sends none, and what they wrote stays for the others", async () => {
    const { id: three } = await build.buildCollaboration([ada, bob, carl]);
    const message = await act.sent(ada, three, "Van Ada");
    await act.leave(ada, three);
    await act.sent(bob, three, "Zonder Ada");
    expect(await act.thread(ada, three)).toEqual({ messages: null, unreadMessageCount: null });
    for (const read of [await act.mark(ada, three, message), await act.send(ada, three)])
      expect(codes(read)).toEqual(["NOT_FOUND"]);
    const { data } = await one.ask(`query ($id: ID!) { node(id: $id) { id } }`, { id: message }, ada.token);
    expect(data.node).toBeNull();
    expect(await act.read(carl, three)).toEqual(["Van Ada", "Zonder Ada"]);
    expect((await act.thread(carl, three)).messages!.nodes[0]!.author).toEqual({ id: ada.id });
  });

  it("sends no message that waits while they leave", async () => {
    for (let n = 0; n < 10; n++) {
      const { id: three } = await build.buildCollaboration([ada, bob, carl]);
      const [, answer] = await Promise.all([act.leave(ada, three), act.send(ada, three, "Nog iets", {}, two)]);
      const read = await act.read(bob, three);
      expect([codes(answer), read]).toEqual(answer.message ? [[], ["Nog iets"]] : [["NOT_FOUND"], []]);
      const logged = await one.services.events.after(0, ["collaboration.left", "collaboration.messaged"], 10_000);
      const kinds = logged
        .filter(
          ({ kind, subjectId, data }) => (kind === "collaboration.left" ? subjectId : data.collaborationId) === three,
        )
        .map(({ kind }) => kind);
      // Never after they have left.
      expect(kinds.at(-1)).toBe("collaboration.left");
    }
  });
});

describe("a member who joins a collaboration", () => {
  it("reads what is written from then on, and not what the others wrote before", async () => {
    const gathering = organising(one);
    const { id: gatheringId } = await build.buildGathering({ startsAt: new Date(inDays(-2)), hosts: [carl] });
    for (const member of [ada, bob]) await build.buildRegistration({ gatheringId, memberId: member.id });
    const { requests } = await gathering.mutate(
      "startCollaboration",
      carl,
      { gatheringId, memberIds: [ada.id, bob.id], message: "Doen jullie mee?" },
      "requests { id to { id } }",
    );
    const accept = async (by: Person): Promise<string> => {
      const { id: request } = requests.find(({ to }: { to: { id: string } }) => to.id === by.id);
      return (await requesting(one).respond(by, request as string, true)).request.collaboration.id as string;
    };
    const begun = await accept(ada);
    const before = await act.sent(ada, begun, "Onder ons");
    expect(await accept(bob)).toBe(begun);
    expect([await act.read(bob, begun), await act.unread(bob, begun)]).toEqual([[], 0]);
    expect(codes(await act.mark(bob, begun, before))).toEqual(["NOT_FOUND"]);
    await act.sent(carl, begun, "Welkom!");
    expect([await act.read(bob, begun), await act.unread(bob, begun)]).toEqual([["Welkom!"], 1]);
    expect(await act.read(carl, begun)).toEqual(["Onder ons", "Welkom!"]);
  });
});

describe("a collaboration that has stopped", () => {
  it("keeps its messages to read, and takes none until it is resumed", async () => {
    await act.sent(ada, id, "Ervoor");
    const stage = (value: string, version: number) =>
      one.ask(
        `mutation ($input: UpdateCollaborationInput!) { updateCollaboration(input: $input) { userErrors { code } } }`,
        { input: { id, version, stage: value } },
        bob.token,
      );
    await stage(CollaborationStage.STOPPED, 1);
    expect(await act.send(ada, id)).toMatchObject({
      userErrors: [{ code: "COLLABORATION_STOPPED", path: ["input", "collaborationId"] }],
    });
    expect(await act.read(bob, id)).toEqual(["Ervoor"]);
    await stage(CollaborationStage.EXPLORING, 2);
    await act.sent(ada, id, "Erna");
    expect(await act.read(bob, id)).toEqual(["Ervoor", "Erna"]);
  });
});

describe("what members write to each other", () => {
  it("is limited by the minute, as other writing is, and the key of a repetition is not counted", async () => {
    const limited = await testApp(one.databaseUrl, { writeLimits: true });
    await forgetAttempts(one);
    const { send } = messaging(limited);
    const key = { idempotencyKey: "eenmaal" };
    for (let n = 0; n < 40; n++) expect(codes(await send(ada, id, "Dag!", key))).toEqual([]);
    const answers = [];
    for (let n = 0; n < 45; n++) answers.push(...codes(await send(ada, id)));
    expect(new Set(answers)).toEqual(new Set(["TRY_AGAIN"]));
    await limited.end();
  });
});
