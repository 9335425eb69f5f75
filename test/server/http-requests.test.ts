import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { connect } from "node:net";
import { gzipSync } from "node:zlib";
import { testApp, type TestApp } from "../support/app.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const json = { "content-type": "application/json" };
const query = JSON.stringify({ query: "{ __typename }" });
const typename = { data: { __typename: "Query" } };

/** The only error of an answer, which has a code and the id of the request. */
async function refusal(response: Response) {
  const body = (await response.json()) as { errors: { message: string; extensions: Record<string, string> }[] };
  expect(Object.keys(body)).toEqual(["errors"]);
  expect(body.errors).toHaveLength(1);
  const { message, extensions } = body.errors[0]!;
  expect(response.headers.get("content-type")).toMatch(/json/);
  expect(extensions.requestId).toBe(response.headers.get("x-request-id"));
  return { status: response.status, code: extensions.code, message };
}

describe("a method that an address does not take", () => {
  it.each([
    ["/graphql", "PUT", "GET, POST, OPTIONS"],
    ["/graphql", "PATCH", "GET, POST, OPTIONS"],
    ["/graphql", "DELETE", "GET, POST, OPTIONS"],
    ["/graphql", "HEAD", "GET, POST, OPTIONS"],
    ["/graphql", "PROPFIND", "GET, POST, OPTIONS"],
    ["/", "MKCOL", "GET, HEAD, OPTIONS"],
    ["/graphql/stream", "PUT", "GET, POST, OPTIONS"],
    ["/healthz", "POST", "GET, HEAD, OPTIONS"],
    ["/readyz", "DELETE", "GET, HEAD, OPTIONS"],
    ["/metrics", "POST", "GET, HEAD, OPTIONS"],
    ["/graphiql", "POST", "GET, HEAD, OPTIONS"],
    ["/account/confirm-sign-up", "PUT", "GET, HEAD, POST, OPTIONS"],
  ])("of %s by %s is refused with 405 and Allow", async (path, method, allow) => {
    const response = await fetch(app.url + path, { method, ...(method !== "HEAD" && { headers: json, body: "{" }) });
    expect(response.headers.get("allow")).toBe(allow);
    if (method === "HEAD") expect(response.status).toBe(405);
    else expect(await refusal(response)).toMatchObject({ status: 405, code: "BAD_REQUEST" });
  });

  it("is 404 for an address that is not there", async () => {
    const response = await fetch(`${app.url}/nothing`, { method: "PUT" });
    expect(await refusal(response)).toMatchObject({ status: 404, code: "NOT_FOUND" });
  });
});

describe("a body", () => {
  const post = (headers: Record<string, string>, body: string | Buffer = query) =>
    fetch(`${app.url}/graphql`, { method: "POST", headers, body });

  it.each(["gzip", "br", "deflate", "zstd", "GZIP", "gzip, br"])("in %s is refused by name", async (encoding) => {
    const response = await post({ ...json, "content-encoding": encoding }, gzipSync(query));
    expect(response.headers.get("accept-encoding")).toBe("identity");
    const { status, code, message } = await refusal(response);
    expect([status, code]).toEqual([415, "BAD_REQUEST"]);
    expect(message).toContain(`"${encoding.toLowerCase()}"`);
  });

  it("is never decompressed, however short it is", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, " "));
    const response = await post({ ...json, "content-encoding": "gzip" }, bomb);
    expect(response.status).toBe(415);
  });

  it("that is said to be as it is, is read", async () => {
    expect(await (await post({ ...json, "content-encoding": "identity" })).json()).toEqual(typename);
  });

  it.each(["utf-7", '"UTF-7"', "utf-16", "iso-8859-1", "x"])("with charset=%s is refused by name", async (charset) => {
    const { status, code, message } = await refusal(
      await post({ "content-type": `application/json; charset=${charset}` }),
    );
    expect([status, code]).toEqual([415, "BAD_REQUEST"]);
    expect(message.toLowerCase()).toContain(charset.toLowerCase().replaceAll('"', ""));
  });

  it.each(["utf-8", "UTF-8", '"utf-8"', "utf8", "us-ascii"])("with charset=%s is read", async (charset) => {
    const response = await post({ "content-type": `application/json; charset=${charset}` });
    expect(await response.json()).toEqual(typename);
  });
});

