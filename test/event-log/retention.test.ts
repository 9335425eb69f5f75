import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import type { Socket } from "node:net";
import { pino } from "pino";
import sql, { raw } from "sql-template-tag";
import { WebSocket } from "ws";
import { connectionOf } from "../../src/core/database/database.js";
import { eventMonth } from "../../src/core/event-log/event-months.js";
import type { EventLogReader } from "../../src/core/event-log/event-log-reader.js";
import { beginMonth, eventPartitions } from "../../src/core/event-log/event-partitions.js";
import { logLag } from "../../src/core/event-log/log-lag.js";
import { LogRetention } from "../../src/core/event-log/log-retention.js";
import { testApp, type TestApp } from "../support/app.js";
import { appendLongIdeas } from "../support/append-long-ideas.js";
import { builders } from "../support/builders.js";
import { followed } from "../support/follow.js";

const LIVE = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }`;
const POST = `mutation ($title: String!) {
  postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { idea { id } userErrors { code } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string } };
}

let app: TestApp;
let token: string;
beforeEach(async () => {
  app = await testApp();
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterEach(() => app.end());

const today = new Date();
/** The middle of a month to come. */
const inMonths = (later: number) => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + later, 15));
const rows = <T extends object>(statement: Parameters<typeof app.services.database.query>[0]) =>
  app.services.database.query<T>(statement);

const retentionAt = (now: Date, days = 30) =>
  new LogRetention(app.services.database, pino({ level: "silent" }), { days, now: () => now });
/** Posts as if it were that time, after the service has looked at the months then. */
async function postAt(now: Date, ...titles: string[]): Promise<void> {
  await retentionAt(now, 10_000).run();
  const happens = (when: string) => rows(sql`ALTER TABLE event ALTER occurred_at SET DEFAULT ${raw(when)}`);
  await happens(`'${now.toISOString()}'`);
  for (const title of titles) await post(title);
  await happens("now()");
}
async function post(title: string): Promise<void> {
  const { data } = await app.ask(POST, { title }, token);
  expect(data.postIdea.userErrors).toEqual([]);
}
const cursorNow = async (): Promise<string> => {
  await app.caughtUp();
  return (await app.ask("{ liveCursor }")).data.liveCursor;
};
const partitions = async () => (await eventPartitions(app.services.database)).map(({ name }) => name);
const heldBy = async () =>
  rows<{ name: string; titles: string[] }>(sql`
    SELECT event.tableoid::regclass::text AS name, array_agg(title ORDER BY position) AS titles
    FROM event JOIN idea ON idea.id = subject_id GROUP BY 1 ORDER BY min(position)`);
const titles = (results: Live[]) => results.map(({ ideaPosted }) => ideaPosted.idea.title);
const replayed = async (after: string, count: number) => {
  const live = followed<Live>(app.socket(), LIVE, { after });
  const result = titles(await live.has(count));
  live.stop();
  return result;
};

