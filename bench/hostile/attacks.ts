import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { WebSocket } from "ws";

/** Every attack comes from one address that is not signed in, unless it says otherwise. */
const address = "203.0.113.66";

/** An attack runs until its process is ended. */
export type Attack = (url: string) => Promise<void>;

let made = 0;
const unique = (): number => ++made;

async function post(url: string, body: object, from = address): Promise<void> {
  await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-forwarded-for": from },
    body: JSON.stringify(body),
  }).then(
    (response) => response.arrayBuffer(),
    () => sleep(20),
  );
}

/** So many at a time, each again as soon as it is answered. */
const inParallel = async (count: number, work: () => Promise<void>): Promise<void> => {
  const forever = async (): Promise<void> => {
    for (;;) await work();
  };
  await Promise.all(Array.from({ length: count }, forever));
};

/** A socket that has said hello; when it is closed, nothing more happens. */
function openSocket(url: string): Promise<WebSocket | null> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws", {
    headers: { "x-forwarded-for": address },
  });
  return new Promise((resolve) => {
    socket.on("error", () => resolve(null));
    socket.on("open", () => socket.send(JSON.stringify({ type: "connection_init" })));
    socket.on("message", (data: Buffer) => {
      if (data.toString().includes("connection_ack")) resolve(socket);
    });
  });
}

async function subscribe(url: string, sockets: number, each: number, payload: () => object): Promise<void> {
  for (let n = 0; n < sockets; n++) {
    const socket = await openSocket(url);
    if (!socket) continue;
    // As fast as is allowed, not so fast as to be closed.
    for (let id = 0; id < each; id++)
      socket.send(JSON.stringify({ type: "subscribe", id: `${id}`, payload: payload() }));
  }
  await sleep(3_600_000);
}

const light = "{ ideas(first: 1) { nodes { title } } }";
const repeated = (count: number, field: string): string => Array.from({ length: count }, () => field).join(" ");

export const attacks: Record<string, Attack> = {
  "a thousand sockets with subscriptions of hundreds of members": (url) =>
    subscribe(url, 1_000, 5, () => ({
      query: `subscription A${unique()} { ideaPosted { idea { themes { members(first: 100) { nodes { name interests { theme { label } } } } } } } }`,
    })),
  "a thousand sockets with subscriptions within the limits, no two alike": (url) =>
    subscribe(url, 1_000, 5, () => ({
      query: `subscription { ideaPosted { a${unique()}: idea { title body author { name organisation { name } interests { theme { label } stance } } } } }`,
    })),
  "junk in the variables of subscriptions": (url) =>
    subscribe(url, 40, 50, () => ({
      query: "subscription { ideaPosted { idea { title } } }",
      variables: { junk: Array.from({ length: 10_000 }, unique) },
    })),
  "costly questions, twelve at a time": (url) =>
    inParallel(12, () =>
      post(url, {
        query:
          "{ themes(first: 100) { nodes { memberCount ideaCount members(first: 100) { totalCount nodes { name } } } } }",
      }),
    ),
  "invalid documents with repeated fields": (url) =>
    inParallel(20, () =>
      post(url, { query: `{ ideas(first: 1) { nodes { ${repeated(140, "title")} x${unique()} } } }` }),
    ),
  "valid documents, no two alike": (url) =>
    inParallel(20, () =>
      post(url, { query: `{ a${unique()}: ideas(first: 1) { nodes { ${repeated(60, "title author { name }")} } } }` }),
    ),
  "light questions as fast as they are answered": (url) => inParallel(50, () => post(url, { query: light })),
  "pings from five sockets": async (url) => {
    const flood = async (): Promise<void> => {
      for (;;) {
        const socket = await openSocket(url);
        for (let n = 0; socket?.readyState === WebSocket.OPEN; n++) {
          socket.send('{"type":"ping"}');
          if (n % 500 === 499) await sleep(1);
        }
        await sleep(5);
      }
    };
    await Promise.all(Array.from({ length: 5 }, flood));
  },
  "two thousand connections with headers that never end": async (url) => {
    const { hostname, port } = new URL(url);
    const drip = async (): Promise<void> => {
      for (;;) {
        const socket = connect(Number(port), hostname).on("error", () => undefined);
        socket.write("POST /graphql HTTP/1.1\r\nHost: x\r\n");
        for (let n = 0; !socket.destroyed && n < 60; n++) {
          socket.write(`X-${n}: x\r\n`);
          await sleep(1_000);
        }
        socket.destroy();
      }
    };
    await Promise.all(Array.from({ length: 2_000 }, drip));
  },
  "wrong passwords": (url) =>
    inParallel(20, () =>
      post(url, {
        query: `mutation ($input: SignInInput!) { signIn(input: $input) { userErrors { message } } }`,
        variables: { input: { email: `nobody-${unique()}@bench.example`, password: "not the right one at all" } },
      }),
    ),
  "heavy questions from five hundred addresses": (url) =>
    inParallel(200, () =>
      post(
        url,
        {
          query: "{ members(first: 60) { nodes { name organisation { name } interests { stance theme { label } } } } }",
        },
        `10.3.${unique() % 2}.${1 + (unique() % 250)}`,
      ),
    ),
};
