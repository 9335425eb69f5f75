import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { eventStream } from "../support/event-stream.js";
import { followed, once } from "../support/follow.js";
import { holdQueries } from "../support/hold-queries.js";
import { RawSocket } from "../support/raw-socket.js";

const LIVE = "subscription { ideaPosted { cursor idea { title } } }";
const LIST = "{ themes(first: 1) { totalCount } }";
/** The statement that each list has once. */
const COUNT = 'count(*)::int AS count FROM "theme"';

let app: TestApp;
let token: string;
beforeAll(async () => {
  app = await testApp(undefined, { subscriptionsPerAddress: 3, requestsPerAddress: 2 });
  token = await app.tokenOf((await builders(app.services.database.source.manager).buildMember()).id);
});
afterAll(() => app.end());

const followers = async (count: number): Promise<void> => {
  while (app.services.subscriptions.subscriberCount !== count) await new Promise((resolve) => setImmediate(resolve));
};

describe("an address without anybody signed in", () => {
  it("has so many subscriptions at a time, on however many sockets; members have theirs besides", async () => {
    const lives = [1, 2, 3].map(() => followed(app.socket(), LIVE));
    await followers(3);
    const refused = followed(app.socket(), LIVE);
    expect((await refused.end())!.errors).toMatchObject([{ extensions: { code: "TOO_MANY_OPERATIONS" } }]);
    const stream = await eventStream(app.url, LIVE);
    await stream.end();
    expect(stream.messages[0]!.data).toContain("TOO_MANY_OPERATIONS");
    const ofMember = followed(app.socket(token), LIVE);
    await followers(4);
    // One that ends makes room.
    lives[0]!.stop();
    await followers(3);
    const next = followed(app.socket(), LIVE);
    await followers(4);
    for (const live of [...lives, next, ofMember]) live.stop();
    await followers(0);
  });

  it("has so many requests at a time, over HTTP and WebSocket together", async () => {
    await app.ask(LIST);
    const queries = holdQueries(app.services.database, COUNT);
    const overHttp = app.ask(LIST);
    const overSocket = once(app.socket(), LIST);
    await queries.held(2);
    const refused = await app.ask(LIST);
    expect(refused).toMatchObject({ status: 429, errors: [{ extensions: { code: "TOO_MANY_OPERATIONS" } }] });
    expect(refused.headers.get("retry-after")).toBe("1");
    expect(refused.errors![0]!.extensions.requestId).toEqual(expect.any(String));
    await expect(once(app.socket(), LIST)).rejects.toMatchObject([{ extensions: { code: "TOO_MANY_OPERATIONS" } }]);
    const ofMember = app.ask(LIST, {}, token);
    await queries.held(3);
    queries.open();
    expect([(await overHttp).status, (await ofMember).status]).toEqual([200, 200]);
    await overSocket;
    expect((await app.ask(LIST)).status).toBe(200);
  });
});

describe("a subscription", () => {
  const refusal = async (query: string, as?: string): Promise<unknown> => {
    const live = followed(app.socket(as), query);
    const ended = await live.end();
    return ended!.errors?.[0]?.extensions?.code;
  };

  it("selects connections for members alone", async () => {
    const query = "subscription { ideaPosted { idea { comments(first: 5) { totalCount } } } }";
    expect(await refusal(query)).toBe("OPERATION_TOO_COSTLY");
    const live = followed(app.socket(token), query);
    await followers(1);
    live.stop();
    await followers(0);
  });

  it("costs 200 at most", async () => {
    const comments = (first: number) =>
      `subscription { ideaPosted { idea { comments(first: ${first}) { nodes { author { name } } } } } }`;
    // The payload, the idea, the connection, and two objects a comment.
    expect(await refusal(comments(99), token)).toBe("OPERATION_TOO_COSTLY");
    const live = followed(app.socket(token), comments(98));
    await followers(1);
    live.stop();
    await followers(0);
  });

  it("keeps 256 KiB at most on a socket, with the others there", async () => {
    const client = app.socket(token);
    const query = (n: number) => `subscription ($f: IdeaFilter) { a${n}: ideaPosted(filter: $f) { cursor } }`;
    const variables = { f: { kinds: Array<string>(7_000).fill("IDEA") } };
    const lives = [1, 2, 3, 4, 5].map((n) => followed(client, query(n), variables));
    await followers(5);
    const sixth = followed(client, query(6), variables);
    expect((await sixth.end())!.errors).toMatchObject([{ extensions: { code: "TOO_MANY_OPERATIONS" } }]);
    // Elsewhere there is room, and here again when one has ended.
    const elsewhere = followed(app.socket(token), query(6), variables);
    await followers(6);
    lives[0]!.stop();
    await followers(5);
    const again = followed(client, query(6), variables);
    await followers(6);
    for (const live of [...lives, elsewhere, again]) live.stop();
    await followers(0);
  });

  it("has an id of 255 characters at most", async () => {
    const socket = await RawSocket.ready(app.url, token);
    socket.subscribe("x".repeat(256), LIVE);
    expect(await socket.next()).toMatchObject({ payload: [{ extensions: { code: "BAD_USER_INPUT" } }] });
    socket.subscribe("x".repeat(255), LIVE);
    await followers(1);
    socket.socket.terminate();
    await followers(0);
  });
});
