import { afterAll, beforeAll, beforeEach, describe, expect, it } from "@jest/globals";
import { setTimeout as sleep } from "node:timers/promises";
import { createServer, connect, type Server, type Socket } from "node:net";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { IdeaStatus } from "../../src/domains/ideas/idea.enums.js";
import { Idea } from "../../src/domains/ideas/idea.entity.js";
import type { Theme } from "../../src/domains/themes/theme.entity.js";
import { ask, testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { followed, logEnd } from "../support/follow.js";

const LIVE = `subscription ($filter: IdeaFilter, $after: String) {
  ideaPosted(filter: $filter, after: $after) { cursor idea { id title author { name } themes { slug } } } }`;
const POST = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { code } } }`;

interface Live {
  ideaPosted: {
    cursor: string;
    idea: { id: string; title: string; author: { name: string }; themes: { slug: string }[] };
  };
}

// Two services on one database, as two processes behind a load balancer.
let one: TestApp;
let two: TestApp;
let build: ReturnType<typeof builders>;
let token: string;
let cursor: string;
let theme: Theme;

beforeAll(async () => {
  one = await testApp();
  two = await testApp(one.databaseUrl);
  build = builders(one.services.database.source.manager);
  token = await one.tokenOf((await build.buildMember({ name: "Ada" })).id);
  theme = await build.buildTheme("mobiliteit");
  await build.buildTheme("fietsen", { broaderId: theme.id });
});
afterAll(async () => {
  await two.end();
  await one.end();
});
beforeEach(async () => {
  // Where the log ends now, whatever this process has read of it.
  cursor = await logEnd(one);
});

const post = async (app: TestApp, title: string, input: object = {}): Promise<string> => {
  const { data } = await app.ask(POST, { input: { kind: "IDEA", title, body: "…", themes: [], ...input } }, token);
  expect(data.postIdea.userErrors).toEqual([]);
  return data.postIdea.idea.id;
};
const titles = (results: Live[]) => results.map((result) => result.ideaPosted.idea.title);

describe("ideas as they are posted", () => {
  it("reach a subscriber of another process, with who posted them", async () => {
    const live = followed<Live>(two.socket(), LIVE, { after: cursor });
    await post(one, "Nieuw", { themes: ["fietsen"] });
    const [first] = await live.has(1);
    expect(first!.ideaPosted.idea).toMatchObject({
      title: "Nieuw",
      author: { name: "Ada" },
      themes: [{ slug: "fietsen" }],
    });
    live.stop();
  });

  it("arrive without a cursor from the moment of subscribing on", async () => {
    const live = followed<Live>(two.socket(), LIVE);
    await expectAttached(two);
    await post(one, "Vanaf nu");
    expect(titles(await live.has(1))).toEqual(["Vanaf nu"]);
    live.stop();
  });

  it("show the state at delivery, with loaders of their own for each event", async () => {
    const live = followed<Live>(two.socket(), LIVE, { after: cursor });
    await post(one, "Eerste");
    await live.has(1);
    const { manager } = one.services.database.source;
    await manager.query(`UPDATE member SET name = 'Ada Lovelace' WHERE name = 'Ada'`);
    await post(one, "Tweede");
    const results = await live.has(2);
    await manager.query(`UPDATE member SET name = 'Ada' WHERE name = 'Ada Lovelace'`);
    expect(results.map((result) => result.ideaPosted.idea.author.name)).toEqual(["Ada", "Ada Lovelace"]);
    live.stop();
  });

  it.each([
    ["kind", { kinds: ["QUESTION"] }, { kind: "QUESTION" }],
    ["theme, with its narrower ones", { themes: ["mobiliteit"] }, { themes: ["fietsen"] }],
    ["words", { search: "gezocht woord" }, { body: "Met een woordje dat gezocht wordt." }],
    ["another form of a word", { search: "deelhuis" }, { body: "Over 🚲deelhuizen." }],
  ])("can be filtered by %s", async (_by, filter, wanted) => {
    const live = followed<Live>(two.socket(), LIVE, { after: cursor, filter });
    await post(one, "niet");
    await post(one, "wel", wanted);
    await post(one, "niet");
    await post(one, "ook", wanted);
    expect(titles(await live.has(2))).toEqual(["wel", "ook"]);
    live.stop();
  });

  it("are none for a search without a word", async () => {
    const none = followed<Live>(two.socket(), LIVE, { after: cursor, filter: { search: "🚲" } });
    const all = followed<Live>(two.socket(), LIVE, { after: cursor });
    await post(one, "Een 🚲");
    await all.has(1);
    await sleep(200);
    expect(none.received).toEqual([]);
    none.stop();
    all.stop();
  });

  it("can be filtered by author", async () => {
    const other = await build.buildMember();
    const live = followed<Live>(two.socket(), LIVE, { after: cursor, filter: { authorId: other.id } });
    await post(one, "niet");
    await one.ask(POST, { input: { kind: "IDEA", title: "wel", body: "…", themes: [] } }, await one.tokenOf(other.id));
    expect(titles(await live.has(1))).toEqual(["wel"]);
    live.stop();
  });

  it("leave out what was withdrawn before delivery", async () => {
    const gone = await post(one, "ingetrokken");
    await one.services.database.source.manager.update(Idea, { id: gone }, { status: IdeaStatus.WITHDRAWN });
    await post(one, "gebleven");
    const live = followed<Live>(two.socket(), LIVE, { after: cursor });
    expect(titles(await live.has(1))).toEqual(["gebleven"]);
    live.stop();
  });

  it("tell of an unknown theme and of a cursor that is none", async () => {
    const unknown = followed<Live>(two.socket(), LIVE, { filter: { themes: ["bestaat-niet"] } });
    expect(await unknown.end()).toMatchObject({ errors: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    for (const after of [
      "x",
      Buffer.from("event:-1:").toString("base64url"),
      Buffer.from("event:999999999:01234567").toString("base64url"),
    ]) {
      const bad = followed<Live>(two.socket(), LIVE, { after });
      expect(await bad.end()).toMatchObject({
        errors: [{ extensions: { code: "INVALID_CURSOR", requestId: expect.any(String) } }],
      });
    }
  });

  it("begin where liveCursor, read together with a list, left off", async () => {
    const { data } = await one.ask(`{ liveCursor ideas(first: 1) { nodes { id } } }`);
    const live = followed<Live>(two.socket(), LIVE, { after: data.liveCursor });
    await post(one, "tussenin");
    const results = await live.has(1);
    expect(titles(results)).toContain("tussenin");
    live.stop();
  });
});

describe("a stream that resumes", () => {
  it("misses nothing and repeats nothing over a cut of its connection, on whatever process it lands", async () => {
    const proxy = await cuttableProxy(Number(new URL(two.url).port));
    const seen: { id: string; cursor: string }[] = [];
    let after = cursor;
    const subscribe = (url: string) => {
      const client = createClient({
        url: `${url.replace("http", "ws")}/graphql`,
        webSocketImpl: WebSocket,
        retryAttempts: 0,
      });
      const live = followed<Live>(client, LIVE, { after });
      return { client, live };
    };
    const keep = (results: Live[]) => {
      for (const { ideaPosted } of results) {
        seen.push({ id: ideaPosted.idea.id, cursor: ideaPosted.cursor });
        after = ideaPosted.cursor;
      }
    };
    const posted: string[] = [];
    const first = subscribe(proxy.url);
    for (let n = 0; n < 5; n++) posted.push(await post(one, `voor ${n}`));
    keep(await first.live.has(5));
    proxy.cut();
    await first.live.end();
    for (let n = 0; n < 50; n++) posted.push(await post(n % 2 ? one : two, `tijdens ${n}`));
    const second = subscribe(one.url);
    for (let n = 0; n < 5; n++) posted.push(await post(two, `na ${n}`));
    keep(await second.live.has(55));
    expect(seen.map(({ id }) => id)).toEqual(posted);
    await second.client.dispose();
    await proxy.close();
  });

  it("joins replay and live without gap or duplicate while ten authors post at once", async () => {
    const authors = await Promise.all(
      Array.from({ length: 10 }, async () => one.tokenOf((await build.buildMember()).id)),
    );
    const postAll = Promise.all(
      authors.map(async (as, author) => {
        for (let n = 0; n < 20; n++)
          await ask(
            author % 2 ? one.url : two.url,
            POST,
            { input: { kind: "IDEA", title: `${author}-${n}`, body: "…", themes: [] } },
            as,
          );
      }),
    );
    const early = followed<Live>(one.socket(), LIVE, { after: cursor });
    const late = followed<Live>(two.socket(), LIVE, { after: cursor });
    const [some] = [await early.has(50)];
    const resumed = followed<Live>(one.socket(), LIVE, { after: some[49]!.ideaPosted.cursor });
    await postAll;
    const all = (await early.has(200)).map((result) => result.ideaPosted.idea.id);
    expect(new Set(all).size).toBe(200);
    expect((await late.has(200)).map((result) => result.ideaPosted.idea.id)).toEqual(all);
    expect((await resumed.has(150)).map((result) => result.ideaPosted.idea.id)).toEqual(all.slice(50));
    for (const live of [early, late, resumed]) live.stop();
  });
});

/** Waits until somebody follows the log of `app`; every test stops its own subscriptions. */
async function expectAttached(app: TestApp): Promise<void> {
  while (app.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
}

/** A TCP proxy before a service, whose connections can be cut. */
async function cuttableProxy(port: number): Promise<{ url: string; cut: () => void; close: () => Promise<void> }> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((client) => {
    const upstream = connect(port, "127.0.0.1");
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on("error", () => undefined);
      socket.on("close", () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cut,
    close: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
