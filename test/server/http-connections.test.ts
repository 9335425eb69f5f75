import { afterEach, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import { connect, type AddressInfo, type Socket } from "node:net";
import { pino } from "pino";
import { WebSocket } from "ws";
import type { Config } from "../../src/config.js";
import { createFastifyApp } from "../../src/server/http/fastify-app.js";
import { testApp, type TestApp } from "../support/app.js";

const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n`;

describe("an address", () => {
  let app: TestApp | undefined;
  let held: Socket[] = [];
  afterEach(async () => {
    for (const socket of held) socket.destroy();
    held = [];
    await app?.end();
  });
  const started = async (config: Partial<Config>): Promise<string> => (app = await testApp(undefined, config)).url;

  /** A connection that is kept alive after its first answer; null when it is closed without any. */
  async function keptAlive(url: string, request = get("/healthz")): Promise<Socket | null> {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    held.push(socket);
    socket.on("error", () => undefined).write(request);
    const answered = event(socket, "data").then(() => socket);
    return Promise.race([answered, event(socket, "close").then(() => null)]);
  }

  it("has so many connections over HTTP at most, and gets a place back when one closes", async () => {
    const url = await started({ httpConnectionsPerAddress: 2 });
    const first = await keptAlive(url);
    expect(await keptAlive(url)).not.toBeNull();
    expect(await keptAlive(url)).toBeNull();
    first!.destroy();
    while ((await keptAlive(url)) === null);
    expect(await keptAlive(url)).toBeNull();
  });

  it("has its WebSockets beside them", async () => {
    const url = await started({ httpConnectionsPerAddress: 1 });
    for (let n = 0; n < 3; n++) {
      const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
      await event(socket, "open");
    }
    expect(await keptAlive(url)).not.toBeNull();
    expect(await keptAlive(url)).toBeNull();
  });

  it("has one place for a connection that asks for another protocol and goes on over HTTP", async () => {
    const url = await started({ httpConnectionsPerAddress: 1 });
    const http2 = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n";
    for (let n = 0; n < 3; n++) {
      let socket = await keptAlive(url, http2);
      while (socket === null) socket = await keptAlive(url, http2);
      expect(await keptAlive(url)).toBeNull();
      socket.destroy();
    }
  });

  it("has no limit on them when it is a proxy's that is trusted", async () => {
    const url = await started({ httpConnectionsPerAddress: 1, trustedProxies: ["127.0.0.1"] });
    for (let n = 0; n < 3; n++) expect(await keptAlive(url)).not.toBeNull();
  });
});

describe("a request that is sent too slowly", () => {
  const options = {
    config: { allowedOrigins: [], localOrigins: false, trustedProxies: [] },
    log: pino({ level: "silent" }),
  };

  it("has 15 s by default", async () => {
    const app = await createFastifyApp({ ...options, isStopping: () => false });
    const { headersTimeout, requestTimeout } = app.server;
    expect({ headersTimeout, requestTimeout }).toEqual({ headersTimeout: 15_000, requestTimeout: 15_000 });
    await app.close();
  });

  it("is ended, while slow answers and streams go on", async () => {
    const app = await createFastifyApp({
      ...options,
      isStopping: () => false,
      receiveTimeoutMs: 300,
    });
    let answer = (): void => undefined;
    const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
    let isAsked = (): void => undefined;
    const asked = new Promise<void>((resolve) => (isAsked = resolve));
    app.get("/slow", async () => {
      isAsked();
      await mayAnswer;
      return { status: "answered" };
    });
    app.get("/stream", async (_request, reply) => {
      reply.hijack();
      reply.raw.writeHead(200, { "content-type": "text/event-stream" });
      reply.raw.write("event: first\n\n");
      await mayAnswer;
      reply.raw.end("event: last\n\n");
    });
    app.post("/body", () => ({ status: "complete" }));
    const url = await app.listen({ port: 0 });

    const slow = fetch(`${url}/slow`).then((response) => response.json());
    const stream = await fetch(`${url}/stream`);
    await asked;
    const late = [
      "GET /healthz HTTP/1.1\r\nHost: x\r\n",
      'POST /body HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"',
      "",
    ].map(async (text) => {
      const socket = connect((app.server.address() as AddressInfo).port, "127.0.0.1");
      let received = "";
      socket.on("error", () => undefined).on("data", (data: Buffer) => (received += data.toString()));
      if (text) socket.write(text);
      await event(socket, "close");
      return received.split("\r\n")[0];
    });
    expect(await Promise.all(late)).toEqual(Array(3).fill("HTTP/1.1 408 Request Timeout"));
    answer();
    expect(await slow).toEqual({ status: "answered" });
    expect(await stream.text()).toBe("event: first\n\nevent: last\n\n");
    await app.close();
  });
});
