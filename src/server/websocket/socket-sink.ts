import type { Sink } from "../../core/subscriptions/subscriber.js";
import type { SocketDrain } from "./socket-drain.js";

const asText = { binary: false };

/** The bytes of the last result sent: thousands of subscribers get the same one, one after the other. */
let last = { result: "", bytes: Buffer.alloc(0) };
function bytesOf(result: string): Buffer {
  if (result !== last.result) last = { result, bytes: Buffer.from(`${result}}`) };
  return last.bytes;
}

/** Sends results as `next` messages: the same bytes for all who get them, after the operation's id. */
export class SocketSink implements Sink {
  readonly #prefix: Buffer;

  constructor(
    readonly drain: SocketDrain,
    operationId: string,
  ) {
    this.#prefix = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
  }

  isFull(): boolean {
    return this.drain.isFull;
  }

  whenDrained(then: () => void): void {
    this.drain.wait(then);
  }

  send(result: string): void {
    const bytes = bytesOf(result);
    const message = Buffer.allocUnsafe(this.#prefix.length + bytes.length);
    message.set(this.#prefix);
    message.set(bytes, this.#prefix.length);
    this.drain.socket.send(message, asText);
  }
}
