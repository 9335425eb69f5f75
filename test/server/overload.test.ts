import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createLogger } from "../../src/logger.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { eventStream } from "../support/event-stream.js";
import { followed, once } from "../support/follow.js";
import { holdQueries } from "../support/hold-queries.js";
import { RawSocket } from "../support/raw-socket.js";

const LIST = "{ themes(first: 1) { totalCount } }";
/** The statement that each list has once. */
const COUNT = 'count(*)::int AS count FROM "theme"';
const LIVE = "subscription { ideaPosted { cursor idea { title } } }";

let app: TestApp;
let token: string;
const lines: { level: number; msg: string; status?: number }[] = [];
beforeAll(async () => {
  const log = createLogger("debug", { write: (line) => void lines.push(JSON.parse(line)) });
  app = await testApp(undefined, { inFlight: { min: 1, max: 1 } }, log);
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
  await app.ask(LIST);
});
afterAll(() => app.end());

/** While `work` runs, the one permit is taken by an operation that waits for the database. */
async function whileBusy(work: () => Promise<void>): Promise<void> {
  const queries = holdQueries(app.services.database, COUNT);
  const busy = app.ask(LIST);
  await queries.held(1);
  queries.stop();
  try {
    await work();
  } finally {
    queries.open();
  }
  expect((await busy).status).toBe(200);
}

