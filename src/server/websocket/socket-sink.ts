import type { Sink } from "../../core/subscriptions/subscriber.js";
import type { SocketDrain } from "./socket-drain.js";

const asText = { binary: false };

/** The bytes of what was sent last: the same goes to thousands, one after the other. */
let last = { result: "", bytes: Buffer.alloc(0) };
function bytesOf(result: string): Buffer {
  if (result !== last.result) last = { result, bytes: Buffer.from(`${result}}`) };
  return last.bytes;
}

/** Results as `next` messages. Their bytes are the same for all who get them, but for the operation's id. */
export class SocketSink implements Sink {
  readonly #begin: Buffer;

  constructor(
    readonly drain: SocketDrain,
    operationId: string,
  ) {
    this.#begin = Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`);
  }

  isFull(): boolean {
    return this.drain.isFull;
  }

  whenDrained(then: () => void): void {
    this.drain.wait(then);
  }

  send(result: string): void {
    const bytes = bytesOf(result);
    const message = Buffer.allocUnsafe(this.#begin.length + bytes.length);
    message.set(this.#begin);
    message.set(bytes, this.#begin.length);
    this.drain.socket.send(message, asText);
  }
}
