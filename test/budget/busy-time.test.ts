import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { fieldTimes } from "../../src/app/field-times.js";
import { testApp, type TestApp } from "../support/app.js";
import { dropDatabase } from "../support/database.js";
import { builders } from "../support/builders.js";
import { followed, once } from "../support/follow.js";
import { stoppedClock, type StoppedClock } from "./stopped-clock.js";

const LIST = "{ themes(first: 1) { totalCount } }";
/** Takes long in a large network. */
const COUNTS = `{ ${Array.from({ length: 8 }, (_, n) => `count${n}: ideas { totalCount }`).join(" ")} }`;
const LIMIT = 1_000_000;

let clock: StoppedClock;
let app: TestApp;
beforeEach(async () => {
  // Within the minute, as what was spent in its first second is not given back.
  clock = await stoppedClock("2030-01-01T12:00:30Z");
  app = await testApp(clock.databaseUrl, { costPerMinuteAnonymous: LIMIT, costPerSecond: 100_000 });
});
afterEach(async () => {
  await app.end();
  await dropDatabase(clock.databaseUrl);
});

const remaining = async (): Promise<number> =>
  ((await app.ask("{ rateLimit { remaining } }")).data.rateLimit as { remaining: number }).remaining;

/** From now on each statement of a list of themes takes so long. */
function slowBy(ms: number): void {
  const { database } = app.services;
  for (const connection of [database, database.reads, database.backgroundReads]) {
    const query = connection.query.bind(connection);
    connection.query = async (...statement) => {
      if (statement[0].text.includes("theme")) await new Promise((resolve) => setTimeout(resolve, ms));
      return query(...statement);
    };
  }
}

describe("the time that an operation keeps the service busy", () => {
  it.each([
    ["over HTTP", () => app.ask(LIST)],
    ["over WebSocket", () => once(app.socket(), LIST)],
  ])("is charged when it has its answer, %s", async (_transport, ask) => {
    await app.ask(LIST);
    slowBy(200);
    const before = await remaining();
    await ask();
    const cost = before - (await remaining());
    // 200 ms at least, at 100,000 a second; how much longer depends on the machine.
    expect(cost).toBeGreaterThanOrEqual(20_000);
  });

  it.each([
    ["over HTTP", () => app.ask(COUNTS)],
    ["over WebSocket", () => once(app.socket(), COUNTS)],
  ])("is charged before it runs as expected, and what it did not take is given back, %s", async (_transport, ask) => {
    const expected = (8 * fieldTimes["IdeaConnection.totalCount"]!.ms * 100_000) / 1_000;
    const { reads } = app.services.database;
    const query = reads.query.bind(reads);
    for (;;) {
      const before = await remaining();
      let during: number | null = null;
      reads.query = async (...statement) => {
        if (statement[0].text.includes("idea")) during ??= await remaining();
        return query(...statement);
      };
      await ask();
      expect(before - during!).toBeGreaterThanOrEqual(expected);
      // In an empty network it takes a few milliseconds, of the nine hundred that were expected; unless the machine stood still.
      if (before - (await remaining()) < expected / 2) break;
    }
  });

  it("is charged for a live delivery to its subscriber", async () => {
    const author = await builders(app.services.database.source.manager).buildMember();
    const token = await app.tokenOf(author.id);
    const live = followed(app.socket(), "subscription { ideaPosted { idea { title themes { label } } } }");
    while (app.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    slowBy(200);
    const before = await remaining();
    await app.ask(
      'mutation { postIdea(input: {kind: IDEA, title: "x", body: "x", themes: []}) { idea { id } } }',
      {},
      token,
    );
    await live.has(1);
    await app.services.subscriptions.settled();
    // 200 ms at least, less what other work of these had: its objects would cost 3.
    expect(before - (await remaining())).toBeGreaterThanOrEqual(5_000);
    live.stop();
  });

  it("is charged for documents that are refused", async () => {
    const before = await remaining();
    expect((await app.ask("{ nothing }")).errors).toMatchObject([
      { extensions: { code: "GRAPHQL_VALIDATION_FAILED" } },
    ]);
    // Parsing and validating alone take less than what the length costs at a hundred times this rate.
    expect(before - (await remaining())).toBeGreaterThan(2);
  });

  it("uses up the budget: what comes afterwards is refused before it runs, on every transport", async () => {
    await app.end();
    app = await testApp(clock.databaseUrl, { costPerMinuteAnonymous: 10_000, costPerSecond: 100_000 });
    slowBy(200);
    expect((await app.ask(LIST)).status).toBe(200);
    const { database } = app.services;
    database.reads.query = () => Promise.reject(new Error("nothing is to be read"));
    const refused = await app.ask(LIST);
    expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: "RATE_LIMITED" } }] });
    expect(Number(refused.headers.get("retry-after"))).toBe(refused.errors![0]!.extensions.retryAfterSeconds);
    await expect(once(app.socket(), LIST)).rejects.toMatchObject([{ extensions: { code: "RATE_LIMITED" } }]);
    const stream = await fetch(
      `${app.url}/graphql/stream?query=${encodeURIComponent("subscription { ideaPosted { cursor } }")}`,
      {
        headers: { accept: "text/event-stream" },
      },
    );
    expect(stream.status).toBe(429);
    expect(await stream.json()).toMatchObject({ errors: [{ extensions: { code: "RATE_LIMITED" } }] });
  });
});
