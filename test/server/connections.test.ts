import { afterEach, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import { connect, type AddressInfo } from "node:net";
import { createServer as createHttpServer, type IncomingMessage } from "node:http";
import { WebSocket, WebSocketServer } from "ws";
import type { Config } from "../../src/config.js";
import { KeepAlive } from "../../src/server/websocket/keep-alive.js";
import { testApp, type TestApp } from "../support/app.js";
import { eventStream } from "../support/event-stream.js";

const LIVE = "subscription { ideaPosted { cursor } }";

let app: TestApp;
afterEach(() => app?.end());

const started = async (config: Partial<Config>): Promise<void> => void (app = await testApp(undefined, config));

/** A socket, or the status that its upgrade was answered with. */
async function connected(headers: Record<string, string> = {}): Promise<WebSocket | number> {
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  return new Promise((resolve, reject) => {
    socket.on("error", reject).on("open", () => resolve(socket));
    socket.on("unexpected-response", (request, response: IncomingMessage) => {
      response.resume();
      request.destroy();
      resolve(response.statusCode!);
    });
  });
}

describe("an address", () => {
  it("has so many sockets and streams open at most, and gets a place back when one closes", async () => {
    await started({ connectionsPerAddress: 3 });
    const sockets = [await connected(), await connected()] as WebSocket[];
    const stream = await eventStream(app.url, LIVE);
    expect(stream.response.status).toBe(200);
    expect(await connected()).toBe(429);
    const refused = await fetch(`${app.url}/graphql/stream?query=${encodeURIComponent(LIVE)}`, {
      headers: { accept: "text/event-stream" },
    });
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { errors: [{ extensions: { code: "TOO_MANY_OPERATIONS" } }] },
    ]);
    // Queries are not connections that stay.
    expect((await app.ask("{ __typename }")).status).toBe(200);

    const closed = event(sockets[0]!, "close");
    sockets[0]!.close();
    await closed;
    let again = await connected();
    while (again === 429) again = await connected();
    expect(again).toBeInstanceOf(WebSocket);
    await stream.leave();
    again = await connected();
    while (again === 429) again = await connected();
    expect(again).toBeInstanceOf(WebSocket);
  });

  it("is the client's, not that of a proxy that is trusted", async () => {
    await started({ connectionsPerAddress: 1, trustedProxies: ["127.0.0.1"] });
    const from = (address: string) => connected({ "x-forwarded-for": address });
    expect(await from("192.0.2.1")).toBeInstanceOf(WebSocket);
    expect(await from("192.0.2.1")).toBe(429);
    expect(await from("192.0.2.2")).toBeInstanceOf(WebSocket);
    // One household has a whole /64 of IPv6.
    expect(await from("2001:db8:1:2::1")).toBeInstanceOf(WebSocket);
    expect(await from("2001:db8:1:2::2")).toBe(429);
    expect(await from("2001:db8:1:3::1")).toBeInstanceOf(WebSocket);
  });

  it("keeps nothing of an upgrade that is refused, though the client does not close its side", async () => {
    await started({});
    const { port } = new URL(app.url);
    const held = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
    const before = held();
    const clients = [];
    for (let n = 0; n < 20; n++) {
      const client = connect({ port: Number(port), host: "127.0.0.1", allowHalfOpen: true });
      client.write(
        "GET /nowhere HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
      );
      await event(client.resume(), "end");
      clients.push(client);
    }
    // Those of the clients are in this process, too.
    while (held() > before + 20) await new Promise((resolve) => setTimeout(resolve, 20));
    for (const client of clients) client.destroy();
  });

  it("keeps no place of an upgrade that fails", async () => {
    await started({ connectionsPerAddress: 1 });
    for (let n = 0; n < 3; n++) {
      const answer = await fetch(`${app.url}/graphql`, { headers: { accept: "application/json" } });
      expect(answer.status).toBe(400);
    }
    expect(await connected()).toBeInstanceOf(WebSocket);
  });
});

describe("a socket with nobody at its other end", () => {
  it("is found by pings, while one that answers stays", async () => {
    await started({});
    const server = createHttpServer().listen(0, "127.0.0.1");
    await event(server, "listening");
    const wss = new WebSocketServer({ server });
    const keepAlive = new KeepAlive(50);
    wss.on("connection", (socket) => keepAlive.add(socket));
    const url = `ws://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const [silent, alive] = [new WebSocket(url, { autoPong: false }), new WebSocket(url)];
    let pings = 0;
    const pinged = new Promise<void>((resolve) => alive.on("ping", () => ++pings === 5 && resolve()));
    await event(silent, "close");
    await pinged;
    expect(alive.readyState).toBe(WebSocket.OPEN);
    keepAlive.stop();
    alive.terminate();
    wss.close();
    server.close();
  });
});
