import { afterAll, beforeAll, describe, expect, it } from "@jest/globals";
import { once as event } from "node:events";
import type { Socket } from "node:net";
import { WebSocket } from "ws";
import { testApp, type TestApp } from "../support/app.js";
import { appendLongIdeas } from "../support/append-long-ideas.js";
import { builders } from "../support/builders.js";
import { followed } from "../support/follow.js";

const LIVE = `subscription ($after: String) { ideaPosted(after: $after) { cursor idea { title body } } }`;
interface Live {
  ideaPosted: { cursor: string; idea: { title: string; body: string } };
}

let app: TestApp;
let authorId: string;
let posted = 0;
beforeAll(async () => {
  app = await testApp();
  authorId = (await builders(app.services.database.source.manager).buildMember()).id;
});
afterAll(() => app.end());

async function post(count: number): Promise<void> {
  await appendLongIdeas(app.services.database, authorId, { first: posted, count });
  posted += count;
  app.services.events.wake();
}

describe("a subscriber that stops reading", () => {
  it("is ended with the cursor to go on from, while another misses nothing; and misses nothing itself", async () => {
    const { liveCursor } = (await app.ask("{ liveCursor }")).data;
    const stuck = new WebSocket(`${app.url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
    const messages: { type: string; payload: unknown }[] = [];
    stuck.on("message", (data: Buffer) => messages.push(JSON.parse(data.toString("utf8")) as never));
    await event(stuck, "open");
    stuck.send(JSON.stringify({ type: "connection_init" }));
    await event(stuck, "message");
    stuck.send(
      JSON.stringify({ id: "1", type: "subscribe", payload: { query: LIVE, variables: { after: liveCursor } } }),
    );
    const reading = followed<Live>(app.socket(), LIVE, { after: liveCursor });
    await post(1);
    await reading.has(1);
    while (!messages.some((message) => message.type === "next")) await event(stuck, "message");

    const { _socket: socket } = stuck as unknown as { _socket: Socket };
    socket.pause();
    while (app.followers() > 1) {
      await post(100);
      await reading.has(posted);
      if (posted > 5_000) throw new Error("The subscriber that does not read was never let go of.");
    }
    socket.resume();
    const last = () => messages.at(-1)!;
    while (last().type !== "error") await event(stuck, "message");
    const delivered = messages
      .filter((message) => message.type === "next")
      .map((message) => (message.payload as { data: Live }).data.ideaPosted);
    const [error] = last().payload as { extensions: { code: string; cursor: string } }[];
    expect(error!.extensions).toMatchObject({ code: "SLOW_CONSUMER", cursor: delivered.at(-1)!.cursor });

    const resumed = followed<Live>(app.socket(), LIVE, { after: error!.extensions.cursor });
    const rest = (await resumed.has(posted - delivered.length)).map((result) => result.ideaPosted);
    expect([...delivered, ...rest].map(({ idea }) => Number(idea.title))).toEqual(
      Array.from({ length: posted }, (_, n) => n),
    );
    expect(reading.received.map((result) => Number(result.ideaPosted.idea.title))).toEqual(
      Array.from({ length: posted }, (_, n) => n),
    );
    for (const live of [reading, resumed]) live.stop();
    stuck.terminate();
  });
});
