import { randomBytes, randomUUID } from "node:crypto";
import { connect, type Socket } from "node:net";
import { clientFrame, FrameReader, opcodes } from "./frames.js";

const path = "/graphql";
const handshakeEnd = "\r\n\r\n";
/** One for all sockets: each chunk is read before the next one comes. */
const shared = Buffer.allocUnsafe(256 * 1024);

export interface SubscriberOptions {
  port: number;
  /** The address it comes from; the machine's choice when not told. */
  localAddress: string | undefined;
  document: string;
}

export interface SubscriberEvents {
  /** The subscription was sent. */
  subscribed: () => void;
  /** A message of the running subscription. */
  message: (id: string, bytes: Buffer, from: number, to: number) => void;
  /** Its socket closed or failed without being told to. */
  ended: (why: string) => void;
}

/** A client of graphql-transport-ws that does no more than it must: 10,000 of them are not to be what is measured. */
export class Subscriber {
  /** Every client names its operations as the official one does: none has the name of another's. */
  readonly #id = randomUUID();
  readonly #socket: Socket;
  readonly #frames = new FrameReader((opcode, bytes, from, to) => this.#frame(opcode, bytes, from, to));
  #answer: string | null = "";
  #acknowledged = false;
  #ended = false;

  constructor(
    readonly options: SubscriberOptions,
    readonly events: SubscriberEvents,
  ) {
    const { port, localAddress } = options;
    this.#socket = connect({
      port,
      host: "127.0.0.1",
      noDelay: true,
      ...(localAddress !== undefined && { localAddress }),
      onread: {
        buffer: shared,
        callback: (length) => {
          this.#read(shared.subarray(0, length));
          return true;
        },
      },
    });
    this.#socket.once("connect", () => this.#socket.write(handshake(port)));
    this.#socket.on("error", (error) => this.#end(error.message));
    this.#socket.on("close", () => this.#end("the server closed the connection"));
  }

  close(): void {
    this.#ended = true;
    this.#socket.destroy();
  }

  #read(chunk: Buffer): void {
    try {
      if (this.#answer === null) this.#frames.read(chunk);
      else this.#shake(chunk);
    } catch (error) {
      this.#end((error as Error).message);
    }
  }

  /** The answer to the handshake, and what may come in the same chunk. */
  #shake(chunk: Buffer): void {
    this.#answer += chunk.toString("latin1");
    const end = this.#answer!.indexOf(handshakeEnd);
    if (end < 0) return;
    const answer = this.#answer!;
    if (!answer.startsWith("HTTP/1.1 101 ")) throw new Error(`the handshake was refused: ${answer.slice(0, 200)}`);
    this.#answer = null;
    this.#send({ type: "connection_init" });
    this.#frames.read(Buffer.from(answer.slice(end + handshakeEnd.length), "latin1"));
  }

  #frame(opcode: number, bytes: Buffer, from: number, to: number): void {
    if (opcode === opcodes.text) return this.#text(bytes, from, to);
    if (opcode === opcodes.ping) this.#socket.write(clientFrame(opcodes.pong, Buffer.from(bytes.subarray(from, to))));
    if (opcode === opcodes.close)
      this.#end(`closed: ${to > from ? `${bytes.readUInt16BE(from)} ${bytes.toString("utf8", from + 2, to)}` : ""}`);
  }

  #text(bytes: Buffer, from: number, to: number): void {
    if (this.#acknowledged) return this.events.message(this.#id, bytes, from, to);
    const { type } = JSON.parse(bytes.toString("utf8", from, to)) as { type: string };
    if (type !== "connection_ack") throw new Error(`${type} instead of connection_ack`);
    this.#acknowledged = true;
    this.#send({ id: this.#id, type: "subscribe", payload: { query: this.options.document } });
    this.events.subscribed();
  }

  /** To what the server asks by a message of the protocol. */
  pong(): void {
    this.#send({ type: "pong" });
  }

  #send(message: object): void {
    this.#socket.write(clientFrame(opcodes.text, Buffer.from(JSON.stringify(message))));
  }

  #end(why: string): void {
    if (this.#ended) return;
    this.close();
    this.events.ended(why);
  }
}

const handshake = (port: number): string =>
  `${[
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    "Upgrade: websocket",
    "Connection: Upgrade",
    `Sec-WebSocket-Key: ${randomBytes(16).toString("base64")}`,
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Protocol: graphql-transport-ws",
  ].join("\r\n")}${handshakeEnd}`;
