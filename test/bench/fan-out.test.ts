import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { WebSocketServer, type WebSocket } from "ws";
import { afterEach, expect, test } from "@jest/globals";
import { Audience, type Heard } from "../../bench/fan-out/audience.js";
import { FrameReader } from "../../bench/fan-out/frames.js";
import { markedTitle, nowUs } from "../../bench/fan-out/mark.js";

let server: WebSocketServer | undefined;
afterEach(() => {
  for (const socket of server?.clients ?? []) socket.terminate();
  server?.close();
});

interface Subscribed {
  socket: WebSocket;
  id: string;
  query: string;
}

/** An audience, and what each of it asked a server that answers nothing of itself. */
async function audienceOf(subscribers: number, groups = 1): Promise<{ audience: Audience; all: Subscribed[] }> {
  server = new WebSocketServer({ port: 0, path: "/graphql" });
  await once(server, "listening");
  const all: Subscribed[] = [];
  const everybody = new Promise<void>((resolve) =>
    server!.on("connection", (socket) =>
      socket.on("message", (data: Buffer) => {
        const { id, type, payload } = JSON.parse(data.toString());
        if (type === "connection_init") return socket.send('{"type":"connection_ack"}');
        if (type === "subscribe" && all.push({ socket, id, query: payload.query }) === subscribers) resolve();
      }),
    ),
  );
  const { port } = server.address() as AddressInfo;
  const audience = new Audience({ port, subscribers, groups, asAsked: true });
  await audience.gather();
  await everybody;
  return { audience, all };
}

function tell({ socket, id, query }: Subscribed, title: string, operation = id): void {
  const name = /t\d+(?=: title)/.exec(query)?.[0] ?? "title";
  const idea = { id: "1", [name]: title, author: { name: "Amina" }, themes: [{ slug: "zorg" }, { slug: "wonen" }] };
  socket.send(
    JSON.stringify({ id: operation, type: "next", payload: { data: { ideaPosted: { cursor: "a", idea } } } }),
  );
}

async function heard(audience: Audience): Promise<Heard> {
  const outcome = await audience.finish(100);
  audience.leave();
  return outcome;
}

const titles = (phase: number, events: number): string[] =>
  Array.from({ length: events }, (_, event) => markedTitle({ phase, event, postedUs: nowUs() }));

test("the benchmark counts every delivery, in every group", async () => {
  const { audience, all } = await audienceOf(3, 2);
  expect(new Set(all.map(({ query }) => query)).size).toBe(2);
  audience.begin(1, 2);
  for (const title of titles(1, 2)) for (const one of all) tell(one, title);
  expect(await heard(audience)).toMatchObject({ expected: 6, received: 6, duplicated: 0, faults: [] });
});

test("the benchmark sees what is lost, also when another one comes twice", async () => {
  const { audience, all } = await audienceOf(3);
  audience.begin(1, 2);
  const [first, second] = titles(1, 2) as [string, string];
  for (const one of all) tell(one, first);
  for (const one of all.slice(1)) tell(one, second);
  tell(all[0]!, first);
  expect(await heard(audience)).toMatchObject({ expected: 6, received: 5, duplicated: 1 });
});

test("the benchmark sees what comes once more after all was there", async () => {
  const { audience, all } = await audienceOf(2);
  audience.begin(1, 1);
  const [title] = titles(1, 1) as [string];
  for (const one of all) tell(one, title);
  tell(all[1]!, title);
  expect(await heard(audience)).toMatchObject({ expected: 2, received: 2, duplicated: 1 });
});

test("the benchmark does not take the late ideas of another round for this one's", async () => {
  const { audience, all } = await audienceOf(1);
  audience.begin(2, 1);
  tell(all[0]!, titles(1, 1)[0]!);
  expect(await heard(audience)).toMatchObject({ expected: 1, received: 0, faults: [] });
});

test("the benchmark sees an answer to somebody else's operation, an error, and a socket that closes", async () => {
  const { audience, all } = await audienceOf(3);
  audience.begin(1, 1);
  tell(all[0]!, titles(1, 1)[0]!, "another");
  all[1]!.socket.send(JSON.stringify({ id: all[1]!.id, type: "error", payload: [{ message: "SLOW_CONSUMER" }] }));
  all[2]!.socket.close(4403, "Forbidden");
  const { faults } = await heard(audience);
  expect(faults.join("\n")).toContain("not what was asked for");
  expect(faults.join("\n")).toContain("SLOW_CONSUMER");
  expect(faults.join("\n")).toContain("4403 Forbidden");
});

test("frames are read the same however they are cut into chunks", () => {
  const texts = ["", "kort", "l".repeat(125), "m".repeat(126), "n".repeat(6_000)];
  const frames = texts.map((text) => {
    const { length } = text;
    const header = length < 126 ? [0x81, length] : [0x81, 126, length >> 8, length & 0xff];
    return Buffer.concat([Buffer.from(header), Buffer.from(text)]);
  });
  const bytes = Buffer.concat(frames);
  for (const size of [1, 2, 3, 127, 4_096, bytes.length]) {
    const read: string[] = [];
    const reader = new FrameReader((_opcode, from, start, end) => void read.push(from.toString("utf8", start, end)));
    const reused = Buffer.alloc(size);
    for (let at = 0; at < bytes.length; at += size) {
      const length = bytes.copy(reused, 0, at, at + size);
      reader.read(reused.subarray(0, length));
      reused.fill(0);
    }
    expect(read).toEqual(texts);
  }
});

test("the benchmark sees that one subscriber was told in another order than the others", async () => {
  const { audience, all } = await audienceOf(3);
  audience.begin(1, 2);
  const [first, second] = titles(1, 2) as [string, string];
  for (const one of all.slice(0, 2)) for (const title of [first, second]) tell(one, title);
  for (const title of [second, first]) tell(all[2]!, title);
  expect(await heard(audience)).toMatchObject({ received: 6, duplicated: 0, otherwiseOrdered: 1 });
});
