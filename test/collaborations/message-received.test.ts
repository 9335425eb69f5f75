import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { v7 as uuidv7 } from "uuid";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating, type Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { delivered, followed, logEnd, subscribers, type Followed } from "../support/follow.js";
import { messaging } from "./messaging.js";

const LIVE = `subscription ($id: ID, $after: String) { messageReceived(collaborationId: $id, after: $after) {
  cursor message { id body author { id } collaboration { id unreadMessageCount } } } }`;

interface Live {
  messageReceived: {
    cursor: string;
    message: {
      id: string;
      body: string;
      author: { id: string };
      collaboration: { id: string; unreadMessageCount: number };
    };
  };
}

// Two services on one database, as two processes behind a load balancer: messages are sent in one, and arrive in the
// other.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let person: (...roles: Role[]) => Promise<Person>;
let act: ReturnType<typeof messaging>;
let ada: Person;
let bob: Person;
let carl: Person;
/** A collaboration of the three. */
let id: string;
const lives: Followed<Live>[] = [];
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
  for (const live of lives.splice(0)) live.stop();
  for (const app of [one, two]) await subscribers(app, 0);
  [ada, bob, carl] = [await person(), await person(), await person()];
  ({ id } = await build.buildCollaboration([ada, bob, carl]));
  await delivered(two);
});

const follow = (by: Person | null, variables: object = {}, on = two): Followed<Live> => {
  const live = followed<Live>(on.socket(by?.token), LIVE, { ...variables });
  lives.push(live);
  return live;
};
const bodies = (live: Followed<Live>): string[] =>
  live.received.map(({ messageReceived }) => messageReceived.message.body);
/** All that was delivered so far, by whatever process. */
const settled = async (live: Followed<Live>): Promise<string[]> => {
  for (const app of [one, two]) await delivered(app);
  return bodies(live);
};

describe("messages as they are sent", () => {
  it("reach the members of the collaboration alone, their author too, on another process", async () => {
    const [all, here, elsewhere] = [follow(bob), follow(ada, { id }), follow(carl)];
    const stranger = follow(await person(Role.ADMIN));
    await subscribers(two, 4);
    const { id: other } = await build.buildCollaboration([bob, ada]);
    const message = await act.sent(ada, id, "Voor drie");
    await act.sent(bob, other, "Voor twee");
    expect((await all.has(2))[0]).toEqual({
      messageReceived: {
        cursor: expect.any(String),
        message: {
          ...{ id: message, body: "Voor drie", author: { id: ada.id } },
          collaboration: { id, unreadMessageCount: 1 },
        },
      },
    });
    for (const live of [here, elsewhere]) await live.has(1);
    expect(await settled(all)).toEqual(["Voor drie", "Voor twee"]);
    for (const live of [here, elsewhere]) expect(bodies(live)).toEqual(["Voor drie"]);
    expect(bodies(stranger)).toEqual([]);
  });

  it("are for who is signed in, and takes part in the collaboration that they name", async () => {
    const refused = async (live: Followed<Live>) => (await live.end())!.errors![0]!.extensions!.code;
    expect(await refused(follow(null))).toBe("UNAUTHENTICATED");
    const { id: other } = await build.buildCollaboration([bob, carl]);
    for (const unknown of [other, uuidv7(), "geen id"])
      expect(await refused(follow(ada, { id: unknown }))).toBe("BAD_USER_INPUT");
  });

  it("go on after a cursor on the other process, without a gap or a repetition, while more come", async () => {
    const after = await logEnd(one);
    const texts = Array.from({ length: 40 }, (_, n) => `${n}`);
    const send = async (from: number, to: number) => {
      for (const text of texts.slice(from, to))
        await act.sent([ada, carl][Number(text) % 2]!, id, text, Number(text) % 3 ? one : two);
    };
    const first = follow(bob, { after }, one);
    await send(0, 10);
    const seen = await first.has(5);
    first.stop();
    await send(10, 20);
    const second = follow(bob, { id, after: seen[4]!.messageReceived.cursor });
    await send(20, 40);
    await second.has(35);
    expect([...bodies(first).slice(0, 5), ...bodies(second)]).toEqual(texts);
  });

  it("do not reach who has left, live or after a cursor, and go on for the others", async () => {
    const [after, leaving, staying] = [await logEnd(one), follow(carl), follow(bob, { id })];
    await subscribers(two, 2);
    await act.sent(ada, id, "Met Carl");
    await leaving.has(1);
    await act.leave(carl, id);
    await act.sent(ada, id, "Zonder Carl");
    await staying.has(2);
    expect(await settled(leaving)).toEqual(["Met Carl"]);
    const again = follow(carl, { after });
    const { id: next } = await build.buildCollaboration([carl, ada]);
    await act.sent(ada, next, "Iets anders");
    await again.has(1);
    expect(bodies(again)).toEqual(["Iets anders"]);
    expect((await follow(carl, { id, after }).end())!.errors![0]!.extensions!.code).toBe("BAD_USER_INPUT");
  });

  it("do not pass a block, live or after a cursor", async () => {
    const [after, live, other] = [await logEnd(one), follow(bob), follow(carl)];
    await subscribers(two, 2);
    await act.block(ada, bob);
    await act.sent(ada, id, "Niet voor Bob");
    await act.sent(carl, id, "Voor allen");
    expect((await live.has(1)).length).toBe(1);
    await other.has(2);
    expect(await settled(live)).toEqual(["Voor allen"]);
    const again = follow(bob, { after });
    await again.has(1);
    expect(await settled(again)).toEqual(["Voor allen"]);
  });

  it("are not delivered once they are hidden or removed, but to who wrote them and may appeal", async () => {
    const after = await logEnd(one);
    const hidden = await act.sent(ada, id, "Verborgen");
    const removed = await act.sent(carl, id, "Verwijderd");
    await db().query(sql`UPDATE collaboration_message SET hidden_at = now() WHERE id = ${hidden}`);
    await db().query(sql`UPDATE collaboration_message SET body = '', removed_at = now() WHERE id = ${removed}`);
    await act.sent(bob, id, "Daarna");
    const [own, other] = [follow(ada, { after }), follow(carl, { after })];
    await own.has(2);
    await other.has(1);
    expect([bodies(own), bodies(other)]).toEqual([["Verborgen", "Daarna"], ["Daarna"]]);
  });

  it("end with a suspension", async () => {
    await db().query(sql`UPDATE member SET suspended_until = ${new Date(inDays(1))} WHERE id = ${ada.id}`);
    expect((await follow(ada).end())!.errors![0]!.extensions!.code).toBe("SUSPENDED");
  });
});

const db = () => one.services.database;
