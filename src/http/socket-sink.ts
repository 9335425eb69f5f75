import type { Sink } from "../live/subscriber.js";
import type { SocketDrain } from "./socket-drain.js";

/** Results as `next` messages. Their text is the same for all who get it, but for the operation's id. */
export class SocketSink implements Sink {
  readonly #begin: string;

  constructor(
    readonly drain: SocketDrain,
    operationId: string,
  ) {
    this.#begin = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`;
  }

  isFull(): boolean {
    return this.drain.isFull;
  }

  whenDrained(then: () => void): void {
    this.drain.wait(then);
  }

  send(result: string): void {
    this.drain.socket.send(`${this.#begin}${result}}`);
  }
}
