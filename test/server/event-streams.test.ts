import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-sse";
import { connect } from "node:net";
import type { Member } from "../../src/domains/members/member.entity.js";
import { testApp, type TestApp } from "../support/app.js";
import { appendLongIdeas } from "../support/append-long-ideas.js";
import { builders } from "../support/builders.js";
import { eventStream, type StreamMessage } from "../support/event-stream.js";
import { password } from "../support/passwords.js";

const LIVE = `subscription ($filter: IdeaFilter, $after: String) {
  ideaPosted(filter: $filter, after: $after) { cursor idea { title } } }`;

// Two processes on one database.
let app: TestApp;
let other: TestApp;
let author: Member;
let token: string;
beforeAll(async () => {
  app = await testApp();
  other = await testApp(app.databaseUrl);
  const build = builders(app.services.database.source.manager);
  author = await build.buildMember();
  token = await app.tokenOf(author.id);
});
afterAll(async () => {
  await other.stop();
  await app.end();
});

const post = async (title: string): Promise<void> => {
  const { data } = await app.ask(
    `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { userErrors { message } } }`,
    { title },
    token,
  );
  expect(data.postIdea.userErrors).toEqual([]);
};

const cursorNow = async (): Promise<string> => {
  const { data } = await app.ask("{ liveCursor }");
  return data.liveCursor as string;
};

const stream = (service: TestApp, variables: object, headers?: Record<string, string>, query = LIVE) =>
  eventStream(service.url, query, variables, headers);

const titlesOf = (messages: StreamMessage[]): string[] =>
  messages.map(
    ({ data }) =>
      (JSON.parse(data) as { data: { ideaPosted: { idea: { title: string } } } }).data.ideaPosted.idea.title,
  );

