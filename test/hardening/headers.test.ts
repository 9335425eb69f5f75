import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { WebSocket } from "ws";
import { testApp, type TestApp } from "../support/app.js";
import { password } from "../support/passwords.js";

const listed = "https://ino.example";
let app: TestApp;
beforeAll(async () => {
  app = await testApp(undefined, { allowedOrigins: [listed] });
});
afterAll(() => app.end());

const query = JSON.stringify({ query: "{ __typename }" });
const json = { "content-type": "application/json" };
const signUp = JSON.stringify({
  query: `mutation { signUp(input: {name: "a", email: "a@test.example", password: "${password}"}) { userErrors { code } } }`,
});

const requests: [string, string, RequestInit][] = [
  ["an answer", "/graphql", { method: "POST", headers: json, body: query }],
  ["a sign-up", "/graphql", { method: "POST", headers: json, body: signUp }],
  ["a refusal", "/graphql", { method: "POST", headers: json, body: "{" }],
  ["a refused token", "/graphql", { method: "POST", headers: { ...json, authorization: "Bearer x" }, body: query }],
  ["a wrong form", "/graphql", { method: "POST", body: new URLSearchParams({ query: "{ __typename }" }) }],
  ["too long a body", "/graphql", { method: "POST", headers: json, body: " ".repeat(300_000) }],
  ["a wrong method", "/graphql", { method: "PUT" }],
  [
    "a preflight",
    "/graphql",
    { method: "OPTIONS", headers: { origin: listed, "access-control-request-method": "POST" } },
  ],
  ["what is not there", "/nothing", {}],
  ["an address that cannot be read", "/%zz", {}],
  ["health", "/healthz", {}],
  ["readiness", "/readyz", {}],
  ["GraphiQL", "/graphiql", {}],
  ["its script", "/graphiql/start.js", {}],
  ["its worker", "/graphiql/editor-worker.js", {}],
];

describe.each(requests)("the answer to %s", (_what, path, init) => {
  it("carries the headers that protect, and no cookie", async () => {
    const { headers } = await fetch(app.url + path, init);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
    expect(headers.get("x-frame-options")).toBe("SAMEORIGIN");
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("strict-transport-security")).toContain("max-age=");
    expect(headers.get("x-powered-by")).toBeNull();
    expect(headers.get("server")).toBeNull();
    expect(headers.getSetCookie()).toEqual([]);
    const policy = headers.get("content-security-policy")!;
    if (path.startsWith("/graphiql")) {
      expect(policy).toContain("default-src 'self';");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toMatch(/unsafe-eval|script-src[^;]*unsafe-inline/);
    } else expect(policy).toBe("default-src 'none';frame-ancestors 'none'");
  });
});

describe("a browser page of elsewhere", () => {
  const from = (origin: string, init: RequestInit = {}) =>
    fetch(`${app.url}/graphql`, { ...init, headers: { ...init.headers, origin } });
  const asking = (origin: string) => from(origin, { method: "POST", headers: json, body: query });
  const preflight = (origin: string) =>
    from(origin, {
      method: "OPTIONS",
      headers: {
        "access-control-request-method": "POST",
        "access-control-request-headers": "content-type,authorization",
      },
    });
  const strangers = ["https://evil.example", "https://ino.example.evil.example", "http://ino.example", "null"];

  it("that is listed may ask, and read the answer; with a token, never with cookies", async () => {
    for (const answer of [await preflight(listed), await asking(listed)]) {
      expect(answer.headers.get("access-control-allow-origin")).toBe(listed);
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
      expect(answer.headers.get("vary")).toMatch(/origin/i);
    }
    expect((await preflight(listed)).headers.get("access-control-allow-headers")).toContain("authorization");
    expect((await asking(listed)).headers.get("access-control-expose-headers")).toContain("x-request-id");
  });

  it.each(strangers)("%s may not", async (origin) => {
    for (const answer of [await preflight(origin), await asking(origin)]) {
      expect(answer.headers.get("access-control-allow-origin")).toBeNull();
      expect(answer.headers.get("access-control-allow-credentials")).toBeNull();
    }
  });

  it("connects when it is listed alone", async () => {
    const connect = (origin: string) =>
      new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { origin });
    const welcome = connect(listed);
    await once(welcome, "open");
    welcome.terminate();
    for (const origin of strangers) {
      const stranger = connect(origin).on("error", () => undefined);
      const [, response] = (await once(stranger, "unexpected-response")) as [unknown, { statusCode: number }];
      expect(response.statusCode).toBe(403);
    }
  });

  it("of any origin may ask where all are allowed, without cookies all the same", async () => {
    const open = await testApp(app.databaseUrl, { allowedOrigins: ["*"] });
    const { headers } = await fetch(`${open.url}/graphql`, {
      method: "POST",
      headers: { ...json, origin: "https://any.example" },
      body: query,
    });
    expect(["*", "https://any.example"]).toContain(headers.get("access-control-allow-origin"));
    expect(headers.get("access-control-allow-credentials")).toBeNull();
    await open.end();
  });
});
