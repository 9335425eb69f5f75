import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed, type Followed } from "../support/follow.js";
import { notifying } from "./notifying.js";

const LIVE = `subscription ($after: String) {
  notificationReceived(after: $after) { cursor notification { id text kind comment { id } } } }`;
interface Live {
  notificationReceived: { cursor: string; notification: { id: string; text: string; comment: { id: string } } };
}

// Two services on one database, as two processes behind a load balancer.
let one: TestApp;
let two: TestApp;
let members: ReturnType<typeof notifying>;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  members = notifying(one);
});
beforeEach(async () => {
  [ada, bob] = [await members.person("Ada"), await members.person("Bob")];
});
afterAll(async () => {
  await two.end();
  await one.end();
});

const cursorNow = async (): Promise<string> => {
  await one.caughtUp();
  return (await one.ask("{ liveCursor }")).data.liveCursor;
};
const follow = (member: Person | null, after: string | null, on = two, query = LIVE): Followed<Live> =>
  followed<Live>(on.socket(member?.token), query, { after });
const comments = (live: Followed<Live>) =>
  live.received.map(({ notificationReceived: { notification } }) => notification.comment.id);
const attached = async (app: TestApp, count: number): Promise<void> => {
  while (app.followers() !== count) await new Promise((resolve) => setImmediate(resolve));
};

describe("notifications as they come", () => {
  it("reach the member on another process, in the language of the connection", async () => {
    const live = follow(ada, null);
    await attached(two, 1);
    const comment = await members.commentAnew(bob, ada.id);
    const [first] = await live.has(1);
    const [told] = await members.list(ada);
    expect(first!.notificationReceived.notification).toEqual({
      id: told!.id,
      kind: "IDEA_COMMENTED",
      text: "Bob reageerde op je idee “Fietsen”.",
      comment: { id: comment },
    });
    live.stop();
    await attached(two, 0);
  });

  it("go on after a cursor on another process, without a gap or a repetition, while more come", async () => {
    const after = await cursorNow();
    const posted: string[] = [];
    const first = follow(ada, after, one);
    for (let n = 0; n < 5; n++) posted.push(await members.commentAnew(bob, ada.id, n % 2 ? one : two));
    const seen = await first.has(5);
    first.stop();
    for (let n = 0; n < 20; n++) posted.push(await members.commentAnew(bob, ada.id, n % 2 ? one : two));
    const second = follow(ada, seen[4]!.notificationReceived.cursor, two);
    for (let n = 0; n < 5; n++) posted.push(await members.commentAnew(bob, ada.id, n % 2 ? one : two));
    await second.has(25);
    expect([...comments(first), ...comments(second)]).toEqual(posted);
    const whole = follow(ada, after, one);
    await whole.has(30);
    expect(comments(whole)).toEqual(posted);
    for (const live of [second, whole]) live.stop();
  });

  it("begin where liveCursor left off, read together with the list", async () => {
    await members.commentAnew(bob, ada.id);
    await members.has(ada, 1, two);
    const { data } = await two.ask(`{ liveCursor viewer { notifications { nodes { id } } } }`, {}, ada.token);
    const later = await members.commentAnew(bob, ada.id);
    const live = follow(ada, data.liveCursor);
    const results = await live.has(1);
    // What the list had may come again, when its process had not read so far; nothing is missed.
    while (!comments(live).includes(later)) await live.has(results.length + 1);
    live.stop();
  });

  it("are told to nobody else, moderators neither, also where the operation reads nothing of them", async () => {
    const admin = await members.person();
    const roles = [Role.MEMBER, Role.ORGANISER, Role.ADMIN];
    await one.services.database.source.query("UPDATE account SET roles = $2 WHERE member_id = $1", [admin.id, roles]);
    const others = await members.build.buildIdea({ authorId: bob.id });
    const theirs = await members.build.buildIdea({ authorId: admin.id });
    const after = await cursorNow();
    const lives = [ada, bob, admin].flatMap((member) => [
      follow(member, after),
      follow(member, null, two, "subscription { notificationReceived { __typename } }"),
    ]);
    while (two.followers() < 6) await new Promise((resolve) => setImmediate(resolve));
    const told = [
      await members.commentAnew(bob, ada.id),
      await members.comment(ada, others.id),
      await members.comment(ada, theirs.id),
    ];
    await Promise.all(lives.map((live) => live.has(1)));
    await members.allMade();
    await two.caughtUp();
    await two.services.subscriptions.settled();
    expect(lives.filter((_, n) => n % 2 === 0).map(comments)).toEqual(told.map((id) => [id]));
    expect(lives.map(({ received }) => received.length)).toEqual([1, 1, 1, 1, 1, 1]);
    for (const live of lives) live.stop();
  });

  it("leave out what the member may not see by then", async () => {
    const after = await cursorNow();
    await members.commentAnew(bob, ada.id);
    await members.has(ada, 1);
    await members.mutate("blockMember", bob, { memberId: ada.id }, "");
    const comment = await members.commentAnew(await members.person(), ada.id);
    const live = follow(ada, after);
    await live.has(1);
    expect(comments(live)).toEqual([comment]);
    live.stop();
  });

  it("are for who is signed in, after a cursor that is one", async () => {
    expect(await follow(null, null).end()).toMatchObject({ errors: [{ extensions: { code: "UNAUTHENTICATED" } }] });
    expect(await follow(ada, "x").end()).toMatchObject({ errors: [{ extensions: { code: "INVALID_CURSOR" } }] });
  });
});
