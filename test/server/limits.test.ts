import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import { WebSocket } from "ws";
import { getIntrospectionQuery } from "graphql";
import { testApp, type TestApp } from "../support/app.js";
import { once } from "../support/follow.js";
import { password } from "../support/passwords.js";

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.end());

const repeat = (text: (n: number) => string, times: number) =>
  Array.from({ length: times }, (_, n) => text(n)).join(" ");
const codesOf = (errors: readonly unknown[]) =>
  errors.map((error) => (error as { extensions: { code: string } }).extensions.code);

/** What the same document is answered over HTTP and over WebSocket. */
async function codes(
  query: string,
  variables?: Record<string, unknown>,
): Promise<{ http: string[]; socket: string[] }> {
  const answer = await app.ask(query, variables);
  const socket = await once(app.socket(), query, variables).then(
    () => [],
    (errors: unknown) =>
      Array.isArray(errors) ? codesOf(errors) : codesOf(JSON.parse((errors as Error).message) as unknown[]),
  );
  return { http: codesOf(answer.errors ?? []), socket };
}

describe("the limits, on HTTP and on WebSocket alike", () => {
  it.each<[string, string, string[]]>([
    [
      "depth",
      `{ ${"ideas { nodes { author { ideas { nodes { author { ".repeat(2)} id ${"}".repeat(12)} }`,
      ["OPERATION_TOO_COMPLEX"],
    ],
    ["aliases", `{ ${repeat((n) => `a${n}: __typename`, 31)} }`, ["OPERATION_TOO_COMPLEX", "OPERATION_TOO_COMPLEX"]],
    ["repeated fields", `{ ideas { nodes { ${"id ".repeat(501)} } } }`, ["OPERATION_TOO_COMPLEX"]],
    ["directives", `{ ideas { nodes { ${"id @include(if: true) ".repeat(21)} } } }`, ["OPERATION_TOO_COMPLEX"]],
    ["tokens", `{ ideas { nodes { ${"id ".repeat(1000)} } } }`, ["GRAPHQL_PARSE_FAILED"]],
    [
      "cost",
      `{ members(first: 100) { nodes { ideas(first: 100) { nodes { comments(first: 100) { nodes { author { name } } } } } } } }`,
      ["OPERATION_TOO_COSTLY"],
    ],
    ["syntax", `{ ideas {`, ["GRAPHQL_PARSE_FAILED"]],
    ["unknown fields", `{ idees { id } }`, ["GRAPHQL_VALIDATION_FAILED"]],
    [
      "errors in the document",
      `{ ${repeat((n) => `f${n}`, 20)} }`,
      Array(6).fill("GRAPHQL_VALIDATION_FAILED") as string[],
    ],
    ["page size", `{ ideas(first: 101) { nodes { id } } }`, ["BAD_USER_INPUT"]],
    ["errors of a fault", `{ ideas(after: "x") { nodes { id } } }`, ["INVALID_CURSOR"]],
  ])("hold for %s", async (_what, query, expected) => {
    const { http, socket } = await codes(query);
    expect(http).toEqual(expected);
    expect(socket).toEqual(expected);
  });

  it("hold for circular introspection", async () => {
    const { http, socket } = await codes(
      `{ __schema { types { fields { type { fields { type { fields { type { fields { type { name } } } } } } } } } } }`,
    );
    for (const found of [http, socket]) expect(found).toContain("GRAPHQL_VALIDATION_FAILED");
  });

  it("count the sizes of pages that come in variables", async () => {
    const query = `query ($n: Int) { members(first: $n) { nodes { ideas(first: $n) { nodes { comments(first: $n) { nodes { id } } } } } } }`;
    expect(await codes(query, { n: 100 })).toEqual({
      http: ["OPERATION_TOO_COSTLY"],
      socket: ["OPERATION_TOO_COSTLY"],
    });
    expect(await codes(query, { n: 5 })).toEqual({ http: [], socket: [] });
  });

  it("stop at five errors in the variables", async () => {
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`;
    const { http, socket } = await codes(query, { ids: Array(20).fill({}) });
    expect(http.length).toBeLessThanOrEqual(6);
    expect(socket.length).toBeLessThanOrEqual(6);
    expect(new Set([...http, ...socket])).toEqual(new Set(["BAD_USER_INPUT"]));
  });

  it("let introspection through", async () => {
    expect(await codes(getIntrospectionQuery())).toEqual({ http: [], socket: [] });
  });

  it("say what is wrong with a condition at the root of a subscription", async () => {
    for (const query of [
      "subscription ($s: Boolean!) { ideaPosted @skip(if: $s) { cursor } }",
      "subscription ($s: Boolean!) { ... @include(if: $s) { ideaPosted { cursor } } }",
      "subscription ($s: Boolean!) { ...f } fragment f on Subscription { ideaPosted @skip(if: $s) { cursor } }",
    ])
      await expect(once(app.socket(), query, { s: false })).rejects.toMatchObject([
        { message: expect.stringMatching(/must not use @(skip|include) on its root field/) },
      ]);
  });
});

describe("HTTP alone", () => {
  const send = (body: string, headers: Record<string, string> = { "content-type": "application/json" }) =>
    fetch(`${app.url}/graphql`, { method: "POST", headers, body });

  it("refuses bodies over 256 KiB, batches, forms and mutations by GET", async () => {
    expect((await send(JSON.stringify({ query: "{ __typename }", pad: "x".repeat(300_000) }))).status).toBe(413);
    expect((await send(JSON.stringify([{ query: "{ __typename }" }]))).status).toBe(400);
    expect((await send("query=%7B__typename%7D", { "content-type": "application/x-www-form-urlencoded" })).status).toBe(
      415,
    );
    expect((await send("{", { "content-type": "application/json" })).status).toBe(400);
    const get = await fetch(
      `${app.url}/graphql?query=${encodeURIComponent("mutation { withdrawIdea(input: {id: 1}) { idea { id } } }")}`,
    );
    expect(get.status).toBe(405);
  });

  it("tells every answer's request id, and a fault's nothing but that", async () => {
    const answer = await app.ask("{ ideas(first: -1) { nodes { id } } }");
    expect(answer.errors![0]!.extensions.requestId).toBe(answer.headers.get("x-request-id"));
    await app.services.database.source.query(`ALTER TABLE support RENAME TO support_away`);
    try {
      const broken = await app.ask(
        '{ ideas { nodes { id supportCount } } theme(slug: "x") { supports: memberCount } }',
      );
      // No ideas here: nothing asks for support yet.
      expect(broken.errors).toBeUndefined();
      const { data } = await app.ask(
        `mutation { signUp(input: {name: "a", email: "a@test.example", password: "${password}"}) { session { accessToken } } }`,
      );
      const token = data.signUp.session.accessToken as string;
      const post = `mutation { postIdea(input: {kind: IDEA, title: "t", body: "b", themes: []}) { idea { supportCount } } }`;
      const { errors } = await app.ask(post, {}, token);
      expect(errors).toMatchObject([
        {
          message: "A fault of the service; it was logged.",
          extensions: { code: "INTERNAL_SERVER_ERROR", requestId: expect.any(String) },
        },
      ]);
      expect(JSON.stringify(errors)).not.toMatch(/support_away|relation|SELECT|stack/);
      await expect(once(app.socket(token), post)).rejects.toThrow("INTERNAL_SERVER_ERROR");
    } finally {
      await app.services.database.source.query(`ALTER TABLE support_away RENAME TO support`);
    }
  });

  it("answers browsers of listed origins alone", async () => {
    const open = await testApp(app.databaseUrl, { allowedOrigins: ["https://ino.example"] });
    const allowed = async (origin: string) =>
      (
        await fetch(`${open.url}/graphql`, {
          method: "OPTIONS",
          headers: {
            origin,
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,authorization",
          },
        })
      ).headers.get("access-control-allow-origin");
    expect(await allowed("https://ino.example")).toBe("https://ino.example");
    expect(await allowed("https://evil.example")).toBeNull();
    const connect = (origin: string) =>
      new WebSocket(`${open.url.replace("http", "ws")}/graphql`, "graphql-transport-ws", { origin });
    const [response] = (await event(
      connect("https://evil.example").on("error", () => undefined),
      "unexpected-response",
    ).then(([, r]) => [r])) as [{ statusCode: number }];
    expect(response.statusCode).toBe(403);
    for (const origin of ["https://ino.example", open.url]) {
      const socket = connect(origin);
      await event(socket, "open");
      socket.terminate();
    }
    await open.end();
  });
});

describe("a WebSocket alone", () => {
  const raw = async () => {
    const socket = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    await event(socket, "open");
    const send = (message: object) => socket.send(JSON.stringify(message));
    const next = async () =>
      JSON.parse(String(((await event(socket, "message")) as [Buffer])[0])) as {
        type: string;
        id: string;
        payload: never;
      };
    send({ type: "connection_init" });
    expect(await next()).toEqual({ type: "connection_ack" });
    return { socket, send, next };
  };

  it("keeps its socket when a document does not parse", async () => {
    const { socket, send, next } = await raw();
    send({ id: "1", type: "subscribe", payload: { query: "{" } });
    expect(await next()).toMatchObject({
      id: "1",
      type: "error",
      payload: [{ extensions: { code: "GRAPHQL_PARSE_FAILED" } }],
    });
    send({ id: "1", type: "subscribe", payload: { query: "{ __typename }" } });
    expect(await next()).toMatchObject({ id: "1", type: "next", payload: { data: { __typename: "Query" } } });
    socket.terminate();
  });

  it("runs at most 50 operations", async () => {
    const before = app.followers();
    const { socket, send, next } = await raw();
    for (let n = 1; n <= 51; n++)
      send({ id: String(n), type: "subscribe", payload: { query: "subscription { ideaPosted { cursor } }" } });
    expect(await next()).toMatchObject({
      id: "51",
      type: "error",
      payload: [{ extensions: { code: "TOO_MANY_OPERATIONS" } }],
    });
    send({ id: "1", type: "complete" });
    send({ id: "52", type: "subscribe", payload: { query: "{ __typename }" } });
    expect(await next()).toMatchObject({ id: "52", type: "next" });
    socket.terminate();
    while (app.followers() > before) await new Promise((resolve) => setImmediate(resolve));
  });

  it("takes messages of at most 64 KiB", async () => {
    const { socket, send } = await raw();
    send({ id: "1", type: "subscribe", payload: { query: `{ __typename } #${"x".repeat(70_000)}` } });
    expect(((await event(socket, "close")) as [number])[0]).toBe(1009);
  });

  it("closes with 4403 when the access token runs out", async () => {
    const { data } = await app.ask(
      `mutation { signUp(input: {name: "b", email: "b@test.example", password: "${password}"}) { viewer { member { id } } } }`,
    );
    const memberId = data.signUp.viewer.member.id as string;
    const { tokens } = app.services;
    // A token made a quarter of an hour ago, less a little.
    const soon = new (tokens.constructor as new (secret: string, now: () => Date) => typeof tokens)(
      "a secret for tests, long enough to be one",
      () => new Date(Date.now() - 15 * 60_000 + 1_500),
    );
    const { token } = await soon.sign(memberId);
    const client = app.socket(token);
    const closed = new Promise<number>((resolve) =>
      client.on("closed", (close) => resolve((close as { code: number }).code)),
    );
    client.subscribe(
      { query: "subscription { ideaPosted { cursor } }" },
      { next: () => undefined, error: () => undefined, complete: () => undefined },
    );
    expect(await closed).toBe(4403);
  });

  it("is one of ten at most for a member", async () => {
    const { data } = await app.ask(
      `mutation { signUp(input: {name: "c", email: "c@test.example", password: "${password}"}) { session { accessToken } } }`,
    );
    const token = data.signUp.session.accessToken as string;
    const before = app.followers();
    const clients = Array.from({ length: 10 }, () => app.socket(token));
    for (const client of clients)
      client.subscribe(
        { query: "subscription { ideaPosted { cursor } }" },
        { next: () => undefined, error: () => undefined, complete: () => undefined },
      );
    while (app.followers() < before + 10) await new Promise((resolve) => setImmediate(resolve));
    await expect(once(app.socket(token), "{ __typename }")).rejects.toMatchObject({ code: 4430 });
  });
});
