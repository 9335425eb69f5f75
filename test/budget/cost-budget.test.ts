import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { getIntrospectionQuery } from "graphql";
import type { Config } from "../../src/config.js";
import { testApp, type Answer, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { dropDatabase } from "../support/database.js";
import { followed, once } from "../support/follow.js";
import { stoppedClock, type StoppedClock } from "./stopped-clock.js";

let clock: StoppedClock;
let apps: TestApp[];
beforeEach(async () => {
  clock = await stoppedClock("2030-01-01T12:00:00Z");
  apps = [];
});
afterEach(async () => {
  for (const app of apps) await app.end();
  await dropDatabase(clock.databaseUrl);
});

async function start(overrides: Partial<Config> = {}): Promise<TestApp> {
  const app = await testApp(clock.databaseUrl, { costPerMinute: 100, costPerMinuteAnonymous: 100, ...overrides });
  apps.push(app);
  return app;
}

const member = async (app: TestApp): Promise<string> => {
  const { id } = await builders(app.services.database.source.manager).buildMember();
  return app.tokenOf(id);
};

/** A list of five ideas: the connection, five times one object, and one for the request. */
const ofCostSeven = "{ ideas(first: 5) { nodes { id } } }";
const ofCostOne = "{ __typename }";
const rateLimit = "{ rateLimit { cost limit remaining resetAt } }";

/** Asks until a request is refused; the answers before it, and that one. */
async function exhaust(app: TestApp, query: string, token?: string): Promise<{ passed: number; refused: Answer }> {
  for (let passed = 0; ; passed++) {
    const refused = await app.ask(query, {}, token);
    if (refused.status !== 200) return { passed, refused };
    if (passed > 1000) throw new Error("it is never refused");
  }
}

/** What a WebSocket client is told first. */
const socketError = (app: TestApp, query: string, token?: string): Promise<unknown> =>
  once(app.socket(token), query).then(
    () => "no error",
    (error: unknown) => error,
  );

const takenInAll = async (app: TestApp): Promise<Record<string, number>> => {
  const rows = await app.services.database.source.query<{ payer: string; taken: number }[]>(
    "SELECT payer, taken FROM cost_budget ORDER BY payer",
  );
  return Object.fromEntries(rows.map(({ payer, taken }) => [payer, taken]));
};

describe("the cost budget", () => {
  it("is never overspent by two processes at once, and spent but for what each may hold", async () => {
    const [one, two] = [await start(), await start()];
    const answers = await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 ? one : two).ask(ofCostSeven)));
    const spent = 7 * answers.filter(({ status }) => status === 200).length;
    expect(spent).toBeLessThanOrEqual(100);
    // Each process may hold less than a chunk, and who asks last may lack less than a request.
    expect(spent).toBeGreaterThanOrEqual(100 - 2 * 7 - 7);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 429]));
    expect(await takenInAll(one)).toEqual({ "address:127.0.0.1": 100 });
  });

  it("is spent to the end by one process, by HTTP, GET and WebSocket alike", async () => {
    const app = await start();
    for (let n = 0; n < 4; n++) {
      await app.ask(ofCostSeven);
      const get = await fetch(`${app.url}/graphql?query=${encodeURIComponent(ofCostSeven)}`);
      expect(get.status).toBe(200);
      await once(app.socket(), ofCostSeven);
    }
    // 84 are spent: two more by 7, two by 1, and nothing is left.
    expect(await exhaust(app, ofCostSeven)).toMatchObject({ passed: 2 });
    expect(await exhaust(app, ofCostOne)).toMatchObject({ passed: 2 });
  });

  it("answers 429 with when to come back, and over WebSocket an error of the operation alone", async () => {
    const app = await start();
    const { refused } = await exhaust(app, ofCostSeven);
    expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: "RATE_LIMITED" } }] });
    expect(refused.data).toBeUndefined();
    const [error] = refused.errors!;
    expect(error!.message).toContain("2030-01-01T12:01:00.000Z");
    const seconds = Number(refused.headers.get("retry-after"));
    expect(error!.extensions).toEqual({
      code: "RATE_LIMITED",
      retryAfterSeconds: seconds,
      requestId: refused.headers.get("x-request-id"),
    });
    expect(Number.isInteger(seconds) && seconds >= 1 && seconds <= 60).toBe(true);

    const client = app.socket();
    await once(client, ofCostOne);
    const live = followed(client, "subscription { ideaPosted { idea { title } } }");
    expect(await live.end()).toMatchObject({
      errors: [{ extensions: { code: "RATE_LIMITED", retryAfterSeconds: expect.any(Number) } }],
    });
    // The socket is open still: the rest of the budget is enough for this.
    expect(await once(client, ofCostOne)).toEqual({ __typename: "Query" });
  });

  it("runs nothing of what it refuses", async () => {
    const app = await start({ costPerMinute: 20 });
    const token = await member(app);
    const post = `mutation { postIdea(input: {kind: IDEA, title: "t", body: "b", themes: []}) { idea { id } userErrors { code } } }`;
    await exhaust(app, ofCostOne, token);
    expect((await app.ask(post, {}, token)).status).toBe(429);
    expect(await socketError(app, post, token)).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    expect(await app.services.database.source.query("SELECT 1 FROM idea")).toEqual([]);
  });

  it("begins anew with the next minute of the database", async () => {
    await clock.set("2030-01-01T12:00:59.999999Z");
    const app = await start();
    const { refused } = await exhaust(app, ofCostSeven);
    expect(refused.headers.get("retry-after")).toBe("1");
    await clock.set("2030-01-01T12:01:00Z");
    expect((await app.ask(ofCostSeven)).status).toBe(200);
    expect((await app.ask(rateLimit)).data.rateLimit).toEqual({
      cost: 2,
      limit: 100,
      remaining: 100 - 7 - 2,
      resetAt: "2030-01-01T12:02:00.000Z",
    });
  });

  it("is one a member, wherever from, and another an address", async () => {
    const app = await start({ costPerMinute: 50, costPerMinuteAnonymous: 20 });
    const [ada, ben] = [await member(app), await member(app)];
    expect(await exhaust(app, ofCostOne)).toMatchObject({ passed: 20 });
    expect(await exhaust(app, ofCostOne, ada)).toMatchObject({ passed: 50 });
    expect(await socketError(app, ofCostOne, ada)).toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    expect(await once(app.socket(ben), ofCostOne)).toEqual({ __typename: "Query" });
    expect(Object.keys(await takenInAll(app))).toEqual([
      "address:127.0.0.1",
      expect.stringMatching(/^member:[0-9a-f-]{36}$/),
      expect.stringMatching(/^member:[0-9a-f-]{36}$/),
    ]);
  });

  it("counts introspection and health as 1, subscriptions when they begin", async () => {
    const app = await start();
    expect((await app.ask(getIntrospectionQuery())).status).toBe(200);
    expect((await app.ask(ofCostOne)).status).toBe(200);
    const handlers = app.followers();
    const live = followed(app.socket(), "subscription { ideaPosted { idea { title } } }");
    while (app.followers() === handlers) await new Promise((resolve) => setImmediate(resolve));
    // ideaPosted and idea are an object each.
    expect((await app.ask(rateLimit)).data.rateLimit).toMatchObject({ cost: 2, remaining: 100 - 1 - 1 - 3 - 2 });
    live.stop();
  });

  it("pays for each live event, and ends the subscription with the cursor to resume from when it is used up", async () => {
    // Leased as a whole: what a process does not hold yet is delivered on credit.
    const app = await start({ costPerMinuteAnonymous: 40, costPerMinute: 1_000_000 });
    const build = builders(app.services.database.source.manager);
    const author = await build.buildMember();
    const token = await app.tokenOf(author.id);
    const post = async (title: string) =>
      app.ask(
        `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "x", themes: []}) { idea { id } } }`,
        { title },
        token,
      );
    // One for the operation, one for the event, one for the idea.
    const query = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }`;
    const live = followed<{ ideaPosted: { cursor: string; idea: { title: string } } }>(app.socket(), query);
    while (app.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    for (let n = 1; live.ended === null; n++) {
      await post(`${n}`);
      await app.services.subscriptions.settled();
      expect(n).toBeLessThan(40);
    }
    const { extensions } = (await live.end())!.errors![0]!;
    expect(extensions).toMatchObject({ code: "RATE_LIMITED", cursor: live.received.at(-1)!.ideaPosted.cursor });
    const titles = live.received.map(({ ideaPosted }) => ideaPosted.idea.title);
    expect(titles).toEqual(titles.map((_, n) => `${n + 1}`));
    expect(titles.length).toBeGreaterThan(5);
    // With the next minute it goes on where it ended, on another process.
    await clock.set("2030-01-01T12:01:00Z");
    const other = await start({ costPerMinuteAnonymous: 40 });
    const resumed = followed<{ ideaPosted: { idea: { title: string } } }>(other.socket(), query, {
      after: extensions!.cursor,
    });
    const [next] = await resumed.has(1);
    expect(next!.ideaPosted.idea.title).toBe(`${titles.length + 1}`);
  });

  it("refuses for good what costs more than a whole minute's budget", async () => {
    const app = await start({ costPerMinuteAnonymous: 6 });
    expect(await app.ask(ofCostSeven)).toMatchObject({
      status: 400,
      errors: [{ extensions: { code: "OPERATION_TOO_COSTLY" } }],
    });
  });

  it("tells a lower bound of what is left, without what another process holds", async () => {
    const [one, two] = [await start(), await start()];
    await one.ask(ofCostOne);
    // One holds 5 and has spent 1; two spends 2 of its own 5.
    expect((await two.ask(rateLimit)).data.rateLimit).toMatchObject({ remaining: 93 });
    expect(await once(one.socket(), rateLimit)).toMatchObject({ rateLimit: { limit: 100, remaining: 92 } });
  });

  it("takes one SQL statement for many requests", async () => {
    const app = await start({ costPerMinuteAnonymous: 1000 });
    for (let n = 0; n < 5; n++) await app.ask(ofCostOne);
    await Promise.all(Array.from({ length: 5 }, () => app.ask(ofCostOne)));
    const leases = () => app.statements.budget.filter((statement) => statement.includes("INSERT"));
    expect(leases()).toHaveLength(1);
    const { passed } = await exhaust(app, ofCostOne);
    expect(passed).toBe(1000 - 10);
    const before = leases().length;
    for (let n = 0; n < 5; n++) expect((await app.ask(ofCostOne)).status).toBe(429);
    expect(leases()).toHaveLength(before);
  });

  it("takes one SQL statement for all that wait for it", async () => {
    const app = await start();
    const payer = { key: "address:203.0.113.7", limit: 1000 };
    const refused = await Promise.all(Array.from({ length: 50 }, () => app.services.budgets.spend(payer, 1)));
    expect(refused).toEqual(Array(50).fill(null));
    expect(app.statements.budget.filter((statement) => statement.includes("INSERT"))).toHaveLength(1);
  });

  it("forgets callers of earlier minutes, in memory and in the database", async () => {
    await clock.set("2030-01-01T11:50:00Z");
    const app = await start();
    const token = await member(app);
    await app.ask(ofCostOne, {}, token);
    await clock.set("2030-01-01T12:00:00Z");
    await app.ask(ofCostOne);
    expect(app.services.budgets.size).toBe(1);
    while (Object.keys(await takenInAll(app)).length > 1) await new Promise((resolve) => setImmediate(resolve));
    expect(Object.keys(await takenInAll(app))).toEqual(["address:127.0.0.1"]);
  });

  it("fails the request alone when it cannot be read, and serves again after", async () => {
    const app = await start({ costPerMinuteAnonymous: 20 });
    const source = app.services.database.source;
    await source.query("ALTER TABLE cost_budget RENAME TO cost_budget_away");
    expect(await app.ask(ofCostOne)).toMatchObject({
      status: 500,
      errors: [{ message: "A fault of the service; it was logged." }],
    });
    expect(await socketError(app, ofCostOne)).toMatchObject([{ extensions: { code: "INTERNAL_SERVER_ERROR" } }]);
    await source.query("ALTER TABLE cost_budget_away RENAME TO cost_budget");
    await source.query(`
      CREATE FUNCTION away() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'away' USING ERRCODE = '57P03'; END $$;
      CREATE TRIGGER away BEFORE INSERT ON cost_budget EXECUTE FUNCTION away()`);
    const away = await app.ask(ofCostOne);
    expect(away).toMatchObject({ status: 503, errors: [{ extensions: { code: "UNAVAILABLE" } }] });
    expect(away.headers.get("retry-after")).toBe("1");
    await source.query("DROP FUNCTION away CASCADE");
    expect((await app.ask(ofCostOne)).status).toBe(200);
  });
});
