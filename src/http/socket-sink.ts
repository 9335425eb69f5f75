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
    operationId: string,
  ) {
    this.#begin = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`;
  }

  isFull(): boolean {
    return this.socket.bufferedAmount > mostWritten;
  }

  whenDrained(then: () => void): void {
    this.connection.once("drain", then);
  }

  send(result: string): void {
    this.socket.send(`${this.#begin}${result}}`);
  }
}
