import type { Duplex } from "node:stream";
import type { WebSocket } from "ws";
import type { Sink } from "../live/subscriber.js";

/** What is written to a socket before the subscriptions on it wait for its client. */
const mostWritten = 256 * 1024;

/** Results as `next` messages. Their text is the same for all who get it, but for the operation's id. */
export function socketSink(socket: WebSocket, connection: Duplex, operationId: string): Sink {
  const begin = `{"id":${JSON.stringify(operationId)},"type":"next","payload":`;
  return {
    isFull: () => socket.bufferedAmount > mostWritten,
    whenDrained: (then) => void connection.once("drain", then),
    send: (result) => socket.send(`${begin}${result}}`),
  };
}
