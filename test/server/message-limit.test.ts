import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import { WebSocket } from "ws";
import {
  messageBurst,
  messagesPerSecond,
  TokenBucket,
  tooManyMessages,
} from "../../src/server/websocket/message-limit.js";
import { testApp, type TestApp } from "../support/app.js";
import { acknowledgedSocket } from "../support/raw-socket.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const opened = (): Promise<WebSocket> => acknowledgedSocket(app.url);

describe("a socket", () => {
  it.each<[string, (socket: WebSocket) => void]>([
    ["pings of the protocol", (socket) => socket.send('{"type":"ping"}')],
    ["pings of WebSocket", (socket) => socket.ping()],
    ["pongs of WebSocket", (socket) => socket.pong()],
    ["messages", (socket) => socket.send('{"type":"complete","id":"1"}')],
  ])("is closed with 4431 when it sends a flood of %s", async (_what, send) => {
    const quiet = await opened();
    const socket = await opened();
    socket.on("error", () => undefined);
    let answers = 0;
    socket.on("pong", () => answers++).on("message", () => answers++);
    const closed = event(socket, "close");
    let isOpen = true;
    void closed.then(() => (isOpen = false));
    const startedAt = performance.now();
    while (isOpen) {
      for (let n = 0; n < 100 && socket.readyState === WebSocket.OPEN; n++) send(socket);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const [code, reason] = (await closed) as [number, Buffer];
    expect([code, reason.toString()]).toEqual([tooManyMessages, "Too many messages"]);
    const seconds = (performance.now() - startedAt) / 1_000;
    expect(answers).toBeLessThanOrEqual(messageBurst + messagesPerSecond * seconds);
    // Another one goes on.
    quiet.send(JSON.stringify({ id: "1", type: "subscribe", payload: { query: "{ __typename }" } }));
    const [next] = (await event(quiet, "message")) as [Buffer];
    expect(JSON.parse(next.toString())).toMatchObject({ id: "1", type: "next" });
    quiet.terminate();
  });

  it("has its pings answered", async () => {
    const socket = await opened();
    socket.ping("one");
    expect(String((await event(socket, "pong"))[0])).toBe("one");
    socket.terminate();
  });

  it("is closed when a message comes in very many frames, which are not messages", async () => {
    const socket = await opened();
    socket.on("error", () => undefined);
    const closed = event(socket, "close");
    for (let n = 0; n < 1_000; n++) socket.send("", { fin: false });
    expect((await closed)[0]).toBe(1008);
  });
});

describe("a token bucket", () => {
  it("has its burst at first, and then so many tokens a second, up to the burst again", () => {
    const bucket = new TokenBucket(10, 5, 0);
    const taken = (nowMs: number): number => {
      let count = 0;
      while (bucket.take(nowMs)) count++;
      return count;
    };
    expect([0, 0, 99, 100, 300, 60_000].map(taken)).toEqual([5, 0, 0, 1, 2, 5]);
  });
});
