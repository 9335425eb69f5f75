import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import sql from "sql-template-tag";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, logEnd } from "../support/follow.js";

const LIVE = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }`;
const POST = `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { userErrors { message } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string } };
}

// Two processes on one database: what one of them commits, the other hears of by the log alone.
let one: TestApp;
let two: TestApp;
let token: string;
beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  token = await one.tokenOf((await builders(one.services.database.source.manager).buildMember()).id);
});
afterAll(async () => {
  await two.end();
  await one.end();
});

const post = async (title: string) =>
  expect((await one.ask(POST, { title }, token)).data.postIdea.userErrors).toEqual([]);
const own = sql`SELECT pid FROM pg_stat_activity WHERE application_name = 'ino-log' AND datname = current_database()`;
const pids = async (): Promise<number[]> =>
  (await one.services.database.query<{ pid: number }>(own)).map(({ pid }) => pid);

describe("the log's own connection", () => {
  it("is made again when it is lost, and nothing is: what came meanwhile is caught up with", async () => {
    const live = followed<Live>(two.socket(), LIVE, { after: await logEnd(one) });
    for (let round = 1; round <= 3; round++) {
      const before = await pids();
      expect(before).toHaveLength(2);
      await one.services.database.query(sql`SELECT pg_terminate_backend(pid) FROM unnest(${before}::int[]) AS pid`);
      await post(`verloren ${round}`);
      await live.has(2 * round - 1);
      let now = await pids();
      while (now.length < 2 || now.some((pid) => before.includes(pid))) now = await pids();
      await post(`terug ${round}`);
      await live.has(2 * round);
    }
    expect(live.received.map(({ ideaPosted }) => ideaPosted.idea.title)).toEqual(
      [1, 2, 3].flatMap((round) => [`verloren ${round}`, `terug ${round}`]),
    );
    live.stop();
  });

  it("reads on while requests hold the whole pool", async () => {
    const runners = Array.from({ length: 10 }, () => two.services.database.source.createQueryRunner());
    for (const runner of runners) await runner.startTransaction();
    const before = two.services.events.head;
    await post("bij volle pool");
    while (two.services.events.head === before) await new Promise((resolve) => setImmediate(resolve));
    for (const runner of runners) {
      await runner.rollbackTransaction();
      await runner.release();
    }
  });
});
