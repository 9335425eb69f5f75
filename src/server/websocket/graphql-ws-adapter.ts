import { CloseCode, type Server } from "graphql-ws";
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import { limitMessages } from "./message-limit.js";

/**
 * Connects graphql-ws to a socket. Its own adapter for `ws` keeps a timer, the request with all its headers and a
 * pending closure for each socket, which is most of the memory that ten thousand of them take; and it writes the
 * mistakes of clients to the console.
 */
export function serveGraphqlWs<Extra>(server: Server<Extra>, socket: WebSocket, extra: Extra, log: Logger): void {
  const mayRead = limitMessages(socket);
  const fail = (error: unknown): void => {
    log.error({ err: error }, "fault");
    socket.close(CloseCode.InternalServerError, "Internal server error");
  };
  const closed = server.opened(
    {
      protocol: socket.protocol,
      send: (data) =>
        new Promise((resolve, reject) => {
          if (socket.readyState !== socket.OPEN) return resolve();
          // A message that is not sent because the client has gone is no fault.
          socket.send(data, (error) => (error && socket.readyState === socket.OPEN ? reject(error) : resolve()));
        }),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (handle) =>
        void socket.on("message", (data: Buffer) => {
          if (mayRead()) void handle(data.toString()).then(undefined, fail);
        }),
    },
    extra,
  );
  socket.once("close", (code, reason) => void closed(code, reason.toString()).catch(fail));
  socket.on("error", (error) => log.debug({ err: error }, "a socket failed"));
}
