import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import { connect } from "node:net";
import { WebSocket } from "ws";
import { testApp, type TestApp } from "../support/app.js";
import { acknowledgedSocket } from "../support/raw-socket.js";
import { builders } from "../support/builders.js";
import { followed, once } from "../support/follow.js";

let app: TestApp;
let build: ReturnType<typeof builders>;
beforeAll(async () => {
  app = await testApp();
  build = builders(app.services.database.source.manager);
});
afterAll(() => app.end());

const port = () => Number(new URL(app.url).port);
const alive = async () => expect((await fetch(`${app.url}/healthz`)).status).toBe(200);

const opened = (): Promise<WebSocket> => acknowledgedSocket(app.url);

describe("the service survives", () => {
  it.each(["//", "http://[", "/\\", "*", "/graphql%"])("an upgrade of the address %s", async (address) => {
    const socket = connect(port(), "127.0.0.1");
    socket.write(
      `GET ${address} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n`,
    );
    socket.resume();
    await event(socket, "close");
    await alive();
  });

  it("sockets that close while their token is checked, and gives their places back", async () => {
    const token = await app.tokenOf((await build.buildMember()).id);
    for (let n = 0; n < 30; n++) {
      const socket = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
      await event(socket, "open");
      socket.send(JSON.stringify({ type: "connection_init", payload: { authorization: `Bearer ${token}` } }));
      socket.terminate();
    }
    expect(await once(app.socket(token), "{ viewer { email } }")).toMatchObject({
      viewer: { email: expect.any(String) },
    });
  });

  it("its connections to the database being ended, again and again, under load", async () => {
    const token = await app.tokenOf((await build.buildMember()).id);
    const post = `mutation { postIdea(input: {kind: IDEA, title: "t", body: "b", themes: []}) { idea { id } } }`;
    const codes = new Set<unknown>();
    for (let round = 0; round < 15; round++) {
      const posts = Array.from({ length: 12 }, () => app.ask(post, {}, token));
      await app.services.database.source
        .query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
        )
        .catch(() => undefined);
      for (const { errors = [] } of await Promise.all(posts))
        for (const error of errors) codes.add(error.extensions.code);
    }
    codes.delete("UNAVAILABLE");
    expect([...codes]).toEqual([]);
    await alive();
    for (;;) {
      const { errors } = await app.ask(post, {}, token);
      if (!errors) break;
    }
  });
});

describe("operations on a socket", () => {
  it("count until they have ended here, whatever the client has completed", async () => {
    const socket = await opened();
    const refusals: unknown[] = [];
    const answered = new Promise<void>((resolve) =>
      socket.on("message", (data: Buffer) => {
        const message = JSON.parse(data.toString("utf8")) as {
          type: string;
          id: string;
          payload: { extensions: { code: string } }[];
        };
        if (message.type === "error") refusals.push(message.payload[0]!.extensions.code);
        if (message.id === "last") resolve();
      }),
    );
    // Held up in the database, so that none of them ends before all have begun.
    const lock = app.services.database.source.createQueryRunner();
    await lock.startTransaction();
    await lock.query("LOCK TABLE theme IN ACCESS EXCLUSIVE MODE");
    for (let n = 0; n < 60; n++) {
      socket.send(JSON.stringify({ id: `${n}`, type: "subscribe", payload: { query: "{ themes { totalCount } }" } }));
      socket.send(JSON.stringify({ id: `${n}`, type: "complete" }));
    }
    socket.send(JSON.stringify({ id: "last", type: "subscribe", payload: { query: "{ __typename }" } }));
    await answered;
    await lock.rollbackTransaction();
    await lock.release();
    expect(refusals).toEqual(["TOO_MANY_OPERATIONS"]);
    socket.terminate();
  });

  it("are ended rather than let an event through that cannot be told whole, and are forgotten then", async () => {
    const { liveCursor } = (await app.ask("{ liveCursor }")).data;
    const author = await build.buildMember();
    const token = await app.tokenOf(author.id);
    const post = (title: string) =>
      app.ask(
        `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "b", themes: []}) { idea { id } } }`,
        { title },
        token,
      );
    const query = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title supportCount } } }`;
    interface Live {
      ideaPosted: { cursor: string; idea: { title: string } };
    }
    const before = app.followers();
    const live = followed<Live>(app.socket(), query, { after: liveCursor });
    await post("een");
    const [first] = await live.has(1);
    const { source } = app.services.database;
    await source.query("ALTER TABLE support RENAME TO support_away");
    try {
      await post("twee");
      expect(await live.end()).toMatchObject({
        errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR", cursor: first!.ideaPosted.cursor } }],
      });
    } finally {
      await source.query("ALTER TABLE support_away RENAME TO support");
    }
    while (app.followers() > before) await new Promise((resolve) => setImmediate(resolve));
    await post("drie");
    const resumed = followed<Live>(app.socket(), query, { after: first!.ideaPosted.cursor });
    expect((await resumed.has(2)).map(({ ideaPosted }) => ideaPosted.idea.title)).toEqual(["twee", "drie"]);
    resumed.stop();
  });

  it("of one id come one after the other: a new one while the last is coming to its end closes the socket, and leaves none behind", async () => {
    const before = app.followers();
    const socket = await opened();
    const say = (message: object): void => socket.send(JSON.stringify(message));
    const subscribe = { id: "x", type: "subscribe", payload: { query: "subscription { ideaPosted { cursor } }" } };
    for (let n = 0; n < 10; n++) {
      say(subscribe);
      say({ id: "x", type: "complete" });
    }
    expect((await event(socket, "close"))[0]).toBe(4409);
    while (app.followers() > before) await new Promise((resolve) => setImmediate(resolve));
  });
});