describe("the name of an operation", () => {
  const NAMED = "query A { __typename }";
  it("that is empty is as none, by POST, by GET and over WebSocket", async () => {
    const body = JSON.stringify({ query: NAMED, operationName: "" });
    const posted = await fetch(`${app.url}/graphql`, { method: "POST", headers: json, body });
    expect([posted.status, await posted.json()]).toEqual([200, typename]);
    const parameters = new URLSearchParams({ query: NAMED, operationName: "" }).toString();
    const got = await fetch(`${app.url}/graphql?${parameters}`);
    expect([got.status, await got.json()]).toEqual([200, typename]);
    for await (const result of app.socket().iterate({ query: NAMED, operationName: "" }))
      expect(result).toEqual(typename);
    const stream = await fetch(
      `${app.url}/graphql/stream?${new URLSearchParams({ query: "subscription A { ideaPosted { cursor } }", operationName: "" }).toString()}`,
      { headers: { accept: "text/event-stream" } },
    );
    expect([stream.status, stream.headers.get("content-type")]).toEqual([200, "text/event-stream; charset=utf-8"]);
    await stream.body!.cancel();
  });

  it("is necessary where there are two", async () => {
    const { status, errors } = await app.ask("query A { __typename } query B { __typename }");
    expect([status, errors?.[0]?.extensions.code]).toEqual([400, "OPERATION_RESOLUTION_FAILURE"]);
  });
});

describe("what a library refuses has a code and the request id:", () => {
  const events = { accept: "text/event-stream" };
  const post = (body: string, headers: Record<string, string> = json) => ({ method: "POST", headers, body });
  it.each<[string, string, RequestInit, number]>([
    ["a stream without a query", "/graphql/stream", { headers: events }, 400],
    ["a stream with variables that are no JSON", "/graphql/stream?query={a}&variables=x", { headers: events }, 400],
    ["a stream with variables that are a list", "/graphql/stream?query={a}&variables=[]", { headers: events }, 400],
    ["a stream by POST without a body", "/graphql/stream", { method: "POST", headers: events }, 415],
    [
      "a stream by POST of plain text",
      "/graphql/stream",
      post("{a}", { ...events, "content-type": "text/plain" }),
      415,
    ],
    ["no JSON accepted", "/graphql", post(query, { ...json, accept: "text/html" }), 406],
    ["no query", "/graphql", {}, 400],
    ["no body", "/graphql", { method: "POST" }, 400],
    ["an empty object", "/graphql", post("{}"), 400],
    ["a batch", "/graphql", post(`[${query}]`), 400],
    ["variables as text", "/graphql", post('{"query":"{__typename}","variables":"{}"}'), 400],
    ["variables that are no JSON by GET", "/graphql?query={__typename}&variables=x", {}, 400],
    ["a parameter twice", "/graphql?query={__typename}&query={__typename}", {}, 400],
    ["a mutation by GET", "/graphql?query=mutation{signOut(input:{}){userErrors{code}}}", {}, 405],
    ["a body that is no JSON", "/graphql", post("{"), 400],
    ["a form", "/graphql", post("a=b", { "content-type": "application/x-www-form-urlencoded" }), 415],
    ["a body that is too long", "/graphql", post(" ".repeat(300_000)), 413],
    ["an address that cannot be read", "/%zz", {}, 404],
  ])("%s", async (_what, path, init, status) => {
    const refused = await refusal(await fetch(app.url + path, init));
    expect(refused).toMatchObject({ status, code: expect.stringMatching(/^[A-Z_]+$/) });
    expect(refused.message).not.toBe("");
  });

  it("does not run a mutation whose answer is not accepted", async () => {
    const signUp = `mutation { signUp(input: {name: "a", email: "a@test.example", password: "0123456789"}) { userErrors { code } } }`;
    const response = await fetch(
      `${app.url}/graphql`,
      post(JSON.stringify({ query: signUp }), { ...json, accept: "text/html" }),
    );
    expect(response.status).toBe(406);
    const [{ count }] = await app.services.database.source.query("SELECT count(*)::int AS count FROM account");
    expect(count).toBe(0);
  });

  it.each([
    ["what is no HTTP", "x\r\n\r\n", 400],
    ["headers that are too long", `GET / HTTP/1.1\r\nHost: x\r\nX: ${"x".repeat(20_000)}\r\n\r\n`, 431],
  ])("%s", async (_what, bytes, status) => {
    const socket = connect(Number(new URL(app.url).port), "127.0.0.1");
    let received = "";
    socket.on("error", () => undefined).on("data", (data: Buffer) => (received += data.toString()));
    socket.write(bytes);
    await once(socket, "close");
    const [head = "", body = ""] = received.split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    const id = /x-request-id: (\S+)/i.exec(head)?.[1];
    expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: "BAD_REQUEST", requestId: id } }] });
  });
});