describe("the months of the log", () => {
  it("are made ahead, and a stream crosses their turn in order, live and replayed", async () => {
    const begin = await cursorNow();
    const live = followed<Live>(app.socket(), LIVE, { after: begin });
    await post("oud");
    await live.has(1);
    await postAt(inMonths(1), "nieuw 1", "nieuw 2");
    await postAt(inMonths(2), "later");
    const all = ["oud", "nieuw 1", "nieuw 2", "later"];
    expect(titles(await live.has(4))).toEqual(all);
    expect(await replayed(begin, 4)).toEqual(all);
    expect(await replayed(live.received[1]!.ideaPosted.cursor, 2)).toEqual(all.slice(2));
    expect(await heldBy()).toEqual([
      { name: "event_first", titles: ["oud"] },
      { name: eventMonth(inMonths(1)).name, titles: ["nieuw 1", "nieuw 2"] },
      { name: eventMonth(inMonths(2)).name, titles: ["later"] },
    ]);
    expect(await partitions()).toEqual([
      "event_first",
      ...[1, 2, 3, 4].map((later) => eventMonth(inMonths(later)).name),
    ]);
  });

  it("go by the order of committing, whenever a transaction says that it happened", async () => {
    await postAt(inMonths(1), "nieuw");
    const begin = await cursorNow();
    // As one that began before midnight and committed after it, and as clocks that are wrong.
    for (const when of [today, new Date(0), inMonths(300)])
      await rows(sql`INSERT INTO event (kind, occurred_at) VALUES ('test', ${when})`);
    await post("daarna");
    expect(await replayed(begin, 1)).toEqual(["daarna"]);
    expect(await rows(sql`SELECT DISTINCT tableoid::regclass::text AS name FROM event WHERE kind = 'test'`)).toEqual([
      { name: eventMonth(inMonths(1)).name },
    ]);
  });

  it("are not needed by a write: without one for the month, positions go on where they are", async () => {
    for (const name of (await partitions()).slice(1)) await app.services.database.source.query(`DROP TABLE ${name}`);
    const begin = await cursorNow();
    await app.services.database.transaction((manager) => beginMonth(connectionOf(manager), inMonths(1)));
    await post("toch");
    expect(await replayed(begin, 1)).toEqual(["toch"]);
    expect(await heldBy()).toEqual([{ name: "event_first", titles: ["toch"] }]);
    await postAt(inMonths(7), "maanden later");
    expect(await replayed(begin, 2)).toEqual(["toch", "maanden later"]);
  });

  it("never turn back, not even when a clock does", async () => {
    const begin = await cursorNow();
    await postAt(inMonths(2), "morgen");
    await postAt(inMonths(1), "gisteren");
    await postAt(inMonths(2), "weer morgen");
    expect(await replayed(begin, 3)).toEqual(["morgen", "gisteren", "weer morgen"]);
  });

  it("before the log's end are not opened by its reader", async () => {
    const many = () => rows(sql`INSERT INTO event (kind) SELECT 'test' FROM generate_series(1, 5000)`);
    await many();
    await postAt(inMonths(1), "nieuw");
    await many();
    await rows(sql`ANALYZE event`);
    await app.caughtUp();
    const { head } = app.services.events;
    const plan = await rows<{ "QUERY PLAN": string }>(
      sql`EXPLAIN SELECT position, kind FROM event WHERE position > ${head} ORDER BY position LIMIT 500`,
    );
    const text = plan.map((line) => line["QUERY PLAN"]).join("\n");
    expect(text).toContain(`Index Scan using ${eventMonth(inMonths(1)).name}_pkey`);
    expect(text).not.toContain("event_first");
  });

  it("take the log's lock also from who writes to one of them by its name", async () => {
    await postAt(inMonths(1), "nieuw");
    const { head } = app.services.events;
    const lag = logLag({ database: app.services.database, head } as EventLogReader);
    await app.services.database.transaction(async (manager) => {
      await manager.query(`INSERT INTO ${eventMonth(inMonths(1)).name} (kind) VALUES ('test')`);
      expect((await lag()).lockSeconds).toBeGreaterThan(0);
    });
    expect(await rows(sql`SELECT kind FROM event WHERE position = (SELECT max(position) FROM event)`)).toEqual([
      { kind: "test" },
    ]);
  });
});

