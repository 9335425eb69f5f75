import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import sql from "sql-template-tag";
import { notificationRules } from "../../src/app/contributions.js";
import type { Connection } from "../../src/core/database/database.js";
import type { LoggedEvent } from "../../src/core/event-log/events.js";
import type { Idea } from "../../src/domains/ideas/idea.entity.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import { Recipients } from "../../src/domains/notifications/recipients.reads.js";
import type { Person } from "../moderation/moderating.js";
import { appendEvents } from "../support/append-events.js";
import { testApp, type TestApp } from "../support/app.js";
import { dropDatabase, newDatabaseUrl } from "../support/database.js";
import { lockEventPositions, loseLastEvents } from "../support/event-positions.js";
import { notifying } from "./notifying.js";

// Two services on one database, as two processes behind a load balancer.
let one: TestApp;
let two: TestApp;
let members: ReturnType<typeof notifying>;
/** Connections of the test's own, to hold locks by. */
let holder: pg.Client;
let gate: pg.Client;
let ada: Person;
let bob: Person;
let idea: Idea;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  members = notifying(one);
  [holder, gate] = [new pg.Client(one.databaseUrl), new pg.Client(one.databaseUrl)];
  for (const client of [holder, gate]) await client.connect();
});
beforeEach(async () => {
  [ada, bob] = [await members.person("Ada"), await members.person("Bob")];
  idea = await members.build.buildIdea({ authorId: ada.id });
});
afterEach(async () => {
  for (const client of [holder, gate]) await client.query("ROLLBACK");
});
afterAll(async () => {
  for (const client of [holder, gate]) await client.end();
  await two.end();
  await one.end();
});

const query = <Row extends object>(statement: ReturnType<typeof sql>) => one.services.database.query<Row>(statement);
const position = async () =>
  Number((await query<{ position: string }>(sql`SELECT position FROM notification_position`))[0]!.position);
const comments = (told: { comment: { id: string } | null }[]) => told.map(({ comment }) => comment?.id).reverse();

/** The notifications that the log tells of, each as often as it does, in its order. */
const announced = async (member: Person): Promise<string[]> =>
  (await one.services.events.after(0, ["notification.made"], 10_000))
    .filter(({ data }) => data.memberId === member.id)
    .map(({ subjectId }) => subjectId);

/** Ada has one notification of each comment, in their order, and the log has told of each once. */
async function expectEachOnce(commentIds: string[]): Promise<void> {
  await members.has(ada, commentIds.length);
  await members.allMade();
  const told = await members.list(ada);
  expect(comments(told)).toEqual(commentIds);
  expect(await announced(ada)).toEqual(told.map(({ id }) => id).reverse());
}

