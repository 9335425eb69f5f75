import { afterEach, beforeEach, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { Agent, request, type IncomingMessage } from "node:http";
import { connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { pino } from "pino";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { eventStream } from "../support/event-stream.js";
import { subscribers } from "../support/follow.js";

const LIVE = "subscription ($after: String) { ideaPosted(after: $after) { cursor } }";
const pathOf = (variables: object = {}): string =>
  `/graphql/stream?${new URLSearchParams({ query: LIVE, variables: JSON.stringify(variables) }).toString()}`;
/** Of a stream that is over at once. */
const overAtOnce = pathOf({ after: "x" });
const head = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`;

let app: TestApp;
/** What the service logged as a fault. */
let faults: string[];
const clients: Socket[] = [];
beforeEach(async () => {
  faults = [];
  const log = pino({ level: "error" }, { write: (line) => void faults.push(line) });
  app = await testApp(undefined, { connectionsPerAddress: 3 }, log);
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await app.end();
  expect(faults).toEqual([]);
});

/** A connection by hand, and what it has heard. */
function connection(): { socket: Socket; hears: (what: RegExp) => Promise<string> } {
  const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  clients.push(socket);
  let heard = "";
  socket.on("data", (data) => (heard += data.toString()));
  const hears = async (what: RegExp): Promise<string> => {
    while (!what.test(heard)) {
      if (socket.destroyed) throw new Error(`closed after ${heard}`);
      await Promise.race([once(socket, "data"), once(socket, "close")]);
    }
    return heard;
  };
  return { socket, hears };
}

const responseOf = (agent: Agent, path: string, headers: Record<string, string> = {}): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(new URL(path, app.url), { agent, headers: { accept: "text/event-stream", ...headers } }, resolve)
      .on("error", reject)
      .end();
  });

describe("a stream of server-sent events", () => {
  it("is refused on a connection that owes another answer, after which it would wait", async () => {
    const { socket, hears } = connection();
    socket.write(head(overAtOnce) + head(pathOf()));
    const heard = await hears(/TOO_MANY_OPERATIONS/);
    expect(heard.match(/HTTP\/1\.1 \d+/g)).toEqual(["HTTP/1.1 200", "HTTP/1.1 429"]);
    expect(app.followers()).toBe(0);
  });

  it("leaves nothing behind of those that were asked for after it on its connection", async () => {
    const { socket } = connection();
    socket.write(head(pathOf()).repeat(3));
    while (app.followers() === 0) await sleep(5);
    socket.destroy();
    await subscribers(app, 0);
    const again = [];
    for (let n = 0; n < 3; n++) again.push(await eventStream(app.url, LIVE));
    expect(again.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    await Promise.all(again.map((stream) => stream.leave()));
  });

  it("comes over a connection whose last one has ended", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const sockets = new Set<Socket>();
    for (let n = 0; n < 5; n++) {
      const response = await responseOf(agent, overAtOnce);
      sockets.add(response.socket);
      expect([response.statusCode, await text(response)]).toEqual([200, expect.stringContaining("event: complete")]);
    }
    const last = await responseOf(agent, pathOf());
    sockets.add(last.socket);
    expect([last.statusCode, sockets.size]).toEqual([200, 1]);
    agent.destroy();
    await subscribers(app, 0);
  });

  it("is not begun by a process that stops, which sends its client elsewhere", async () => {
    const { socket, hears } = connection();
    const body = JSON.stringify({ query: LIVE });
    socket.write(
      `POST /graphql/stream HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nExpect: 100-continue\r\n\r\n`,
    );
    await hears(/100 Continue\r\n\r\n/);
    const stopped = app.stop();
    socket.write(body);
    const heard = await hears(/}$|event/);
    expect(heard).toMatch(/^HTTP\/1\.1 503 /m);
    expect(heard).toMatch(/^connection: close\r$/im);
    expect(heard).toContain(`"code":"UNAVAILABLE"`);
    await once(socket, "close");
    await stopped;
  });

  it("whose session ends before it has begun is cut off, and not an empty answer", async () => {
    const { source } = app.services.database;
    const member = await builders(source.manager).buildMember();
    const token = await app.tokenOf(member.id);
    const runner = source.createQueryRunner();
    await runner.startTransaction();
    await runner.query("LOCK TABLE block IN ACCESS EXCLUSIVE MODE");
    const agent = new Agent({ keepAlive: true });
    const answer = responseOf(agent, pathOf(), { authorization: `Bearer ${token}` });
    const waits = `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    while ((await source.query<unknown[]>(waits)).length === 0) await sleep(5);
    await app.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, token);
    await expect(answer).rejects.toThrow(/hang up|ECONNRESET/);
    await runner.rollbackTransaction();
    await runner.release();
    // Its place is free, as are those of two more.
    const again = [];
    for (let n = 0; n < 3; n++) again.push(await eventStream(app.url, LIVE));
    expect(again.map(({ response }) => response.status)).toEqual([200, 200, 200]);
    await Promise.all(again.map((stream) => stream.leave()));
    await subscribers(app, 0);
  });

  it.each([
    ["text/event-stream, multipart/mixed, application/json", 200],
    ["application/json, Text/Event-Stream;q=0.9", 200],
    ["*/*", 200],
    ["application/json, text/*;q=0.5", 200],
    ["text/event-stream; charset=utf-8", 200],
    ["text/html, image/gif, *; q=.2, */*; q=.2", 200],
    ["", 406],
    ["*", 406],
    ["text/event-stream;q=0", 406],
    ["application/json", 406],
    ["text/event-streams", 406],
  ])("is given to who takes %s: %i", async (accept, status) => {
    const stream = await eventStream(app.url, LIVE, { after: "x" }, { accept });
    expect(stream.response.status).toBe(status);
    if (status === 200) {
      await stream.end();
      expect(stream.messages.map(({ event }) => event)).toEqual(["next", "complete"]);
    }
  });

  it("is refused in the service's form of errors to who does not take events", async () => {
    const response = await fetch(new URL(pathOf(), app.url), { headers: { accept: "application/json" } });
    expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    expect(await response.json()).toMatchObject({
      errors: [{ message: expect.stringContaining("Accept"), extensions: { code: "BAD_USER_INPUT" } }],
    });
  });
});
