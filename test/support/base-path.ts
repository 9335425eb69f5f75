import { createServer, request, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** A proxy that serves a service under a base path, such as `/ino`, WebSockets included, as nginx does. */
export async function behindBasePath(service: string, basePath: string) {
  const forward = ({ url = "", method, headers }: IncomingMessage) => {
    const path = url.startsWith(`${basePath}/`) ? url.slice(basePath.length) : null;
    return path === null ? null : request(service + path, { method, headers });
  };
  const server = createServer((incoming, response) => {
    const forwarded = forward(incoming);
    if (!forwarded) return void response.writeHead(404).end();
    incoming.pipe(forwarded).on("response", (answer: IncomingMessage) => {
      response.writeHead(answer.statusCode!, answer.headers);
      answer.pipe(response);
    });
  });
  server.on("upgrade", (incoming, socket) => {
    const forwarded = forward(incoming);
    if (!forwarded) return void socket.destroy();
    forwarded.on("upgrade", (answer, upstream) => {
      const head = answer.rawHeaders.reduce((text, part, at) => text + part + (at % 2 === 0 ? ": " : "\r\n"), "");
      socket.write(`HTTP/1.1 101 Switching Protocols\r\n${head}\r\n`);
      socket.pipe(upstream).pipe(socket);
      for (const one of [socket, upstream]) one.on("error", () => socket.destroy(upstream.destroy() as never));
    });
    forwarded.end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}${basePath}`,
    end: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
