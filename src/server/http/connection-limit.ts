import type { Server } from "node:http";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { AddressLimit } from "../operations/address-limit.js";
import type { IsTrusted } from "../operations/client-address.js";

/**
 * Limits the connections over HTTP from one address at a time, and drops those beyond it. Connections of trusted
 * proxies, which carry requests of many clients, do not count: the address of a client is known only once a request has
 * arrived. Returns the function that ends the count of a connection, when it is a WebSocket, which has its own limit.
 */
export function limitConnections(
  server: Server,
  addresses: AddressLimit,
  isTrusted: IsTrusted,
): (connection: Duplex) => void {
  const counted = new WeakMap<Duplex, () => void>();
  const release = (connection: Duplex): void => {
    counted.get(connection)?.();
    counted.delete(connection);
  };
  server.on("connection", (connection: Socket) => {
    const { remoteAddress } = connection;
    // Emitted again when a request for another protocol than WebSocket is answered over HTTP, see `answerOverHttp`.
    if (remoteAddress === undefined || isTrusted(remoteAddress) || counted.has(connection)) return;
    const releaseOne = addresses.acquire(remoteAddress);
    if (!releaseOne) return void connection.destroy();
    counted.set(connection, releaseOne);
    connection.once("close", () => release(connection));
  });
  return release;
}
