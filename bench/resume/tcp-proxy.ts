import { once } from "node:events";
import { connect, createServer, type AddressInfo, type Server, type Socket } from "node:net";

interface Link {
  client: Socket;
  backend: Socket;
}

/**
 * A load balancer that knows nothing of HTTP: each new connection goes to the next process, and any of them can fail.
 */
export class TcpProxy {
  readonly #links = new Set<Link>();
  readonly #stalled = new Set<Link>();
  readonly #clients = new Set<Socket>();
  #backends: number[] = [];
  #turn = 0;
  #isSilent = false;

  private constructor(readonly server: Server) {
    server.on("connection", (client) => this.#take(client));
  }

  static async open(): Promise<TcpProxy> {
    const proxy = new TcpProxy(createServer({ noDelay: true }));
    await once(proxy.server.listen(0, "127.0.0.1"), "listening");
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** From now on the process on this port gets its share of the connections. */
  add(port: number): void {
    this.#backends.push(port);
  }

  remove(port: number): void {
    this.#backends = this.#backends.filter((backend) => backend !== port);
  }

  /** Cuts a connection, without a goodbye to either side; false when there is none. */
  cut(random: () => number): boolean {
    const link = this.#one(random);
    if (link) cut(link);
    return link !== undefined;
  }

  /**
   * Nothing passes over one connection for a time, in neither direction; false when there is none, or it is stalled
   * already.
   */
  stall(random: () => number, forMs: number): boolean {
    const link = this.#one(random);
    if (!link || this.#stalled.has(link)) return false;
    this.#stalled.add(link);
    hold(link);
    setTimeout(() => {
      this.#stalled.delete(link);
      if (!this.#isSilent) pass(link);
    }, forMs).unref();
    return true;
  }

  /**
   * Nothing passes over any connection, also not over new ones, which are accepted all the same; until the function
   * returned is called.
   */
  silence(): () => void {
    this.#isSilent = true;
    for (const link of this.#links) hold(link);
    return () => {
      this.#isSilent = false;
      for (const link of this.#links) if (!this.#stalled.has(link)) pass(link);
    };
  }

  /** Drops what a process answers next, whichever connection it is on, and cuts that one; resolves when it has. */
  loseNextAnswer(): Promise<void> {
    return new Promise((resolve) => {
      const links = [...this.#links];
      for (const link of links) {
        const { client, backend } = link;
        backend.unpipe(client);
        backend.once("data", () => {
          for (const other of links) other.backend.removeAllListeners("data");
          cut(link);
          for (const other of links) if (other !== link) pass(other);
          resolve();
        });
        backend.resume();
      }
    });
  }

  async close(): Promise<void> {
    this.server.close();
    for (const client of this.#clients) client.destroy();
    await once(this.server, "close");
  }

  #one(random: () => number): Link | undefined {
    return [...this.#links][Math.floor(random() * this.#links.size)];
  }

  #take(client: Socket): void {
    const port = this.#backends[this.#turn++ % this.#backends.length];
    this.#clients.add(client);
    client.on("error", () => undefined);
    client.on("close", () => this.#clients.delete(client));
    if (port === undefined) return void client.destroy();
    const backend = connect({ port, host: "127.0.0.1", noDelay: true });
    const link = { client, backend };
    this.#links.add(link);
    backend.on("error", () => undefined);
    if (!this.#isSilent) pass(link);
    client.on("close", () => backend.destroy());
    backend.on("close", () => {
      this.#links.delete(link);
      // What the process said last, be it why it closes, still reaches the client.
      client.destroySoon();
    });
  }
}

function cut({ client, backend }: Link): void {
  client.resetAndDestroy();
  backend.resetAndDestroy();
}

function hold(link: Link): void {
  for (const [from, to] of directions(link)) from.unpipe(to).pause();
}

function pass(link: Link): void {
  for (const [from, to] of directions(link)) if (!from.destroyed && !to.destroyed) from.pipe(to);
}

const directions = ({ client, backend }: Link): [Socket, Socket][] => [
  [client, backend],
  [backend, client],
];
