import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";
import { suggestionsQuery, type Asker } from "../speed/load.js";

const readers = 10;
const readerPauseMs = 400;
const postEveryMs = 500;
/** So many sockets are open at a time, each for a while. */
const sockets = 20;
const socketLifeMs = 5_000;

export interface MixedLoad {
  url: string;
  askers: Asker[];
  slugs: string[];
}

export interface LoadSeen {
  requests: number;
  failures: number;
  /** The failures by code or status. */
  codes: Record<string, number>;
  sockets: number;
  deliveries: number;
}

const posting = `mutation ($input: PostIdeaInput!) { postIdea(input: $input) { idea { id } userErrors { message } } }`;
const reads: { query: string; variables?: (load: MixedLoad, n: number) => object }[] = [
  { query: "{ ideas(first: 10) { nodes { title author { name } themes { label } } } }" },
  { query: suggestionsQuery },
  {
    query:
      "{ members(first: 20) { totalCount nodes { name organisation { name } interests { theme { label } stance } } } }",
  },
  {
    query:
      "query ($slug: String!) { theme(slug: $slug) { label memberCount ideaCount ideas(first: 5) { nodes { title } } } }",
    variables: ({ slugs }, n) => ({ slug: slugs[n % slugs.length] }),
  },
  { query: "{ gatherings(first: 5) { nodes { title } } viewer { notifications(first: 5) { nodes { id } } } }" },
];

/** About twenty reads and two posts a second, and sockets that subscribe, receive and leave, for a time; `pace` times as fast. */
export async function mixedLoad(load: MixedLoad, forMs: number, pace = 1): Promise<LoadSeen> {
  const began = performance.now();
  const isOver = (): boolean => performance.now() - began >= forMs;
  const seen: LoadSeen = { requests: 0, failures: 0, codes: {}, sockets: 0, deliveries: 0 };
  const ask = async (n: number, body: object): Promise<void> => {
    seen.requests++;
    const code = await failureOf(load, n, body);
    if (code === null) return;
    seen.failures++;
    seen.codes[code] = (seen.codes[code] ?? 0) + 1;
  };
  const reader = async (n: number): Promise<void> => {
    for (let count = n; !isOver(); count++) {
      const { query, variables } = reads[count % reads.length]!;
      await ask(count, { query, variables: variables?.(load, count) });
      await sleep((readerPauseMs / pace) * (0.5 + Math.random()));
    }
  };
  const author = async (): Promise<void> => {
    for (let n = 0; !isOver(); n++) {
      const themes = load.slugs.slice(n % 5, (n % 5) + 3);
      const input = { kind: "IDEA", title: `Een idee ${n}`, body: "Wie wil dit samen uitproberen?", themes };
      await ask(n, { query: posting, variables: { input } });
      await sleep(postEveryMs / pace);
    }
  };
  const visitor = async (n: number): Promise<void> => {
    await sleep((n / sockets) * (socketLifeMs / pace));
    while (!isOver()) {
      seen.sockets++;
      seen.deliveries += await visit(load, n, (socketLifeMs / pace) * (0.5 + Math.random()));
    }
  };
  await Promise.all([
    ...Array.from({ length: readers }, (_, n) => reader(n)),
    author(),
    ...Array.from({ length: sockets }, (_, n) => visitor(n)),
  ]);
  return seen;
}

async function failureOf({ url, askers }: MixedLoad, n: number, body: object): Promise<string | null> {
  try {
    const response = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: askers[n % askers.length]!.authorization },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(20_000),
    });
    const { errors } = (await response.json()) as { errors?: { message: string; extensions?: { code?: string } }[] };
    if (errors) return errors[0]?.extensions?.code ?? "an error without code";
    return response.ok ? null : `status ${response.status}`;
  } catch (error) {
    return (error as Error).name;
  }
}

/** Subscribes for a while; gives how many events came. Every third leaves without a goodbye. */
async function visit({ url, askers, slugs }: MixedLoad, n: number, forMs: number): Promise<number> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  let deliveries = 0;
  const say = (message: object): void => socket.send(JSON.stringify(message));
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  socket.on("error", () => undefined);
  socket.on("open", () =>
    say({ type: "connection_init", payload: n % 2 === 0 ? {} : { authorization: askers[n]!.authorization } }),
  );
  socket.on("message", (data: Buffer) => {
    const { type } = JSON.parse(data.toString()) as { type: string };
    if (type === "next") deliveries++;
    if (type === "ping") say({ type: "pong" });
    if (type !== "connection_ack") return;
    const query =
      "subscription ($filter: IdeaFilter) { ideaPosted(filter: $filter) { cursor idea { title author { name } themes { label } } } }";
    const filter = n % 4 === 0 ? {} : { themes: [slugs[n % slugs.length]] };
    say({ type: "subscribe", id: "1", payload: { query, variables: { filter } } });
  });
  await Promise.race([sleep(forMs), closed]);
  if (n % 3 === 0) socket.terminate();
  else socket.close(1000);
  await closed;
  return deliveries;
}
