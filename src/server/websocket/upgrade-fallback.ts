import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** With more, Node drops headers, and may have dropped the one with the length of the body. */
const maxRawHeaders = 2_000;

/** Whether a request asks to upgrade to a protocol other than WebSocket. */
export const requestsOtherProtocol = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() !== "websocket";

/** Whether Node has kept all headers of the request. */
export const isWhole = ({ rawHeaders }: IncomingMessage): boolean => rawHeaders.length < maxRawHeaders;

/**
 * Answers a request over HTTP/1.1 as if it had not asked for another protocol, which RFC 9110 (7.8) leaves to the
 * server: `curl --http2` and Java's HttpClient ask for HTTP/2 with every first request. Node has detached the
 * connection from its HTTP server by now, and read nothing after the headers. So the request is put back in front of
 * its body, without the header, and the connection passed to Node as a new one. (Node 24 has `shouldUpgradeCallback`
 * for this.)
 */
export function answerOverHttp(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { _httpMessage: pending } = socket as { _httpMessage?: ServerResponse | null };
  if (pending) return afterResponse(pending, socket, () => answerOverHttp(server, request, socket, head));
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]!.toLowerCase() !== "upgrade") lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

/** Waits for the response that the connection still has to send: Node would lose track of it. */
function afterResponse(pending: ServerResponse, socket: Duplex, then: () => void): void {
  const failed = (): void => void socket.destroy();
  socket.on("error", failed);
  pending.once("close", () => {
    socket.off("error", failed);
    if (!socket.destroyed && socket.writable) then();
  });
}
