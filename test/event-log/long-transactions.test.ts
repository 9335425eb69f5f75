import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import sql from "sql-template-tag";
import type { EntityManager } from "typeorm";
import { appendEvents } from "../support/append-events.js";
import type { EventLogReader } from "../../src/core/event-log/event-log-reader.js";
import { logLag } from "../../src/core/event-log/log-lag.js";
import { IdeaKind } from "../../src/domains/ideas/idea.enums.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, type Followed, logEnd } from "../support/follow.js";

const LIVE = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }`;
const POST = `mutation ($title: String!) {
  postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { userErrors { code } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string } };
}

// Two services on one database, as two processes behind a load balancer.
let apps: [TestApp, TestApp];
let tokens: string[];
let live: Followed<Live>[];
beforeAll(async () => {
  const one = await testApp();
  apps = [one, await testApp(one.databaseUrl)];
  const build = builders(one.services.database.source.manager);
  tokens = await Promise.all(Array.from({ length: 4 }, async () => one.tokenOf((await build.buildMember()).id)));
});
afterAll(async () => {
  for (const app of apps.toReversed()) await app.end();
});
beforeEach(async () => {
  const after = await logEnd(apps[0]);
  live = apps.map((app) => followed<Live>(app.socket(), LIVE, { after }));
});

const post = async (n: number): Promise<void> => {
  const { data } = await apps[n % 2]!.ask(POST, { title: `${n}` }, tokens[n % tokens.length]);
  expect(data.postIdea.userErrors).toEqual([]);
};
const upTo = (count: number) => Array.from({ length: count }, (_, n) => n);
const titles = (results: Live[]) => results.map(({ ideaPosted }) => ideaPosted.idea.title);
const position = ({ ideaPosted }: Live) =>
  Number(Buffer.from(ideaPosted.cursor, "base64url").toString("latin1").split(":")[1]);

/** Posts an idea in a transaction of its own making; gives what announces it. */
async function unannounced(manager: EntityManager, title: string): Promise<() => Promise<void>> {
  const authorId = (await manager.query<{ id: string }[]>("SELECT id FROM member LIMIT 1"))[0]!.id;
  const [{ id }] = await manager.query<[{ id: string }]>(
    `INSERT INTO idea (id, kind, title, body, author_id, posted_at)
     VALUES (gen_random_uuid(), 'IDEA', $1, '…', $2, now()) RETURNING id`,
    [title, authorId],
  );
  return () =>
    appendEvents(manager, [
      { kind: "idea.posted", subjectId: id, data: { authorId, kind: IdeaKind.IDEA, themeIds: [] } },
    ]);
}

const database = () => apps[0].services.database;
const waitingForTheLock = async (count: number): Promise<void> => {
  const waiting = sql`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
  while ((await database().query(waiting)).length < count) await sleep(5);
};

/** Every subscriber has the same, in the order of the log, each once. */
async function allHave(count: number): Promise<string[]> {
  const received = await Promise.all(live.map((one) => one.has(count)));
  for (const results of received) {
    expect(titles(results)).toEqual(titles(received[0]!));
    expect(results.map(position)).toEqual([...new Set(results.map(position))].sort((a, b) => a - b));
  }
  return titles(received[0]!);
}

describe("a long transaction elsewhere", () => {
  it("with an open snapshot and rows of its own loses and reorders nothing, and comes in where it commits", async () => {
    await database().source.transaction("REPEATABLE READ", async (manager) => {
      const announce = await unannounced(manager, "lang");
      await Promise.all(upTo(40).map(post));
      expect((await allHave(40)).toSorted()).toEqual(upTo(40).map(String).toSorted());
      await announce();
    });
    for (const app of apps) app.services.events.wake();
    expect((await allHave(41)).at(-1)).toBe("lang");
  });

  it("that holds the log's lock lets who announces wait, and comes before them; /metrics tells of it", async () => {
    const { head } = apps[0].services.events;
    const lag = () => logLag({ database: database(), head } as EventLogReader)();
    expect(await lag()).toEqual({ unread: 0, lockSeconds: 0 });
    let posts: Promise<void[]>;
    await database().source.transaction(async (manager) => {
      await (
        await unannounced(manager, "eerst")
      )();
      posts = Promise.all(upTo(4).map(post));
      await waitingForTheLock(4);
      expect((await lag()).lockSeconds).toBeGreaterThan(0);
      expect(await lag()).toMatchObject({ unread: 0 });
    });
    await posts!;
    expect((await allHave(5))[0]).toBe("eerst");
    expect(await lag()).toEqual({ unread: 5, lockSeconds: 0 });
    const metrics = await (await fetch(`${apps[0].url}/metrics`)).text();
    expect(metrics).toMatch(/^ino_event_unread 0$/m);
    expect(metrics).toMatch(/^ino_event_lock_seconds 0$/m);
  });

  it("that is given up leaves nothing behind", async () => {
    const given = new Error("given up");
    await database()
      .source.transaction(async (manager) => {
        await (
          await unannounced(manager, "nooit")
        )();
        throw given;
      })
      .catch((error: unknown) => expect(error).toBe(given));
    await Promise.all(upTo(4).map(post));
    expect((await allHave(4)).toSorted()).toEqual(upTo(4).map(String));
  });
});
