import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** From here on Node leaves headers out, and may have left out the one that tells how long the body is. */
const maxRawHeaders = 2_000;

/** Whether a request asks to go on with a protocol that is not spoken here. */
export const requestsOtherProtocol = ({ headers }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() !== "websocket";

/** Whether the request is known whole, as far as its body. */
export const isWhole = ({ rawHeaders }: IncomingMessage): boolean => rawHeaders.length < maxRawHeaders;

/**
 * Lets a request be answered over HTTP/1.1 as if it had not asked for another protocol, which RFC 9110 (7.8) leaves to the server: `curl
 * --http2` and Java's HttpClient ask for HTTP/2 at every first request. Node has taken the connection out of its HTTP by now, and read
 * nothing after the headers. So the request is put back in front of its body, without the header, and the connection handed to Node as a
 * new one. (Node 24 can be told beforehand, by `shouldUpgradeCallback`.)
 */
export function answerOverHttp(server: Server, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  const { _httpMessage: owed } = socket as { _httpMessage?: ServerResponse | null };
  if (owed) return afterwards(owed, socket, () => answerOverHttp(server, request, socket, head));
  const { method, url, httpVersion, rawHeaders } = request;
  const lines = [`${method} ${url} HTTP/${httpVersion}`];
  for (let at = 0; at < rawHeaders.length; at += 2)
    if (rawHeaders[at]!.toLowerCase() !== "upgrade") lines.push(`${rawHeaders[at]}: ${rawHeaders[at + 1]}`);
  socket.unshift(Buffer.concat([Buffer.from(`${lines.join("\r\n")}\r\n\r\n`, "latin1"), head]));
  server.emit("connection", socket);
}

/** The answers that the connection owes come first: Node would not know of them any more. */
function afterwards(owed: ServerResponse, socket: Duplex, then: () => void): void {
  const failed = (): void => void socket.destroy();
  socket.on("error", failed);
  owed.once("close", () => {
    socket.off("error", failed);
    if (!socket.destroyed && socket.writable) then();
  });
}
