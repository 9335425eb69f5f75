import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { Role } from "../../src/core/access/role.js";
import { notificationRetention } from "../../src/domains/notifications/notification.retention.js";
import type { Person } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { notifying, FIELDS } from "./notifying.js";

let app: TestApp;
let members: ReturnType<typeof notifying>;
let ada: Person;
let bob: Person;
beforeAll(async () => {
  app = await testApp();
  members = notifying(app);
});
beforeEach(async () => {
  [ada, bob] = [await members.person("Ada"), await members.person("Bob")];
});
afterAll(() => app.end());

/** So many notifications of Ada's, the newest first. */
async function notified(count: number): Promise<string[]> {
  for (let n = 0; n < count; n++) await members.commentAnew(bob, ada.id);
  return (await members.has(ada, count)).map(({ id }) => id);
}
const mark = (by: Person, input: object) =>
  members.mutate("markNotificationsRead", by, input, "notifications { id readAt }");
const page = async (args: string) =>
  (
    await app.ask(
      `{ viewer { notifications(${args}) { totalCount nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } } }`,
      {},
      ada.token,
    )
  ).data.viewer.notifications;
const ids = ({ nodes }: { nodes: { id: string }[] }) => nodes.map(({ id }) => id);

describe("the list of notifications", () => {
  it("comes in pages, the newest first, forward and backward", async () => {
    const all = await notified(5);
    const first = await page("first: 2");
    expect([ids(first), first.totalCount, first.pageInfo.hasNextPage]).toEqual([all.slice(0, 2), 5, true]);
    const second = await page(`first: 2, after: "${first.pageInfo.endCursor}"`);
    expect(ids(second)).toEqual(all.slice(2, 4));
    expect(ids(await page(`last: 2`))).toEqual(all.slice(3));
    expect(ids(await page(`last: 9, before: "${second.pageInfo.startCursor}"`))).toEqual(all.slice(0, 2));
  });

  it("takes a fixed number of statements, whatever is on it", async () => {
    await notified(8);
    const gathering = await members.build.buildGathering({ limit: 1 });
    for (const member of [bob, ada])
      await members.mutate("registerForGathering", member, { gatheringId: gathering.id }, "");
    await members.mutate("cancelRegistration", bob, { gatheringId: gathering.id }, "");
    await members.mutate("requestCollaboration", bob, { memberId: ada.id, message: "Doe je mee?" }, "");
    await members.has(ada, 10);
    await members.allMade();
    const statements = await app.statements.ofRequests(async () => {
      const query = `{ viewer { notifications { nodes { ${FIELDS} } } unreadNotificationCount } }`;
      expect((await app.ask(query, {}, ada.token)).errors).toBeUndefined();
    });
    // The page, the count, and one for each of member, idea, comment, gathering and request.
    expect({ statements, count: statements.length }).toMatchObject({ count: 7 });
  });

  it("tells each in Dutch, French and English, by default in the reader's language", async () => {
    await notified(1);
    const query = `{ viewer { notifications { nodes { text nl: text(language: NL) fr: text(language: FR) en: text(language: EN) } } } }`;
    const response = await fetch(`${app.url}/graphql`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "accept-language": "fr-BE",
        authorization: `Bearer ${ada.token}`,
        connection: "close",
      },
      body: JSON.stringify({ query }),
    });
    const fr = "Bob a réagi à votre idée « Fietsen ».";
    expect(await response.json()).toEqual({
      data: {
        viewer: {
          notifications: {
            nodes: [
              { text: fr, nl: "Bob reageerde op je idee “Fietsen”.", fr, en: "Bob commented on your idea “Fietsen”." },
            ],
          },
        },
      },
    });
  });
});