describe("subscriptions as server-sent events", () => {
  it("tell what a WebSocket would, in the same group, with the cursor of each event as its id", async () => {
    const after = await cursorNow();
    const one = await stream(other, { after });
    const two = await stream(other, { after });
    expect(one.response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    await post("Eerste");
    await post("Tweede");
    await Promise.all([one.has(2), two.has(2)]);
    expect(titlesOf(one.messages)).toEqual(["Eerste", "Tweede"]);
    expect(one.messages).toEqual(two.messages);
    expect(other.services.subscriptions.groupCount).toBe(1);
    for (const { id, event, data } of one.messages) {
      expect(event).toBe("next");
      expect((JSON.parse(data) as { data: { ideaPosted: { cursor: string } } }).data.ideaPosted.cursor).toBe(id);
    }
    await Promise.all([one.leave(), two.leave()]);
    while (other.followers() > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("go on after Last-Event-ID, on whatever process, whatever `after` says", async () => {
    const after = await cursorNow();
    const first = await stream(app, { after });
    await post("een");
    await first.has(1);
    await first.leave();
    await post("twee");
    const again = await stream(other, { after }, { "last-event-id": first.messages[0]!.id! });
    await post("drie");
    await again.has(2);
    expect(titlesOf(again.messages)).toEqual(["twee", "drie"]);
    await again.leave();
  });

  it("begin with the cursor of where they begin, so that one that breaks before its first event misses nothing", async () => {
    const first = await stream(app, {});
    await first.began();
    expect(first.messages).toEqual([]);
    await first.leave();
    await post("tussendoor");
    const again = await stream(other, {}, { "last-event-id": first.lastEventId() });
    await again.has(1);
    expect(titlesOf(again.messages)).toEqual(["tussendoor"]);
    await again.leave();
  });

  it("work with the official client, signed in", async () => {
    const client = createClient({
      url: `${app.url}/graphql/stream`,
      headers: { authorization: `Bearer ${token}` },
      retryAttempts: 0,
    });
    const results = client.iterate<{ ideaPosted: { idea: { title: string } } }>({
      query: LIVE,
      variables: { after: await cursorNow(), filter: { authorId: author.id } },
    });
    await post("voor de client");
    const { value } = (await results.next()) as { value: { data: { ideaPosted: { idea: { title: string } } } } };
    expect(value.data.ideaPosted.idea.title).toBe("voor de client");
    await results.return!();
    client.dispose();
  });

  it("tell of a cursor that is none, of what is no subscription, and of what is not valid, by code", async () => {
    const wrong = async (query: string, variables: object): Promise<string> => {
      const told = await stream(app, variables, {}, query);
      await told.end();
      expect(told.messages.map(({ event }) => event)).toEqual(["next", "complete"]);
      const { errors } = JSON.parse(told.messages[0]!.data) as { errors: { extensions: { code: string } }[] };
      return errors[0]!.extensions.code;
    };
    expect(await wrong(LIVE, { after: "x" })).toBe("INVALID_CURSOR");
    expect(await wrong(LIVE, { filter: { themes: ["bestaat-niet"] } })).toBe("BAD_USER_INPUT");
    expect(await wrong("{ liveCursor }", {})).toBe("BAD_USER_INPUT");
    expect(await wrong("subscription { ideaPosted { nothing } }", {})).toBe("GRAPHQL_VALIDATION_FAILED");
    expect(
      await wrong(
        `subscription { ${Array.from({ length: 40 }, (_, n) => `a${n}: ideaPosted { cursor }`).join(" ")} }`,
        {},
      ),
    ).toBe("GRAPHQL_VALIDATION_FAILED");
  });

  it("are refused with a token that is not valid", async () => {
    const { response } = await stream(app, {}, { authorization: "Bearer x.y.z" });
    expect(response.status).toBe(401);
  });

  it("end when the session that opened them ends, and no other, and nothing comes after", async () => {
    const session = "session { accessToken } userErrors { message }";
    const account = { email: "dirk@test.example", password };
    const signUp = `mutation ($input: SignUpInput!) { session: signUp(input: $input) { ${session} } }`;
    const signIn = `mutation ($input: SignInInput!) { session: signIn(input: $input) { ${session} } }`;
    const after = await cursorNow();
    const opened = async (query: string, input: object) => {
      const { data } = await app.ask(query, { input });
      const { accessToken } = data.session.session as { accessToken: string };
      return { accessToken, live: await stream(app, { after }, { authorization: `Bearer ${accessToken}` }) };
    };
    const { accessToken, live } = await opened(signUp, { name: "Dirk", ...account });
    const { live: elsewhere } = await opened(signIn, account);
    await post("voor het einde");
    await Promise.all([live.has(1), elsewhere.has(1)]);
    await app.ask("mutation { signOut(input: {}) { userErrors { message } } }", {}, accessToken);
    await live.end();
    await post("na het einde");
    await elsewhere.has(2);
    expect(titlesOf(live.messages)).toEqual(["voor het einde"]);
    expect(titlesOf(elsewhere.messages)).toEqual(["voor het einde", "na het einde"]);
    await elsewhere.leave();
    while (app.followers() > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it("are paid for like other operations", async () => {
    const poor = await testApp(app.databaseUrl, { costPerMinute: 5 });
    const member = await builders(app.services.database.source.manager).buildMember();
    const headers = { authorization: `Bearer ${await poor.tokenOf(member.id)}` };
    const paid = await stream(poor, {}, headers);
    while (poor.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    const refused = await stream(poor, {}, headers);
    await refused.end();
    expect(refused.messages[0]!.data).toContain("RATE_LIMITED");
    await paid.leave();
    await poor.stop();
  });

  it("count with a member's sockets: ten at a time", async () => {
    const build = builders(app.services.database.source.manager);
    const headers = { authorization: `Bearer ${await app.tokenOf((await build.buildMember()).id)}` };
    const open = [];
    for (let n = 0; n < 10; n++) open.push(await stream(app, {}, headers));
    expect((await stream(app, {}, headers)).response.status).toBe(429);
    await open.pop()!.leave();
    while (app.followers() > 9) await new Promise((resolve) => setImmediate(resolve));
    open.push(await stream(app, {}, headers));
    expect(open.at(-1)!.response.status).toBe(200);
    await Promise.all(open.map((live) => live.leave()));
  });

  it("end when the service stops", async () => {
    const stopping = await testApp(app.databaseUrl);
    const live = await stream(stopping, { after: await cursorNow() });
    await post("voor het stoppen");
    await live.has(1);
    await stopping.stop();
    await live.end();
    expect(live.messages.map(({ event }) => event)).toEqual(["next"]);
  });

  it("let a browser forget a place that there is no going on from, which it would ask for for ever", async () => {
    const live = await stream(
      app,
      {},
      { "last-event-id": Buffer.from("event:999999999:01234567").toString("base64url") },
    );
    await live.end();
    expect(live.messages).toMatchObject([{ id: "", event: "next" }, { event: "complete" }]);
    expect(live.messages[0]!.data).toContain("INVALID_CURSOR");
  });

  it("are ended when nobody reads them, and their place is free again", async () => {
    const narrow = await testApp(app.databaseUrl, { connectionsPerAddress: 1 });
    const { hostname, port } = new URL(narrow.url);
    const socket = connect({ host: hostname, port: Number(port) });
    const query = encodeURIComponent(
      `subscription { ideaPosted { cursor idea { ${Array.from({ length: 20 }, (_, n) => `_${n}: body`).join(" ")} } } }`,
    );
    socket.write(`GET /graphql/stream?query=${query} HTTP/1.1\r\nHost: x\r\nAccept: text/event-stream\r\n\r\n`);
    socket.on("error", () => undefined);
    while (narrow.followers() === 0) await new Promise((resolve) => setImmediate(resolve));
    socket.pause();
    expect((await stream(narrow, {})).response.status).toBe(429);
    while (narrow.followers() > 0) {
      await appendLongIdeas(narrow.services.database, author.id, { first: 1, count: 10 });
      await narrow.caughtUp();
      await narrow.services.subscriptions.settled();
    }
    let again = await stream(narrow, {});
    while (again.response.status === 429) again = await stream(narrow, {});
    expect(again.response.status).toBe(200);
    await again.leave();
    await narrow.stop();
  });
});
