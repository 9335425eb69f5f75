import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { dropDatabase } from "../support/database.js";
import { once } from "../support/follow.js";
import { stoppedClock, type StoppedClock } from "./stopped-clock.js";

let clock: StoppedClock;
let app: TestApp;
beforeEach(async () => {
  clock = await stoppedClock("2030-01-01T12:00:00Z");
  app = await testApp(clock.databaseUrl, { costPerMinuteAnonymous: 1_000 });
});
afterEach(async () => {
  await app.end();
  await dropDatabase(clock.databaseUrl);
});

/** What a piece of work is charged. */
async function charged(work: () => Promise<void>): Promise<number> {
  const look = async () => (await app.ask("{ rateLimit { remaining cost } }")).data.rateLimit as Figures;
  const before = await look();
  await work();
  const { remaining, cost } = await look();
  return before.remaining - remaining - cost;
}
interface Figures {
  remaining: number;
  cost: number;
}
/** A document of so many characters. */
const invalid = (length: number, field = "nothing"): string => `{ ${field} } #`.padEnd(length, "x");

type Way = (query: string) => Promise<unknown[]>;
const ways: [string, Way][] = [
  ["HTTP", async (query) => ((await app.ask(query)).errors ?? []).map(({ extensions }) => extensions.code)],
  [
    "WebSocket",
    async (query) =>
      once(app.socket(), query).then(
        () => [],
        (errors: { extensions: { code: string } }[]) => errors.map(({ extensions }) => extensions.code),
      ),
  ],
  [
    "server-sent events",
    async (query) => {
      const headers = { accept: "text/event-stream", "content-type": "application/json" };
      const body = JSON.stringify({ query });
      const response = await fetch(`${app.url}/graphql/stream`, { method: "POST", headers, body });
      const text = await response.text();
      return [...text.matchAll(/"code":"(\w+)"/g)].map(([, code]) => code);
    },
  ],
];

describe.each(ways)("over %s", (_transport, send) => {
  it("a document that is refused costs by its length, and less when the answer is known", async () => {
    const send640 = async () => expect(await send(invalid(640))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    expect(await charged(send640)).toBe(21);
    expect(await charged(send640)).toBe(1);
  });

  it("one that does not parse, is too complex or too long costs, too", async () => {
    for (const [query, code] of [
      ["{".padEnd(320), "GRAPHQL_PARSE_FAILED"],
      [`{ ${"__typename ".repeat(64)} }`, "OPERATION_TOO_COMPLEX"],
      ["\n".repeat(2_001), "OPERATION_TOO_COMPLEX"],
    ] as const) {
      const cost = await charged(async () => expect(new Set(await send(query))).toEqual(new Set([code])));
      expect(cost).toBe(1 + Math.ceil(query.length / 32));
    }
  });

  it("none is checked for a caller whose budget is used up, known or not", async () => {
    expect(await send(invalid(100))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    // More than there is.
    expect(await send(invalid(40_000))).toEqual(["GRAPHQL_VALIDATION_FAILED"]);
    for (const query of [invalid(100), invalid(100, "other"), "{"]) expect(await send(query)).toEqual(["RATE_LIMITED"]);
  });
});

describe("over HTTP", () => {
  it("it is refused with when to come back", async () => {
    await app.ask(invalid(40_000));
    const { status, headers, errors } = await app.ask("{");
    expect([status, headers.get("retry-after")]).toEqual([429, `${String(errors![0]!.extensions.retryAfterSeconds)}`]);
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions.requestId).toBe(headers.get("x-request-id"));
  });
});