/** A request whose client closes its connection before there is an answer. */
function askAndLeave() {
  const abort = new AbortController();
  const asked = fetch(`${app.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query: LIST }),
    signal: abort.signal,
  });
  const leave = (): Promise<void> => {
    abort.abort();
    return expect(asked).rejects.toThrow();
  };
  return { leave };
}

const metric = async (name: string): Promise<number> =>
  Number(new RegExp(`^${name} (\\S+)$`, "m").exec(await (await fetch(`${app.url}/metrics`)).text())![1]);

describe("an operation for which there is no permit in time", () => {
  it("is UNAVAILABLE over HTTP, with status 503 and the time to wait", () =>
    whileBusy(async () => {
      const shed = await app.ask(LIST);
      expect(shed).toMatchObject({
        status: 503,
        errors: [{ extensions: { code: "UNAVAILABLE", retryAfterSeconds: 1 } }],
      });
      expect(shed.headers.get("retry-after")).toBe("1");
      expect(shed.headers.get("content-type")).toContain("application/json");
      expect(shed.headers.get("x-request-id")).toBe(shed.errors![0]!.extensions.requestId);
      expect(await metric("ino_admission_shed_total")).toBeGreaterThan(0);
    }));

  it("is UNAVAILABLE over WebSocket, and the socket goes on", async () => {
    const socket = app.socket();
    await whileBusy(() =>
      expect(once(socket, LIST)).rejects.toMatchObject([{ extensions: { code: "UNAVAILABLE", retryAfterSeconds: 1 } }]),
    );
    expect(await once(socket, LIST)).toEqual({ themes: { totalCount: 0 } });
  });
});

describe("a subscription for which there is no permit", () => {
  it("waits for as long as it takes, over WebSocket and as a stream of events", async () => {
    const socket = app.socket();
    let opening: ReturnType<typeof eventStream> | undefined;
    let live: ReturnType<typeof followed> | undefined;
    await whileBusy(async () => {
      live = followed(socket, LIVE);
      opening = eventStream(app.url, LIVE);
      while ((await metric("ino_admission_waiting")) < 2);
      // Longer than a query would wait.
      await expect(once(socket, LIST)).rejects.toMatchObject([{ extensions: { code: "UNAVAILABLE" } }]);
      expect(await metric("ino_admission_waiting")).toBe(2);
    });
    const stream = await opening!;
    expect(stream.response.status).toBe(200);
    while (app.services.subscriptions.subscriberCount < 2) await new Promise((resolve) => setImmediate(resolve));
    live!.stop();
    await stream.leave();
    while (app.services.subscriptions.subscriberCount > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("no longer waits when its client has gone", async () => {
    const abort = new AbortController();
    await whileBusy(async () => {
      const opening = fetch(`${app.url}/graphql/stream?query=${encodeURIComponent(LIVE)}`, {
        headers: { accept: "text/event-stream" },
        signal: abort.signal,
      });
      const socket = await RawSocket.ready(app.url);
      socket.subscribe("1", LIVE);
      while ((await metric("ino_admission_waiting")) < 2);
      abort.abort();
      socket.socket.terminate();
      await expect(opening).rejects.toThrow();
      while ((await metric("ino_admission_waiting")) > 0);
    });
    expect(app.services.subscriptions.subscriberCount).toBe(0);
  });
});

describe("a request that is refused in an overload", () => {
  const levelsOfRefused = (): number[] => lines.filter(({ status }) => status === 503).map(({ level }) => level);

  it("has no line of its own in the log at the level info", async () => {
    lines.length = 0;
    await whileBusy(async () => expect((await app.ask(LIST)).status).toBe(503));
    expect(levelsOfRefused()).toEqual([20]);
  });

  it("has none either when it is a stream for which no memory is left to wait in", async () => {
    lines.length = 0;
    const leaving = new AbortController();
    const open = () =>
      fetch(`${app.url}/graphql/stream`, {
        method: "POST",
        headers: { accept: "text/event-stream", "content-type": "application/json" },
        body: JSON.stringify({ query: LIVE, variables: { unused: "x".repeat(250_000) } }),
        signal: leaving.signal,
      });
    await whileBusy(async () => {
      const opened = Array.from({ length: 17 }, open);
      expect((await Promise.race(opened)).status).toBe(503);
      leaving.abort();
      await Promise.allSettled(opened);
      while ((await metric("ino_admission_waiting")) > 0);
    });
    expect(levelsOfRefused()).toEqual([20]);
  });
});

describe("an operation that waits for a permit", () => {
  it("goes on when it is there, members before others", async () => {
    const order: string[] = [];
    let answers: Promise<unknown[]> = Promise.resolve([]);
    await whileBusy(async () => {
      const asked = (name: string, as?: string) =>
        app.ask(LIST, {}, as).then((answer) => [order.push(name), answer.status]);
      const guest = asked("guest");
      while ((await metric("ino_admission_waiting")) < 1);
      answers = Promise.all([guest, asked("member", token)]);
      while ((await metric("ino_admission_waiting")) < 2);
    });
    expect(await answers).toEqual([
      [2, 200],
      [1, 200],
    ]);
    expect(order).toEqual(["member", "guest"]);
  });

  it("has no permit before the one that runs has ended, whose client may have gone", async () => {
    const queries = holdQueries(app.services.database, COUNT);
    const leaving = askAndLeave();
    await queries.held(1);
    await leaving.leave();
    expect((await app.ask(LIST)).status).toBe(503);
    queries.open();
    while ((await metric("ino_admission_in_flight")) > 0);
    expect((await app.ask(LIST)).status).toBe(200);
  });

  it("is not run when its client has gone meanwhile", async () => {
    const statements = await app.statements.during(async () => {
      await whileBusy(async () => {
        const leaving = askAndLeave();
        while ((await metric("ino_admission_waiting")) < 1);
        await leaving.leave();
        while ((await metric("ino_admission_waiting")) > 0);
      });
    });
    expect(statements.filter((statement) => statement.includes(COUNT))).toHaveLength(1);
    expect((await app.ask(LIST)).status).toBe(200);
  });
});

describe("while the service is busy", () => {
  it("it says that it lives and is ready", () =>
    whileBusy(async () => {
      expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
      expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
    }));

  it("a subscription that has begun keeps no permit", async () => {
    const live = followed(app.socket(), LIVE);
    const stream = await eventStream(app.url, LIVE);
    while (app.services.subscriptions.subscriberCount < 2) await new Promise((resolve) => setImmediate(resolve));
    expect((await app.ask(LIST)).status).toBe(200);
    live.stop();
    await stream.leave();
  });
});
