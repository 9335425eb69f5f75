import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { requestFault } from "./send-fault.js";

/** Codes of Node for requests that it cannot hand on, with their status; others are malformed. */
const statuses: Record<string, [status: number, message: string]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, "The request was sent too slowly: send it again."],
  HPE_HEADER_OVERFLOW: [431, "The headers are too long: send fewer or shorter ones."],
};
const malformed: [status: number, message: string] = [400, "This is not a request of HTTP/1.1."];

/** Answers what is no request, so that no route and no hook sees it, in the form of all errors; then ends the connection. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Socket, requestId: string): void {
  if (error.code === "ECONNRESET" || socket.destroyed) return;
  const [status, message] = statuses[error.code ?? ""] ?? malformed;
  const body = JSON.stringify(requestFault({ message, extensions: { code: "BAD_REQUEST" } }, requestId));
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    "Content-Type: application/json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${requestId}`,
    "X-Content-Type-Options: nosniff",
    "Connection: close",
  ];
  if (socket.writable) socket.write(`${head.join("\r\n")}\r\n\r\n${body}`);
  socket.destroy(error);
}
