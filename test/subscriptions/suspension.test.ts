import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { createClient } from "graphql-ws";
import { WebSocket } from "ws";
import { Role } from "../../src/core/access/role.js";
import { inDays, moderating } from "../moderation/moderating.js";
import { testApp, type TestApp } from "../support/app.js";
import { builders } from "../support/builders.js";
import { eventStream } from "../support/event-stream.js";
import { followed, once } from "../support/follow.js";

const LIVE = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title } } }`;
const POST = `mutation ($title: String!) { postIdea(input: {kind: IDEA, title: $title, body: "…", themes: []}) { userErrors { message } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string } };
}

// Two processes on one database.
let app: TestApp;
let other: TestApp;
let moderation: ReturnType<typeof moderating>;
beforeAll(async () => {
  app = await testApp();
  other = await testApp(app.databaseUrl);
  moderation = moderating(app, builders(app.services.database.source.manager));
});
afterAll(async () => {
  await other.stop();
  await app.end();
});

/** A socket whose close code is told. */
function watching(service: TestApp, token: string) {
  let tell: (code: number) => void;
  const closed = new Promise<number>((resolve) => (tell = resolve));
  const client = createClient({
    url: `${service.url.replace("http", "ws")}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    connectionParams: { authorization: `Bearer ${token}` },
    on: { closed: (event) => tell((event as { code: number }).code) },
  });
  return { live: followed<Live>(client, LIVE), closed };
}

describe("a member whom a moderator suspends", () => {
  it("has every socket and stream closed, on every process, and is told nothing live until it is over", async () => {
    const moderator = await moderation.person(Role.ORGANISER);
    const [author, suspended] = [await moderation.person(), await moderation.person()];
    const post = async (title: string) =>
      expect((await app.ask(POST, { title }, author.token)).data.postIdea.userErrors).toEqual([]);
    const sockets = [watching(app, suspended.token), watching(other, suspended.token)];
    const stream = await eventStream(other.url, LIVE, {}, { authorization: `Bearer ${suspended.token}` });
    const witness = followed<Live>(other.socket(author.token), LIVE);
    while (app.followers() < 1 || other.followers() < 3) await new Promise((resolve) => setImmediate(resolve));
    await post("ervoor");
    for (const { live } of sockets) await live.has(1);
    await stream.has(1);

    const decision = await moderation.decided(suspended.id, moderator, "SUSPEND", { suspendedUntil: inDays(3) });
    for (const { closed } of sockets) expect(await closed).toBe(4403);
    await stream.end();
    await post("erna");
    await witness.has(2);
    for (const { live } of sockets)
      expect(live.received.map(({ ideaPosted }) => ideaPosted.idea.title)).toEqual(["ervoor"]);
    expect(stream.messages).toHaveLength(1);

    const again = app.socket(suspended.token);
    expect(await once(again, "{ viewer { member { id } } }")).toEqual({ viewer: { member: { id: suspended.id } } });
    const refused = { errors: [{ extensions: { code: "SUSPENDED" } }] };
    expect(await followed(again, LIVE).end()).toMatchObject(refused);
    expect(
      await followed(other.socket(suspended.token), LIVE, { after: witness.received[0]!.ideaPosted.cursor }).end(),
    ).toMatchObject(refused);

    await moderation.reverse(moderator, decision.id);
    const freed = followed<Live>(again, LIVE, { after: witness.received[0]!.ideaPosted.cursor });
    expect((await freed.has(1))[0]!.ideaPosted.idea.title).toBe("erna");
    for (const live of [freed, witness]) live.stop();
  });

  it("is not touched by a decision that only hides", async () => {
    const moderator = await moderation.person(Role.ORGANISER);
    const [author, hidden] = [await moderation.person(), await moderation.person()];
    const { live } = watching(app, hidden.token);
    const before = app.followers();
    while (app.followers() === before) await new Promise((resolve) => setImmediate(resolve));
    await moderation.decided(hidden.id, moderator, "HIDE");
    await app.caughtUp();
    await app.ask(POST, { title: "nog altijd" }, author.token);
    await live.has(1);
    live.stop();
  });
});
