import { afterEach, describe, expect, it } from "@jest/globals";
import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { TcpProxy } from "../../bench/resume/tcp-proxy.js";

const opened: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** A server that says its name and then repeats what it hears. */
async function backend(name: string): Promise<number> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined);
    socket.write(`${name};`);
    socket.pipe(socket);
  });
  await once(server.listen(0, "127.0.0.1"), "listening");
  opened.push(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, "close");
  });
  return (server.address() as AddressInfo).port;
}

async function openProxy(...ports: number[]): Promise<TcpProxy> {
  const proxy = await TcpProxy.open();
  opened.push(() => proxy.close());
  ports.forEach((port) => proxy.add(port));
  return proxy;
}

interface Client {
  socket: Socket;
  closed: Promise<unknown>;
  heard: () => string;
  hears: (text: string) => Promise<void>;
}

function client(proxy: TcpProxy): Client {
  const socket = connect(Number(new URL(proxy.url).port), "127.0.0.1");
  socket.on("error", () => undefined);
  opened.push(() => Promise.resolve(socket.destroy()));
  // Not by `once`, which takes a reset for a failure.
  const closed = new Promise((resolve) => socket.on("close", resolve));
  let text = "";
  socket.on("data", (chunk: Buffer) => (text += chunk.toString()));
  const hears = async (wanted: string): Promise<void> => {
    while (!text.includes(wanted)) await once(socket, "data");
  };
  return { socket, closed, heard: () => text, hears };
}

describe("the TCP proxy of the fault proof", () => {
  it("takes the processes by turns, and none that was taken away", async () => {
    const [one, other] = [await backend("one"), await backend("other")];
    const proxy = await openProxy(one, other);
    const clients = [client(proxy), client(proxy)];
    await Promise.all(clients.map(({ hears }) => hears(";")));
    expect(clients.map(({ heard }) => heard()).sort()).toEqual(["one;", "other;"]);
    proxy.remove(one);
    const third = client(proxy);
    await third.hears("other;");
  });

  it("closes who comes while no process runs", async () => {
    await client(await openProxy()).closed;
  });

  it("cuts a connection for both sides", async () => {
    const proxy = await openProxy(await backend("one"));
    const { closed, hears } = client(proxy);
    await hears("one;");
    expect(proxy.cut(() => 0)).toBe(true);
    await closed;
    expect(proxy.cut(() => 0)).toBe(false);
  });

  it("stalls a connection and lets it go on with all that was said", async () => {
    const proxy = await openProxy(await backend("one"));
    const { socket, heard, hears } = client(proxy);
    await hears("one;");
    expect(proxy.stall(() => 0, 300)).toBe(true);
    const stalledAt = Date.now();
    socket.write("still there?");
    await hears("still there?");
    // Timers may be a millisecond early by the clock.
    expect(Date.now() - stalledAt).toBeGreaterThanOrEqual(295);
    expect(heard()).toBe("one;still there?");
  });
});