/** How often in a row notifications could not be made, as both processes tell it in `/metrics`. */
async function failures(): Promise<number> {
  const told = await Promise.all([one, two].map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
  return told.reduce((sum, text) => sum + Number(/^ino_notifications_failures (\d+)$/m.exec(text)![1]), 0);
}

/** Holds the position, as a process does that makes notifications. */
async function holdPosition(): Promise<void> {
  await holder.query("BEGIN");
  await holder.query("SELECT FROM notification_position FOR UPDATE");
}

/** The process of the server that waits for a lock with a statement of this form. */
async function waitingWith(form: string): Promise<number> {
  for (;;) {
    const [found] = await query<{ pid: number }>(sql`
      SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE ${form}`);
    if (found) return found.pid;
    await sleep(5);
  }
}

describe("notifications", () => {
  it("are made once, in the log's order, however many processes make them", async () => {
    const posted: string[] = [];
    for (let n = 0; n < 30; n++) posted.push(await members.commentAnew(bob, ada.id, n % 2 ? one : two));
    await expectEachOnce(posted);
  });

  it("are made once when many are commented at once", async () => {
    const by = await Promise.all(Array.from({ length: 8 }, () => members.person()));
    const posted = await Promise.all(
      by.flatMap((member, n) => [1, 2, 3].map(() => members.commentAnew(member, ada.id, n % 2 ? one : two))),
    );
    const told = await members.has(ada, posted.length);
    await members.allMade();
    expect(comments(await members.list(ada)).sort()).toEqual(posted.sort());
    expect((await announced(ada)).sort()).toEqual(told.map(({ id }) => id).sort());
  });

  it.each([
    ["before it has written any", "LOCK TABLE notification IN SHARE MODE", "%INSERT INTO notification AS%"],
    ["after it has written them and its position", lockEventPositions, "%INSERT INTO event%"],
  ])("are neither lost nor doubled when the process that makes them falls %s", async (_when, lock, statement) => {
    const posted = [await members.commentAnew(bob, ada.id)];
    await members.has(ada, 1);
    await holdPosition();
    posted.push(await members.commentAnew(bob, ada.id), await members.commentAnew(bob, ada.id));
    await gate.query("BEGIN");
    await gate.query(lock);
    await holder.query("ROLLBACK");
    await query(sql`SELECT pg_terminate_backend(${await waitingWith(statement)})`);
    await gate.query("ROLLBACK");
    posted.push(await members.commentAnew(bob, ada.id));
    await expectEachOnce(posted);
  });

  it("are made by another process when the one that held the position is gone", async () => {
    await holdPosition();
    const posted = [await members.commentAnew(bob, ada.id), await members.commentAnew(bob, ada.id)];
    await Promise.all([one.caughtUp(), two.caughtUp()]);
    expect(await members.list(ada)).toEqual([]);
    // As if it had fallen; nobody is woken by that.
    await holder.query("ROLLBACK");
    await expectEachOnce(posted);
  });

  it("wait for one that cannot be made, and follow in order when it can; those before it are made, and /metrics tells of it", async () => {
    const before = [await members.commentAnew(bob, ada.id), await members.commentAnew(bob, ada.id)];
    await expectEachOnce(before);
    const carl = await members.person("Carl");
    await holder.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'poison'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON notification FOR EACH ROW WHEN (NEW.actor_id = '${carl.id}') EXECUTE FUNCTION refuse()`);
    // All three are there before any of them is looked at.
    await holdPosition();
    const posted = [
      await members.commentAnew(bob, ada.id),
      await members.commentAnew(carl, ada.id),
      await members.commentAnew(bob, ada.id),
    ];
    await holder.query("COMMIT");
    expect(comments(await members.has(ada, 3))).toEqual([...before, posted[0]]);
    const held = await position();
    while ((await failures()) === 0) await sleep(5);
    await holder.query("DROP TRIGGER refuse ON notification; DROP FUNCTION refuse");
    await expectEachOnce([...before, ...posted]);
    expect(await position()).toBeGreaterThan(held);
    while ((await failures()) > 0) await sleep(5);
  });

  it("are made in shorter pages after a failure, and in longer ones again thereafter", async () => {
    const app = await testApp();
    const { build, person, has } = notifying(app);
    const [author, by] = [await person(), await person()];
    const commented = await build.buildIdea({ authorId: author.id });
    const { id } = await build.buildComment({ ideaId: commented.id, authorId: by.id });
    const own = new pg.Client(app.databaseUrl);
    await own.connect();
    await own.query(`
      CREATE TABLE moved (position bigint);
      CREATE FUNCTION moves() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO moved VALUES (NEW.position); RETURN NULL; END $$;
      CREATE TRIGGER moves AFTER UPDATE ON notification_position FOR EACH ROW EXECUTE FUNCTION moves();
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'poison'; END $$;
      CREATE TRIGGER refuse BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION refuse()`);
    const data = { ideaId: commented.id, authorId: by.id };
    await appendEvents(
      app.services.database.source.manager,
      Array.from({ length: 350 }, () => ({ kind: "comment.added", subjectId: id, data })),
    );
    const failed = async () =>
      !(await (await fetch(`${app.url}/metrics`)).text()).includes("ino_notifications_failures 0");
    while (!(await failed())) await sleep(5);
    await own.query("DROP TRIGGER refuse ON notification");
    await has(author, 1);
    await app.caughtUp();
    // Some of 100 events or fewer, as often as it failed, and then of twice as many: one by one it would be 350.
    expect((await own.query("SELECT position FROM moved")).rows.length).toBeLessThan(20);
    await own.end();
    await app.end();
  });

  it("cost no writing where nobody is to be notified: the position moves with the next one", async () => {
    await members.commentAnew(bob, ada.id);
    await members.has(ada, 1);
    await holder.query(`
      CREATE TABLE moved (position bigint);
      CREATE FUNCTION moves() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN INSERT INTO moved VALUES (NEW.position); RETURN NULL; END $$;
      CREATE TRIGGER moves AFTER UPDATE ON notification_position FOR EACH ROW EXECUTE FUNCTION moves()`);
    for (let n = 0; n < 5; n++) {
      await members.mutate("supportIdea", await members.person(), { ideaId: idea.id }, "");
      await members.comment(ada, idea.id);
    }
    await members.allMade();
    expect(await query(sql`SELECT position FROM moved`)).toHaveLength(1);
    await holder.query("DROP TRIGGER moves ON notification_position; DROP FUNCTION moves; DROP TABLE moved");
    expect(await members.list(ada)).toHaveLength(1);
  });

  it("ask the database nothing of an event that says itself that it concerns nobody, as an idea without mentions", async () => {
    const recipients = new Recipients(notificationRules);
    const posted = (mentionedIds?: string[]): LoggedEvent => ({
      ...{ position: 1, kind: "idea.posted", subjectId: idea.id, occurredAt: new Date() },
      data: { authorId: ada.id, kind: IdeaKind.IDEA, themeIds: [], ...(mentionedIds && { mentionedIds }) },
    });
    const asked: string[] = [];
    const counting: Connection = {
      query: (statement) => {
        asked.push(statement.text);
        return one.services.database.query(statement);
      },
    };
    expect(await recipients.dueOf(counting, [posted(), posted([])])).toEqual([]);
    expect(asked).toEqual([]);
    expect([posted(), posted([]), posted([bob.id])].map((event) => recipients.mayNotify(event))).toEqual([
      false,
      false,
      true,
    ]);
    expect(await recipients.dueOf(counting, [posted(), posted([bob.id])])).toMatchObject([{ memberId: bob.id }]);
  });

  it("are made of what comes in the place of events that the database lost, as after a restore", async () => {
    const app = await testApp();
    const { build, person, comment, commentAnew, has, mutate } = notifying(app);
    const [author, by] = [await person(), await person()];
    const { id: ideaId } = await build.buildIdea({ authorId: author.id });
    const first = await comment(by, ideaId);
    await has(author, 1);
    await mutate("unfollowIdea", by, { ideaId }, "");
    // Looked at, and remembered as nobody's news.
    for (let n = 0; n < 3; n++) await comment(author, ideaId);
    await app.caughtUp();
    await loseLastEvents(app.services.database.source, 3);
    const second = await commentAnew(by, author.id);
    expect(comments(await has(author, 2))).toEqual([first, second]);
    await app.end();
  });

  it("are made by a process that starts, of what happened while none ran", async () => {
    const url = await newDatabaseUrl();
    const before = await testApp(url);
    const { build, person, comment, has } = notifying(before);
    const [author, by] = [await person(), await person()];
    const { id: ideaId } = await build.buildIdea({ authorId: author.id });
    const first = await comment(by, ideaId);
    await has(author, 1);
    const another = await build.buildIdea({ authorId: author.id });
    const { id } = await build.buildComment({ ideaId: another.id, authorId: by.id });
    await before.end();
    const client = new pg.Client(url);
    await client.connect();
    const data = { ideaId: another.id, authorId: by.id };
    await client.query("INSERT INTO event (kind, subject_id, data) VALUES ('comment.added', $1, $2)", [id, data]);
    await client.end();
    const after = await testApp(url);
    expect(comments(await notifying(after).has(author, 2))).toEqual([first, id]);
    await after.end();
    await dropDatabase(url);
  });
});