describe("the retention of the log", () => {
  /** Three months with two ideas each, looked at when the first of them is past keeping. */
  async function threeMonths(): Promise<Live[]> {
    const live = followed<Live>(app.socket(), LIVE);
    await followersAre(1);
    await postAt(inMonths(0), "een", "twee");
    await postAt(inMonths(1), "drie", "vier");
    await postAt(inMonths(2), "vijf", "zes");
    const all = await live.has(6);
    live.stop();
    return all;
  }
  const followersAre = async (count: number) => {
    while (app.followers() < count) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const cursorOf = (all: Live[], title: string) =>
    all.find(({ ideaPosted }) => ideaPosted.idea.title === title)!.ideaPosted.cursor;

  it("drops whole months that are past keeping, and touches nothing else", async () => {
    const all = await threeMonths();
    const others = () =>
      rows(sql`
      SELECT (SELECT count(*)::int FROM idea) AS ideas, (SELECT count(*)::int FROM member) AS members,
        (SELECT count(*)::int FROM account) AS accounts, (SELECT array_agg(title ORDER BY id) FROM idea) AS titles`);
    const before = await others();
    await retentionAt(new Date(inMonths(1).getTime() + 29 * 86_400_000)).run();
    expect((await heldBy()).map(({ titles }) => titles)).toEqual([
      ["drie", "vier"],
      ["vijf", "zes"],
    ]);
    expect(await others()).toEqual(before);
    expect((await app.ask("{ ideas(orderBy: OLDEST) { nodes { title } } }")).data.ideas.nodes).toHaveLength(6);
    expect(await replayed(cursorOf(all, "drie"), 3)).toEqual(["vier", "vijf", "zes"]);
  });

  it("tells a cursor of what was dropped that it is too old, and what to do; the last one dropped still goes on", async () => {
    const all = await threeMonths();
    await retentionAt(inMonths(3)).run();
    expect((await heldBy()).map(({ titles }) => titles)).toEqual([["vijf", "zes"]]);
    for (const title of ["een", "twee", "drie"]) {
      const live = followed<Live>(app.socket(), LIVE, { after: cursorOf(all, title) });
      expect((await live.end())!.errors).toMatchObject([
        {
          message: expect.stringMatching(/read the list again.*`liveCursor`/),
          extensions: { code: "CURSOR_EXPIRED", argument: "after" },
        },
      ]);
    }
    expect(await replayed(cursorOf(all, "vier"), 2)).toEqual(["vijf", "zes"]);
    const later = await cursorNow();
    await post("zeven");
    expect(await replayed(later, 1)).toEqual(["zeven"]);
  });

  it("leaves no silent gap in a replay that is under way: it ends where the log was deleted", async () => {
    const after = await cursorNow();
    const [{ id: authorId }] = (await rows<{ id: string }>(sql`SELECT id FROM member`)) as [{ id: string }];
    await appendLongIdeas(app.services.database, authorId, { first: 0, count: 600 });
    await postAt(inMonths(1), "nieuw");
    await app.caughtUp();

    const socket = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    const messages: { type: string; payload: unknown }[] = [];
    socket.on("message", (data: Buffer) => messages.push(JSON.parse(data.toString("utf8")) as never));
    await event(socket, "open");
    socket.send(JSON.stringify({ type: "connection_init" }));
    await event(socket, "message");
    const query = `subscription ($after: String) { ideaPosted(after: $after) { idea { title body } } }`;
    socket.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query, variables: { after } } }));
    while (!messages.some(({ type }) => type === "next")) await event(socket, "message");
    const { _socket: raw } = socket as unknown as { _socket: Socket };
    raw.pause();
    await retentionAt(inMonths(3)).run();
    expect(await heldBy()).toHaveLength(1);
    raw.resume();
    while (messages.at(-1)!.type !== "error") await event(socket, "message");
    socket.terminate();
    expect(messages.at(-1)!.payload).toMatchObject([{ extensions: { code: "CURSOR_EXPIRED" } }]);
    const received = messages.slice(1, -1).map(({ payload }) => (payload as { data: Live }).data.ideaPosted.idea.title);
    expect(received).toEqual(received.map((_, n) => String(n)));
    expect(received).not.toContain("nieuw");
  });

  it("keeps the month of the newest event however old it is, so that the log's end stays a cursor", async () => {
    await threeMonths();
    const end = await cursorNow();
    await retentionAt(inMonths(99)).run();
    expect((await heldBy()).map(({ titles }) => titles)).toEqual([["vijf", "zes"]]);
    const restarted = await testApp(app.databaseUrl);
    expect((await restarted.ask("{ liveCursor }")).data.liveCursor).toBe(end);
    await restarted.end();
    await post("na lange tijd");
    expect(await replayed(end, 1)).toEqual(["na lange tijd"]);
  });

  it("keeps what is within the days that are set", async () => {
    await threeMonths();
    await retentionAt(inMonths(3), 100).run();
    expect((await heldBy()).map(({ titles }) => titles)).toHaveLength(3);
  });

  it("is done once by processes that do it at once", async () => {
    await threeMonths();
    await Promise.all([1, 2, 3].map(() => retentionAt(inMonths(3)).run()));
    await retentionAt(inMonths(3)).run();
    expect((await heldBy()).map(({ titles }) => titles)).toEqual([["vijf", "zes"]]);
    expect(await partitions()).toEqual([2, 3, 4, 5].map((later) => eventMonth(inMonths(later)).name));
  });

  it("gives way to who reads the log for long, keeps nobody waiting, and comes back", async () => {
    await threeMonths();
    const begin = await cursorNow();
    await app.services.database.source.transaction(async (manager) => {
      await manager.query("SELECT count(*) FROM event");
      await expect(retentionAt(inMonths(3)).run()).rejects.toThrow(/lock timeout/);
      await post("intussen");
    });
    expect(await heldBy()).toHaveLength(4);
    expect(await replayed(begin, 1)).toEqual(["intussen"]);
    // A February has fewer days than the thirty that are otherwise kept.
    await retentionAt(inMonths(3), 20).run();
    expect(await heldBy()).toHaveLength(1);
  });
});
