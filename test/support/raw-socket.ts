import { once } from "node:events";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { WebSocket } from "ws";

export interface Message {
  type: string;
  id?: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests read messages of any form
  payload?: any;
}

/** A WebSocket that knows nothing of GraphQL: says what it is told to, and keeps all that it hears. */
export class RawSocket {
  readonly heard: Message[] = [];
  /** The code and the reason of the close. */
  readonly closed: Promise<[number, string]>;
  readonly #changed: (() => void)[] = [];
  #read = 0;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data: Buffer) => {
      this.heard.push(JSON.parse(data.toString("utf8")) as Message);
      this.#changed.splice(0).forEach((tell) => tell());
    });
    this.closed = new Promise((resolve) =>
      socket.on("close", (code: number, reason: Buffer) => {
        resolve([code, reason.toString("utf8")]);
        this.#changed.splice(0).forEach((tell) => tell());
      }),
    );
  }

  static async open(url: string, protocol: string[] = ["graphql-transport-ws"]): Promise<RawSocket> {
    const raw = new RawSocket(new WebSocket(`${url.replace("http", "ws")}/graphql`, protocol));
    await once(raw.socket, "open");
    return raw;
  }

  /** One on which operations may begin, of the token's member. */
  static async ready(url: string, token?: string): Promise<RawSocket> {
    const raw = await RawSocket.open(url);
    raw.say({
      type: "connection_init",
      ...(token !== undefined && { payload: { authorization: `Bearer ${token}` } }),
    });
    const ack = await raw.next();
    if (ack.type !== "connection_ack") throw new Error(`not acknowledged: ${JSON.stringify(ack)}`);
    return raw;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === "string" ? message : JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables?: Record<string, unknown>): void {
    this.say({ type: "subscribe", id, payload: { query, ...(variables && { variables }) } });
  }

  /** The first message that has not been read yet. */
  async next(): Promise<Message> {
    while (this.heard.length <= this.#read) {
      if (this.socket.readyState === WebSocket.CLOSED) throw new Error("closed");
      await new Promise<void>((resolve) => this.#changed.push(resolve));
    }
    return this.heard[this.#read++]!;
  }

  /** Everything heard until the answer to a ping of now has come, and so everything that was on its way. */
  async untilNow(): Promise<Message[]> {
    const messages: Message[] = [];
    this.say({ type: "ping", payload: { until: "now" } });
    for (;;) {
      const message = await this.next();
      if (message.type === "pong" && message.payload?.until === "now") return messages;
      messages.push(message);
    }
  }
}

export interface Handshake {
  socket: Duplex;
  response: IncomingMessage;
  /** The code of the close frame, once it has come. */
  closeCode: Promise<number>;
  /** Sends a text message. */
  say: (message: unknown) => void;
}

/** A WebSocket by hand, for what a client library would not do: odd subprotocols, or not answering a close. */
export async function handshake(url: string, headers: Record<string, string>): Promise<Handshake> {
  const request = httpRequest(`${url}/graphql`, {
    headers: {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": Buffer.alloc(16).toString("base64"),
      ...headers,
    },
  }).end();
  const [response, socket, head] = (await once(request, "upgrade")) as [IncomingMessage, Duplex, Buffer];
  let received = head;
  const closeCode = new Promise<number>((resolve) => {
    const read = (): void => {
      // The frames of these tests are short: two bytes of head, then the payload.
      while (received.length >= 2 && received.length >= 2 + received[1]!) {
        if (received[0] === 0x88) resolve(received.readUInt16BE(2));
        received = received.subarray(2 + received[1]!);
      }
    };
    socket.on("data", (data: Buffer) => {
      received = Buffer.concat([received, data]);
      read();
    });
    read();
  });
  return { socket, response, closeCode, say: (message) => socket.write(textFrame(JSON.stringify(message))) };
}

/** A frame under a mask of zeros, which leaves the text as it is. */
function textFrame(text: string): Buffer {
  const payload = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, 0, 0, 0, 0, 0, 0]);
  head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

/** A plain WebSocket whose `connection_init` is acknowledged. */
export async function acknowledgedSocket(url: string): Promise<WebSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/graphql`, "graphql-transport-ws");
  await once(socket, "open");
  socket.send(JSON.stringify({ type: "connection_init" }));
  await once(socket, "message");
  return socket;
}
