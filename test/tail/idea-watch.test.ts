import { afterAll, beforeAll, expect, it } from "@jest/globals";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { IdeaWatch } from "../../src/commands/tail/idea-watch.js";
import { codeOf } from "../../src/commands/tail/problems.js";
import { builders } from "../support/builders.js";
import { restartable, type Restartable } from "../support/restartable.js";

let service: Restartable;
let proxy: Server;
/** The sockets of the proxy, both sides. */
const open: Socket[] = [];
beforeAll(async () => {
  service = await restartable();
  proxy = createServer((client) => {
    const upstream = connect(Number(new URL(service.app().url).port), "127.0.0.1");
    for (const socket of [client, upstream]) open.push(socket.on("error", () => undefined));
    client.pipe(upstream).pipe(client);
  });
  await once(proxy.listen(0, "127.0.0.1"), "listening");
});
afterAll(async () => {
  for (const socket of open) socket.destroy();
  proxy.close();
  await service.end();
});

it("an error of whoever shows the ideas ends the watch, and is not taken for a lost connection", async () => {
  const full = new Error("the disk is full");
  const shown: string[] = [];
  const lost: unknown[] = [];
  const watch = new IdeaWatch({
    url: `${service.app().url.replace("http", "ws")}/graphql`,
    token: undefined,
    filter: {},
    since: (await service.other.ask("{ liveCursor }")).data.liveCursor,
    show: ({ title }) => {
      shown.push(title);
      throw full;
    },
    watching: () => undefined,
    lost: (problem) => lost.push(problem),
  });
  const ended = watch.run();
  await service.post("een die niet gaat");
  await expect(ended).rejects.toBe(full);
  expect([shown, lost]).toEqual([["een die niet gaat"], []]);
});

it("a connection that breaks without a word is noticed, and what it says after all is not shown twice", async () => {
  const member = await builders(service.other.services.database.source.manager).buildMember();
  const token = await service.other.tokenOf(member.id);
  const shown: string[] = [];
  const lost: unknown[] = [];
  let changed = (): void => undefined;
  const until = async (condition: () => boolean): Promise<void> => {
    while (!condition()) await new Promise<void>((resolve) => (changed = resolve));
  };
  const watch = new IdeaWatch({
    url: `ws://127.0.0.1:${(proxy.address() as AddressInfo).port}/graphql`,
    token,
    filter: {},
    since: (await service.other.ask("{ liveCursor }")).data.liveCursor,
    show: ({ title }) => {
      shown.push(title);
      changed();
    },
    watching: () => undefined,
    lost: (problem) => {
      lost.push(codeOf(problem));
      changed();
    },
    pingEveryMs: 500,
  });
  const ended = watch.run();
  await service.post("een");
  await until(() => shown.length === 1);
  const held = open.splice(0);
  for (const socket of held) socket.pause();
  await service.post("twee");
  await until(() => shown.length === 2);
  expect(lost).toContain(4499);
  for (const socket of held) socket.resume();
  await service.post("drie");
  await until(() => shown.length === 3);
  await Promise.all(held.map(async (socket) => socket.destroyed || once(socket, "close")));
  expect(shown).toEqual(["een", "twee", "drie"]);

  await service.other.ask("mutation { signOut(input: {everywhere: true}) { userErrors { code } } }", {}, token);
  expect(codeOf(await ended)).toBe(4403);
});
