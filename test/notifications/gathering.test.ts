import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import type { Comment } from "../../src/domains/ideas/comment.entity.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { followed } from "../support/follow.js";
import { appendEvents } from "../support/append-events.js";
import { notifying } from "./notifying.js";

let app: TestApp;
let members: ReturnType<typeof notifying>;
beforeAll(async () => {
  app = await testApp();
  members = notifying(app);
});
afterAll(() => app.end());

let ada: Person;
let bob: Person;
let carl: Person;
let idea: Idea;
beforeEach(async () => {
  [ada, bob, carl] = [await members.person("Ada"), await members.person("Bob"), await members.person("Carl")];
  idea = await members.build.buildIdea({ authorId: ada.id, title: "Fietsen" });
});
const told = async (member: Person) => {
  await members.allMade();
  return members.list(member);
};
const hide = (id: string) =>
  app.services.database.source.query(`UPDATE comment SET hidden_at = now() WHERE id = $1`, [id]);

describe("comments on one idea", () => {
  it("are one notification while it is unread, however many there are", async () => {
    const comments: Comment[] = [];
    for (let n = 0; n < 300; n++)
      comments.push(await members.build.buildComment({ ideaId: idea.id, authorId: n % 2 === 0 ? bob.id : carl.id }));
    await app.services.database.transaction((manager) =>
      appendEvents(
        manager,
        comments.map(({ id, authorId }) => ({
          kind: "comment.added" as const,
          subjectId: id,
          data: { ideaId: idea.id, authorId },
        })),
      ),
    );
    expect(await told(ada)).toMatchObject([
      {
        kind: "IDEA_COMMENTED",
        count: 300,
        text: "300 new comments on your idea “Fietsen”.",
        actor: null,
        comment: null,
      },
    ]);
    expect((await members.unread(ada)).count).toBe(1);
  });

  it("name the member when all are of one", async () => {
    for (let n = 0; n < 3; n++) await members.comment(bob, idea.id);
    expect(await told(ada)).toMatchObject([
      { count: 3, text: "Bob commented 3 times on your idea “Fietsen”.", actor: { id: bob.id } },
    ]);
  });

  it("begin a new notification once it is read, and are gathered for each idea by itself", async () => {
    const other = await members.build.buildIdea({ authorId: ada.id, title: "Wandelen" });
    for (const { id } of [idea, idea, other]) await members.comment(bob, id);
    const [, first] = await told(ada);
    expect(first).toMatchObject({ count: 2, idea: { id: idea.id } });
    await members.mutate("markNotificationsRead", ada, { ids: [first!.id] }, "");
    await members.comment(carl, idea.id);
    expect(await told(ada)).toMatchObject([
      { count: 1, idea: { id: idea.id }, readAt: null, text: "Carl commented on your idea “Fietsen”." },
      { count: 1, idea: { id: other.id } },
      { id: first!.id, count: 2 },
    ]);
  });

  it("are there when one of them is hidden, and a hidden one alone is replaced by the next", async () => {
    const top = await members.comment(bob, idea.id);
    await members.comment(carl, idea.id);
    await told(ada);
    await hide(top);
    expect(await members.list(ada)).toMatchObject([{ count: 2 }]);
    const [walking] = [await members.build.buildIdea({ authorId: ada.id })];
    const hidden = await members.comment(bob, walking.id);
    await told(ada);
    await hide(hidden);
    const next = await members.comment(carl, walking.id);
    expect(await told(ada)).toMatchObject([{ count: 1, comment: { id: next } }, { count: 2 }]);
  });

  it("disappear with their idea for who may not see it any more", async () => {
    const comment = await members.comment(carl, idea.id);
    for (let n = 0; n < 2; n++) await members.comment(bob, idea.id, comment);
    expect(await told(carl)).toMatchObject([
      { kind: "COMMENT_REPLIED", count: 2, text: "Bob replied 2 times to your comments on “Fietsen”." },
    ]);
    await app.services.database.source.query(`UPDATE idea SET status = 'WITHDRAWN' WHERE id = $1`, [idea.id]);
    expect(await members.list(carl)).toEqual([]);
  });

  it("are delivered live as the same notification with a higher count", async () => {
    const stream = followed<{ notificationReceived: { notification: { id: string; count: number } } }>(
      app.socket(ada.token),
      "subscription { notificationReceived { notification { id count } } }",
    );
    while (app.followers() < 1) await new Promise((resolve) => setImmediate(resolve));
    await members.comment(bob, idea.id);
    await stream.has(1);
    await members.comment(carl, idea.id);
    const [first, second] = (await stream.has(2)).map(({ notificationReceived }) => notificationReceived.notification);
    expect(second).toEqual({ id: first!.id, count: 2 });
    stream.stop();
  });
});
