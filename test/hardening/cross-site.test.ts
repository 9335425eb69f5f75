import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { request } from "node:http";
import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { text } from "node:stream/consumers";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

const listed = "https://ino.example";
const foreign = "https://evil.example";
let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp(undefined, { allowedOrigins: [listed] });
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterAll(() => app.end());

/** By node:http, as `fetch` does not send the headers that only a browser may set. */
async function get(path: string, query: string, headers: Record<string, string> = {}, parameters = {}) {
  const address = new URL(app.url + path);
  address.search = new URLSearchParams({ query, ...parameters }).toString();
  const [response] = (await once(request(address, { headers }).end(), "response")) as [IncomingMessage];
  if (response.headers["content-type"]?.includes("event-stream")) response.destroy();
  const body = response.destroyed ? "" : await text(response);
  return { status: response.statusCode, headers: response.headers, body };
}

const VIEWER = "{ viewer { email } }";
const LIVE = "subscription { ideaPosted { cursor } }";

describe("a query by GET", () => {
  it("needs no special header", async () => {
    const { status, body } = await get("/graphql", "{ __typename }");
    expect([status, JSON.parse(body)]).toEqual([200, { data: { __typename: "Query" } }]);
  });

  it("is not stored by a browser", async () => {
    expect((await get("/graphql", VIEWER)).headers["cache-control"]).toBe("no-store");
  });

  it("is signed in by the header Authorization", async () => {
    const { body } = await get("/graphql", VIEWER, { authorization: `Bearer ${token}` });
    expect(JSON.parse(body)).toEqual({ data: { viewer: { email: expect.any(String) } } });
  });

  it.each<[string, { headers?: () => Record<string, string>; parameters?: () => object }]>([
    [
      "cookies",
      {
        headers: () => ({
          cookie: ["authorization", "token", "access_token", "accessToken", "session", "sid", "jwt"]
            .map((name) => `${name}=${token}`)
            .join("; "),
        }),
      },
    ],
    ["a cookie with the whole header", { headers: () => ({ cookie: `Authorization=Bearer ${token}` }) }],
    ["credentials for a proxy", { headers: () => ({ "proxy-authorization": `Bearer ${token}` }) }],
    ["a referrer", { headers: () => ({ referer: `${app.url}/graphiql?access_token=${token}` }) }],
    ["the origin of the service", { headers: () => ({ origin: app.url, "sec-fetch-site": "same-origin" }) }],
    ["parameters", { parameters: () => ({ access_token: token, token, authorization: `Bearer ${token}` }) }],
    [
      "extensions",
      {
        parameters: () => ({
          extensions: JSON.stringify({ headers: { authorization: `Bearer ${token}` }, authorization: token }),
        }),
      },
    ],
  ])("is not signed in by %s, which a page can make a browser send", async (_what, { headers, parameters }) => {
    const { status, body } = await get("/graphql", VIEWER, headers?.(), parameters?.());
    expect([status, JSON.parse(body)]).toEqual([200, { data: { viewer: null } }]);
  });

  it("is refused with the password that a browser adds to an address", async () => {
    const { status, body } = await get("/graphql", VIEWER, {
      authorization: `Basic ${Buffer.from(`a@test.example:${token}`).toString("base64")}`,
    });
    expect([status, JSON.parse(body).data]).toEqual([401, { viewer: null }]);
  });
});

describe.each([
  ["/graphql", "{ __typename }"],
  ["/graphql/stream", LIVE],
])("a GET of %s that a page lets a browser send", (path, query) => {
  const sent = (headers: Record<string, string>) =>
    get(path, query, path === "/graphql" ? headers : { accept: "text/event-stream", ...headers });

  it.each<[string, Record<string, string>]>([
    ["an image or a script", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }],
    ["a link", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" }],
    ["a fetch", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", origin: foreign }],
    ["a page without an origin", { "sec-fetch-site": "cross-site", "sec-fetch-mode": "cors", origin: "null" }],
    ["another host of the same site", { "sec-fetch-site": "same-site", "sec-fetch-mode": "no-cors" }],
  ])("does not run for %s of elsewhere", async (_what, headers) => {
    const { status, body } = await sent(headers);
    expect([status, JSON.parse(body)]).toEqual([
      403,
      {
        errors: [
          {
            message: expect.stringContaining("ALLOWED_ORIGINS"),
            extensions: { code: "FORBIDDEN", requestId: expect.any(String) },
          },
        ],
      },
    ]);
  });

  it.each<[string, Record<string, string>]>([
    ["a page of a listed origin", { "sec-fetch-site": "cross-site", origin: listed }],
    ["a page of the service", { "sec-fetch-site": "same-origin" }],
    ["somebody who types the address", { "sec-fetch-site": "none" }],
    ["a client that is no browser", {}],
  ])("runs for %s", async (_what, headers) => {
    expect((await sent(headers)).status).toBe(200);
  });
});

describe("an answer", () => {
  it("cannot be read by a page of elsewhere, nor embedded", async () => {
    for (const headers of [{ origin: foreign }, { origin: "null" }, {}] as Record<string, string>[]) {
      const answer = (await get("/graphql", "{ __typename }", headers)).headers;
      expect(answer["access-control-allow-origin"]).toBeUndefined();
      expect(answer["access-control-allow-credentials"]).toBeUndefined();
      expect(answer["cross-origin-resource-policy"]).toBe("same-origin");
      expect(answer["x-content-type-options"]).toBe("nosniff");
      expect(answer["content-type"]).toMatch(/json/);
    }
  });
});
