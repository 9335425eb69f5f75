import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Sink } from "../live/subscriber.js";

/** What is written to a socket before the subscriptions on it wait for its client. */
const mostWritten = 256 * 1024;

/** Results as `next` messages. Their text is the same for all who get it, but for the operation's id. */
export class SocketSink implements Sink {
  readonly #begin: string;

  constructor(
    readonly socket: WebSocket,
    readonly connection: Duplex,
    /** Of all subscriptions on the socket. */
    readonly waiting: (() => void)[],
    operationId: string,
  ) {
    this.#begin = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`;
  }

  isFull(): boolean {
    return this.socket.bufferedAmount > mostWritten;
  }

  whenDrained(then: () => void): void {
    if (this.waiting.push(then) === 1) this.connection.once("drain", () => this.#goOn());
  }

  /** Lets those who wait write until the socket is full again; who writes so much that they must wait again goes to the end. */
  #goOn(): void {
    const turns = this.waiting.splice(0);
    while (turns.length > 0 && !this.isFull()) turns.shift()!();
    if (turns.length === 0) return;
    const others = this.waiting.splice(0);
    for (const then of [...turns, ...others]) this.whenDrained(then);
  }

  send(result: string): void {
    this.socket.send(`${this.#begin}${result}}`);
  }
}
