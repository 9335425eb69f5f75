import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from "@jest/globals";
import { once } from "node:events";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { handshake, RawSocket } from "../support/raw-socket.js";

const LIVE = "subscription { ideaPosted { idea { title } } }";
const TYPENAME = "{ __typename }";
const POST = `mutation ($title: String!) {
  postIdea(input: {kind: IDEA, title: $title, body: "b", themes: []}) { idea { title } userErrors { code } }
}`;

let app: TestApp;
let memberId: string;
let token: string;
let quiet: RawSocket;
let pinged: Promise<unknown>;
let faults: ReturnType<typeof jest.spyOn>;
beforeAll(async () => {
  faults = jest.spyOn(console, "error");
  app = await testApp();
  memberId = (await builders(app.services.database.source.manager).buildMember()).id;
  token = await app.tokenOf(memberId);
  // Its keep-alive ping comes while the other tests run.
  quiet = await RawSocket.ready(app.url);
  pinged = once(quiet.socket, "ping");
});
afterEach(() => {
  // graphql-ws writes what it did not expect to the console.
  const written = faults.mock.calls.splice(0);
  expect(written).toEqual([]);
});
afterAll(() => app.end());

/** Waits until as many subscriptions as that are attached to the event log. */
const attached = async (count: number) => {
  while (app.followers() !== count) await new Promise((resolve) => setImmediate(resolve));
};
const post = async (title: string) => {
  const { data } = await app.ask(POST, { title }, token);
  expect(data.postIdea.userErrors).toEqual([]);
};
const ideas = async () => (await app.ask("{ ideas(first: 100) { nodes { title } } }")).data.ideas.nodes as unknown[];

describe("the close codes of graphql-transport-ws", () => {
  it.each<[string, unknown]>([
    ["what is no JSON", "ping"],
    ["nothing", ""],
    ["no object", "[]"],
    ["null", "null"],
    ["no type", {}],
    ["a type that is no text", { type: 1 }],
    ["an unknown type", { type: "start", id: "1", payload: { query: TYPENAME } }],
    ["an initialisation with a payload of text", { type: "connection_init", payload: "x" }],
    ["a ping with a payload of text", { type: "ping", payload: "x" }],
    ["a subscribe without id", { type: "subscribe", payload: { query: TYPENAME } }],
    ["a subscribe with an empty id", { type: "subscribe", id: "", payload: { query: TYPENAME } }],
    ["a subscribe whose id is a number", { type: "subscribe", id: 1, payload: { query: TYPENAME } }],
    ["a subscribe without payload", { type: "subscribe", id: "1" }],
    ["a subscribe without query", { type: "subscribe", id: "1", payload: {} }],
    ["variables of text", { type: "subscribe", id: "1", payload: { query: TYPENAME, variables: "{}" } }],
    [
      "an operation name that is a number",
      { type: "subscribe", id: "1", payload: { query: TYPENAME, operationName: 1 } },
    ],
    ["a complete without id", { type: "complete" }],
    ["an acknowledgement", { type: "connection_ack" }],
    ["a result", { type: "next", id: "1", payload: { data: {} } }],
    ["an error", { type: "error", id: "1", payload: [{ message: "x" }] }],
  ])("4400 for %s", async (_what, message) => {
    const raw = await RawSocket.ready(app.url);
    raw.say(message);
    expect(await raw.closed).toEqual([4400, "Invalid message received"]);
  });

  it("4400 also before the initialisation", async () => {
    const raw = await RawSocket.open(app.url);
    raw.say("x");
    expect((await raw.closed)[0]).toBe(4400);
  });

  it("4401 for an operation before the acknowledgement", async () => {
    const raw = await RawSocket.open(app.url);
    raw.subscribe("1", TYPENAME);
    expect(await raw.closed).toEqual([4401, "Unauthorized"]);
    expect(raw.heard).toEqual([]);
  });

  it.each(["Bearer nonsense", "Basic YTpi", 1, { a: 1 }])("4403 for the token %j", async (authorization) => {
    const raw = await RawSocket.open(app.url);
    raw.say({ type: "connection_init", payload: { authorization } });
    expect(await raw.closed).toEqual([4403, "Forbidden"]);
    expect(raw.heard).toEqual([]);
  });

  it("4406 for no subprotocol, and for others", async () => {
    const none = await RawSocket.open(app.url, []);
    expect(await none.closed).toEqual([4406, "Subprotocol not acceptable"]);
    for (const offered of ["graphql-ws", "chat", "graphql-transport-ws2"]) {
      const { response, closeCode, socket } = await handshake(app.url, { "sec-websocket-protocol": offered });
      expect(response.headers["sec-websocket-protocol"]).toBeUndefined();
      expect(await closeCode).toBe(4406);
      socket.destroy();
    }
  });

  it("takes its own subprotocol among others", async () => {
    const raw = await RawSocket.open(app.url, ["graphql-ws", "graphql-transport-ws"]);
    expect(raw.socket.protocol).toBe("graphql-transport-ws");
    raw.socket.close();
  });

  it("4408 when no initialisation comes, whatever else does", async () => {
    const silent = await RawSocket.open(app.url);
    const talking = await RawSocket.open(app.url);
    talking.say({ type: "ping" });
    expect(await silent.closed).toEqual([4408, "Connection initialisation timeout"]);
    expect((await talking.closed)[0]).toBe(4408);
  });

  it("4409 for the id of an operation that runs", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.subscribe("1", LIVE);
    raw.subscribe("1", TYPENAME);
    expect(await raw.closed).toEqual([4409, "Subscriber for 1 already exists"]);
    expect(raw.heard).toHaveLength(1);
    await attached(0);
  });

  it("4429 for a second initialisation", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.say({ type: "connection_init" });
    expect(await raw.closed).toEqual([4429, "Too many initialisation requests"]);
  });

  it("4500 for a fault of the service, without its reason", async () => {
    const { tokens } = app.services;
    const verify = tokens.verify.bind(tokens);
    tokens.verify = () => Promise.reject(new Error("connect ECONNREFUSED 10.0.0.1"));
    try {
      const raw = await RawSocket.open(app.url);
      raw.say({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
      expect(await raw.closed).toEqual([4500, "Internal server error"]);
    } finally {
      tokens.verify = verify;
    }
  });

  it("1009 for a message over 64 KiB, in one frame or in many", async () => {
    const whole = await RawSocket.ready(app.url);
    whole.subscribe("1", `${TYPENAME} #${"x".repeat(64 * 1024)}`);
    expect((await whole.closed)[0]).toBe(1009);
    const parts = await RawSocket.ready(app.url);
    for (let n = 0; n < 70; n++) parts.socket.send("x".repeat(1024), { fin: false });
    expect((await parts.closed)[0]).toBe(1009);
  });

  it("1007 for text that is no UTF-8", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.socket.send(Buffer.from([0xff, 0xfe]), { binary: false });
    expect((await raw.closed)[0]).toBe(1007);
  });

  it("1001 when the service stops, and nothing for who leaves by himself", async () => {
    const second = await testApp(app.databaseUrl);
    const [staying, leaving] = [await RawSocket.ready(second.url), await RawSocket.ready(second.url)];
    leaving.socket.close(1000, "done");
    expect(await leaving.closed).toEqual([1000, "done"]);
    staying.subscribe("1", LIVE);
    await second.end();
    expect((await staying.closed)[0]).toBe(1001);
  });
});

