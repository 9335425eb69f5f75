import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { WebSocket } from "ws";
import { authorizationOf } from "../../src/server/websocket/connection-params.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";

let app: TestApp;
let bearer: string;
beforeAll(async () => {
  app = await testApp();
  const { id } = await builders(app.services.database.source.manager).buildMember({ name: "Ada" });
  bearer = `Bearer ${await app.tokenOf(id)}`;
});
afterAll(() => app.end());

/** Who is signed in on a socket: the name, null for nobody; the code and reason of the close when it is refused. */
async function viewer(payload: unknown, upgrade?: string): Promise<unknown> {
  const headers = upgrade === undefined ? {} : { authorization: upgrade };
  const socket = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { headers });
  const closed = once(socket, "close").then(([code, reason]) => [code, String(reason)] as unknown);
  await once(socket, "open");
  const heard = new Promise<unknown>((resolve) =>
    socket.on("message", (data: Buffer) => {
      const { type, payload: result } = JSON.parse(data.toString());
      if (type === "next") resolve(result.data.viewer?.member.name ?? null);
      if (type !== "connection_ack") return;
      const query = "{ viewer { member { name } } }";
      socket.send(JSON.stringify({ type: "subscribe", id: "1", payload: { query } }));
    }),
  );
  socket.send(JSON.stringify({ type: "connection_init", ...(payload !== undefined && { payload }) }));
  const result = await Promise.race([heard, closed]);
  socket.terminate();
  return result;
}

describe("a socket", () => {
  it.each<[string, () => [payload: unknown, upgrade?: string]]>([
    ["connectionParams.authorization", () => [{ authorization: bearer }]],
    ["connectionParams.Authorization", () => [{ Authorization: bearer }]],
    ["connectionParams.AUTHORIZATION", () => [{ AUTHORIZATION: bearer }]],
    ["connectionParams.headers.Authorization", () => [{ headers: { Authorization: bearer } }]],
    ["connectionParams.headers.authorization", () => [{ headers: { authorization: bearer } }]],
    ["the same, among other headers", () => [{ headers: { "accept-language": "nl", AuthorizatioN: bearer } }]],
    ["the same, beside something else", () => [{ headers: { authorization: bearer }, client: "web" }]],
    ["the header of the upgrade", () => [undefined, bearer]],
    ["the header of the upgrade, with empty connectionParams", () => [{}, bearer]],
    ["the header of the upgrade, beside an empty authorization", () => [{ authorization: "" }, bearer]],
    ["connectionParams before the header of the upgrade", () => [{ authorization: bearer }, "Bearer of-a-proxy"]],
  ])("is signed in by %s", async (_what, params) => {
    expect(await viewer(...params())).toBe("Ada");
  });

  it.each<[string, unknown]>([
    ["no connectionParams", undefined],
    ["empty ones", {}],
    ["an authorization of null", { authorization: null }],
    ["an empty authorization", { authorization: "" }],
    ["headers without one", { headers: { "accept-language": "nl" } }],
    ["empty headers", { headers: {} }],
    ["headers with an empty token", { headers: { "x-access-token": "", token: null } }],
    ["headers with a token against forged requests", { headers: { "x-csrf-token": "abc", "x-author-id": "1" } }],
    ["a token of null", { token: null }],
  ])("is of nobody with %s", async (_what, payload) => {
    expect(await viewer(payload)).toBeNull();
  });

  it.each<[string, () => unknown]>([
    ["token", () => ({ token: bearer })],
    ["accessToken", () => ({ accessToken: bearer.slice(7) })],
    ["authToken", () => ({ authToken: bearer })],
    ["jwt beside an empty authorization", () => ({ authorization: "", jwt: bearer })],
    ["headers that are text", () => ({ headers: `authorization: ${bearer}` })],
    ["headers that are a list", () => ({ headers: [["authorization", bearer]] })],
    ["a header token", () => ({ headers: { token: bearer.slice(7) } })],
    ["a header X-Access-Token", () => ({ headers: { "X-Access-Token": "abc" } })],
    ["a header Authorisation", () => ({ headers: { "accept-language": "nl", Authorisation: bearer } })],
    ["a header x-auth beside an empty Authorization", () => ({ headers: { Authorization: "", "x-auth": "abc" } })],
    ["a header of another name with Bearer", () => ({ headers: { "x-session": bearer } })],
    ["a header of another name with a signed token", () => ({ headers: { session: bearer.slice(7) } })],
    ["something nested", () => ({ context: { headers: { authorization: bearer } } })],
  ])("is refused with the token in an unknown form: %s", async (_what, payload) => {
    const [code, reason] = (await viewer(payload())) as [number, string];
    expect(code).toBe(4403);
    expect(reason).toContain('"authorization": "Bearer');
  });

  it.each<[string, () => [payload: unknown, upgrade?: string]]>([
    ["a token without Bearer", () => [{ authorization: bearer.slice(7) }]],
    ["another scheme", () => [{ headers: { Authorization: "Basic YTpi" } }]],
    ["a list of tokens", () => [{ headers: { Authorization: [bearer] } }]],
    ["a number", () => [{ authorization: 1 }]],
    ["another scheme in the upgrade", () => [undefined, "Basic YTpi"]],
    [
      "a wrong token before a right one",
      () => [{ authorization: "Bearer x", headers: { authorization: bearer } }, bearer],
    ],
  ])("is refused with %s", async (_what, params) => {
    expect(await viewer(...params())).toEqual([4403, "Forbidden"]);
  });
});

describe("the authorization of a socket", () => {
  it.each<[Record<string, unknown> | undefined, string | undefined, unknown]>([
    [undefined, undefined, undefined],
    [{ authorization: "a", Authorization: "b" }, "c", "a"],
    [{ authorization: null, Authorization: "b" }, "c", "b"],
    [{ headers: { AUTHORIZATION: "a" } }, "c", "a"],
    [{ headers: null }, "c", "c"],
    [{ headers: null }, undefined, undefined],
    [{ token: "a" }, "c", "c"],
    [{ token: "a" }, undefined, null],
    [{ headers: "a" }, undefined, null],
    [{ authorization: false }, undefined, false],
  ])("in %j and the header %j is %j", (params, header, expected) => {
    expect(authorizationOf(params, header)).toEqual(expected);
  });
});