describe("a notification", () => {
  const node = async (id: string, token?: string) =>
    (await app.ask(`query ($id: ID!) { node(id: $id) { id __typename } }`, { id }, token)).data.node;

  it("is a node for whom it is, and for nobody else, moderators neither", async () => {
    const [id] = await notified(1);
    expect(await node(id!, ada.token)).toEqual({ id, __typename: "Notification" });
    const admin = await members.build.buildMember({ roles: [Role.MEMBER, Role.ORGANISER, Role.ADMIN] });
    for (const token of [undefined, bob.token, await app.tokenOf(admin.id)]) expect(await node(id!, token)).toBeNull();
  });

  it("is deleted half a year later, or a quarter after it was read", async () => {
    const all = await notified(4);
    const { source } = app.services.database;
    const age = (id: string, column: string, days: number) =>
      source.query(`UPDATE notification SET ${column} = now() - make_interval(days => $2) WHERE id = $1`, [id, days]);
    await age(all[0]!, "notified_at", 181);
    await age(all[1]!, "notified_at", 179);
    await age(all[2]!, "read_at", 91);
    await age(all[3]!, "read_at", 89);
    for (const statement of notificationRetention) await app.services.database.query(statement);
    expect((await members.list(ada)).map(({ id }) => id).sort()).toEqual([all[1], all[3]].sort());
  });
});

describe("marking notifications as read", () => {
  it("takes them from the unread ones, and done again changes nothing", async () => {
    const all = await notified(3);
    const { notifications, userErrors } = await mark(ada, { ids: [all[1]] });
    expect(userErrors).toEqual([]);
    expect(notifications).toEqual([{ id: all[1], readAt: expect.any(String) }]);
    expect(await members.unread(ada)).toEqual({ count: 2, ids: [all[0], all[2]] });
    const again = await mark(ada, { ids: [all[1], all[2], all[1]?.toUpperCase()] });
    expect(again.notifications[0]).toEqual(notifications[0]);
    expect(await members.unread(ada)).toEqual({ count: 1, ids: [all[0]] });
  });

  it("goes up to one, so that what comes meanwhile stays unread", async () => {
    await members.comment(ada, (await members.build.buildIdea({ authorId: bob.id })).id);
    await members.has(bob, 1);
    const all = await notified(3);
    expect(await mark(ada, { upTo: all[1] })).toMatchObject({ notifications: [{ id: all[1] }], userErrors: [] });
    expect(await members.unread(ada)).toEqual({ count: 1, ids: [all[0]] });
    expect((await members.unread(bob)).count).toBe(1);
  });

  it("keeps the first time when many do it at once, in whatever order", async () => {
    const all = await notified(12);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) =>
        mark(ada, n === 5 ? { upTo: all[0] } : { ids: n % 2 ? all : all.toReversed() }),
      ),
    );
    expect(answers.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    const now = new Map((await members.list(ada)).map(({ id, readAt }) => [id, readAt]));
    for (const { notifications } of answers)
      for (const { id, readAt } of notifications) expect([id, readAt]).toEqual([id, now.get(id)]);
    expect(await members.unread(ada)).toEqual({ count: 0, ids: [] });
  });

  it("reads another's as not there, and then changes nothing", async () => {
    const [own, another] = await notified(2);
    const stranger = await members.person();
    expect(await mark(stranger, { ids: [own] })).toEqual({
      notifications: null,
      userErrors: [{ code: "NOT_FOUND", path: ["input", "ids", "0"] }],
    });
    expect(await mark(stranger, { upTo: own })).toMatchObject({
      userErrors: [{ code: "NOT_FOUND", path: ["input", "upTo"] }],
    });
    expect(await mark(ada, { ids: [another, stranger.id] })).toMatchObject({
      userErrors: [{ code: "NOT_FOUND", path: ["input", "ids", "1"] }],
    });
    expect((await members.unread(ada)).count).toBe(2);
  });

  it("asks for one of the two ways, for a hundred at most, and for who is signed in", async () => {
    const [id] = await notified(1);
    const wrong = { userErrors: [{ code: "INVALID_INPUT" }] };
    expect(await mark(ada, {})).toMatchObject(wrong);
    expect(await mark(ada, { ids: [id], upTo: id })).toMatchObject(wrong);
    expect(await mark(ada, { ids: Array.from({ length: 101 }, () => id) })).toMatchObject(wrong);
    expect(await mark(ada, { ids: [] })).toEqual({ notifications: [], userErrors: [] });
    await expect(mark({ ...ada, token: "" }, { ids: [id] })).rejects.toThrow(/UNAUTHENTICATED/);
  });
});