describe("a socket", () => {
  it("answers a ping with its payload, at any time", async () => {
    const raw = await RawSocket.open(app.url);
    raw.say({ type: "ping" });
    expect(await raw.next()).toEqual({ type: "pong" });
    raw.say({ type: "ping", payload: { sent: 1, nested: { "": null } } });
    expect(await raw.next()).toEqual({ type: "pong", payload: { sent: 1, nested: { "": null } } });
    raw.say({ type: "connection_init" });
    expect(await raw.next()).toEqual({ type: "connection_ack" });
  });

  it("takes a pong that nobody asked for", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.say({ type: "pong" });
    raw.say({ type: "pong", payload: { a: 1 } });
    expect(await raw.untilNow()).toEqual([]);
  });

  it("acknowledges with nothing that the client sent", async () => {
    const raw = await RawSocket.open(app.url);
    raw.say({ type: "connection_init", payload: { authorization: `Bearer ${token}`, more: 1 } });
    expect(await raw.next()).toEqual({ type: "connection_ack" });
  });

  it("answers a query with one next and then complete", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.subscribe("q", TYPENAME);
    expect(await raw.next()).toEqual({ type: "next", id: "q", payload: { data: { __typename: "Query" } } });
    expect(await raw.next()).toEqual({ type: "complete", id: "q" });
    expect(await raw.untilNow()).toEqual([]);
  });

  it("ends an operation that cannot begin with error alone", async () => {
    const raw = await RawSocket.ready(app.url);
    for (const query of [
      "{",
      "{ nothing }",
      "subscription { nothing }",
      "query A { __typename } query B { __typename }",
    ]) {
      raw.subscribe("e", query);
      expect(await raw.next()).toMatchObject({ type: "error", id: "e", payload: [{ message: expect.any(String) }] });
      expect(await raw.untilNow()).toEqual([]);
    }
  });

  it("ends a subscription that fails on its way with error alone", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.subscribe("s", 'subscription { ideaPosted(after: "x") { cursor } }');
    const heard = [await raw.next(), ...(await raw.untilNow())];
    expect(heard.filter(({ type }) => type === "next").map(({ payload }) => payload.data)).not.toContainEqual(
      expect.objectContaining({ ideaPosted: expect.anything() }),
    );
    expect(JSON.stringify(heard)).toContain("INVALID_CURSOR");
    if (heard.some(({ type }) => type === "error")) expect(heard.map(({ type }) => type)).toEqual(["error"]);
    else expect(heard.map(({ type }) => type)).toEqual(["next", "complete"]);
  });

  it("delivers nothing of what the client has completed", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.subscribe("left", LIVE);
    raw.subscribe("kept", LIVE);
    await attached(2);
    await post("for both");
    expect([(await raw.next()).id, (await raw.next()).id].sort()).toEqual(["kept", "left"]);
    raw.say({ type: "complete", id: "left" });
    await attached(1);
    await post("for one");
    expect(await raw.next()).toMatchObject({
      id: "kept",
      payload: { data: { ideaPosted: { idea: { title: "for one" } } } },
    });
    expect(await raw.untilNow()).toEqual([]);
    raw.socket.close();
    await attached(0);
  });

  it("takes a complete for an id that is none, or that has ended", async () => {
    const raw = await RawSocket.ready(app.url);
    raw.say({ type: "complete", id: "none" });
    raw.subscribe("1", TYPENAME);
    expect([(await raw.next()).type, (await raw.next()).type]).toEqual(["next", "complete"]);
    raw.say({ type: "complete", id: "1" });
    expect(await raw.untilNow()).toEqual([]);
  });

  it("takes an id again once its operation has ended, by itself or by the client", async () => {
    const raw = await RawSocket.ready(app.url);
    for (const query of [TYPENAME, "{", TYPENAME]) {
      raw.subscribe("1", query);
      while (!["complete", "error"].includes((await raw.next()).type));
    }
    raw.subscribe("1", LIVE);
    await attached(1);
    raw.say({ type: "complete", id: "1" });
    await attached(0);
    raw.subscribe("1", TYPENAME);
    expect((await raw.next()).payload).toEqual({ data: { __typename: "Query" } });
    expect(await raw.next()).toEqual({ type: "complete", id: "1" });
  });

  it("carries a mutation", async () => {
    const raw = await RawSocket.ready(app.url, token);
    raw.subscribe("m", POST, { title: "over the socket" });
    expect(await raw.next()).toEqual({
      type: "next",
      id: "m",
      payload: { data: { postIdea: { idea: { title: "over the socket" }, userErrors: [] } } },
    });
    expect(await raw.next()).toEqual({ type: "complete", id: "m" });
    expect(await ideas()).toContainEqual({ title: "over the socket" });
  });

  it("carries many operations at once, each in its own order", async () => {
    const raw = await RawSocket.ready(app.url);
    const ids = Array.from({ length: 50 }, (_, n) => `o${n}`);
    for (const [n, id] of ids.entries()) raw.subscribe(id, n % 2 ? TYPENAME : "{ ideas(first: 1) { totalCount } }");
    const heard = [];
    while (heard.length < 100) heard.push(await raw.next());
    for (const id of ids)
      expect(heard.filter((message) => message.id === id).map(({ type }) => type)).toEqual(["next", "complete"]);
  });

  it("may close while operations run", async () => {
    for (const close of ["close", "terminate"] as const) {
      const raw = await RawSocket.ready(app.url);
      raw.subscribe("s", LIVE);
      await attached(1);
      for (let n = 0; n < 10; n++) raw.subscribe(`q${n}`, "{ ideas { nodes { title author { name } } } }");
      raw.socket[close]();
      await raw.closed;
      await attached(0);
    }
    expect((await app.ask(TYPENAME)).data).toEqual({ __typename: "Query" });
  });

  it("runs nothing any more once it was told to close, though the client does not", async () => {
    const { socket, closeCode, say } = await handshake(app.url, { "sec-websocket-protocol": "graphql-transport-ws" });
    say({ type: "connection_init", payload: { authorization: `Bearer ${token}` } });
    // The acknowledgement.
    await once(socket, "data");
    say({ type: "connection_init" });
    expect(await closeCode).toBe(4429);
    say({ type: "subscribe", id: "1", payload: { query: POST, variables: { title: "too late" } } });
    // The same mutation on another socket takes as long at least.
    const raw = await RawSocket.ready(app.url, token);
    raw.subscribe("m", POST, { title: "in time" });
    await raw.next();
    expect(await ideas()).toContainEqual({ title: "in time" });
    expect(await ideas()).not.toContainEqual({ title: "too late" });
    socket.destroy();
  });

  it("that is silent is pinged", async () => {
    await pinged;
    expect(await quiet.untilNow()).toEqual([]);
  });
});
