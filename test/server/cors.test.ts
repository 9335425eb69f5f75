import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { WebSocket } from "ws";
import { testApp, type TestApp } from "../support/app.js";

let trial: TestApp;
let closed: TestApp;
beforeAll(async () => {
  trial = await testApp(undefined, { localOrigins: true });
  closed = await testApp(trial.databaseUrl);
});
afterAll(async () => {
  await closed.end();
  await trial.end();
});

const preflight = (app: TestApp, origin: string, path = "/graphql", method = "POST") =>
  fetch(app.url + path, {
    method: "OPTIONS",
    headers: {
      origin,
      "access-control-request-method": method,
      "access-control-request-headers": "authorization,content-type",
    },
  });
const allowed = async (answer: Promise<Response>) => (await answer).headers.get("access-control-allow-origin");

async function connects(app: TestApp, origin: string): Promise<boolean> {
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { origin });
  socket.on("error", () => undefined);
  const isOpen = await Promise.race([
    once(socket, "open").then(() => true),
    once(socket, "unexpected-response").then(() => false),
  ]);
  socket.terminate();
  return isOpen;
}

const local = [
  "http://localhost:3000",
  "http://localhost:5173",
  "http://localhost",
  "https://localhost:8443",
  "http://127.0.0.1:8080",
  "http://[::1]:3000",
];
const strangers = [
  "https://evil.example",
  "http://localhost.evil.example:3000",
  "http://evil.example:3000/localhost",
  "http://user@localhost:3000",
  "http://localhost:3000/",
  "http://192.168.1.10:3000",
  "file://localhost",
  "null",
];

describe("in a trial, a page of this machine", () => {
  it.each(local)("at %s may call the service, over HTTP and WebSocket", async (origin) => {
    const answer = await preflight(trial, origin);
    expect([answer.status, await answer.text()]).toEqual([204, ""]);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": origin,
      "access-control-allow-headers": "authorization,content-type",
      "access-control-allow-methods": expect.stringContaining("POST"),
      "access-control-max-age": "86400",
      vary: expect.stringMatching(/origin/i),
    });
    expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    expect(await allowed(fetch(`${trial.url}/graphql?query={__typename}`, { headers: { origin } }))).toBe(origin);
    expect(await connects(trial, origin)).toBe(true);
  });

  it.each(local)("at %s may not where the configuration has it otherwise", async (origin) => {
    expect(await allowed(preflight(closed, origin))).toBeNull();
    expect(await connects(closed, origin)).toBe(false);
  });

  it.each(strangers)("does not make %s one", async (origin) => {
    expect(await allowed(preflight(trial, origin))).toBeNull();
    expect(await connects(trial, origin)).toBe(false);
  });
});

describe("a preflight", () => {
  it.each(["/graphql", "/graphql/stream"])(
    "of %s from an origin that is not allowed has no CORS headers",
    async (path) => {
      const answer = await preflight(trial, "https://evil.example", path);
      expect([answer.status, await answer.text()]).toEqual([204, ""]);
      expect([...answer.headers.keys()].filter((name) => name.startsWith("access-control"))).toEqual([]);
    },
  );

  it("of an address that is not there is NOT_FOUND", async () => {
    const answer = await preflight(trial, "https://evil.example", "/nothing");
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: "NOT_FOUND" } }] },
    ]);
  });
});

describe("OPTIONS that is no preflight", () => {
  it.each([undefined, "http://localhost:3000"])(
    "is answered with the methods there are (origin %s)",
    async (origin) => {
      const answer = await fetch(`${closed.url}/graphql`, { method: "OPTIONS", headers: origin ? { origin } : {} });
      expect([answer.status, answer.headers.get("allow")]).toEqual([204, "GET, POST, OPTIONS"]);
      const open = await fetch(`${trial.url}/graphql`, { method: "OPTIONS", headers: origin ? { origin } : {} });
      expect(open.status).toBe(204);
    },
  );
});
