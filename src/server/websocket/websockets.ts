import { CloseCode, handleProtocols, makeServer } from "graphql-ws";
import { EventEmitter } from "node:events";
import type { IncomingHttpHeaders, IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import type { Config } from "../../config.js";
import { isUnavailable } from "../../core/database/failures.js";
import { isUnreachable } from "../../domains/identity/oidc/bounded-fetch.js";
import { inherit, type Context } from "../../core/graphql/context.js";
import { formatErrors } from "../../core/graphql/format-errors.js";
import { requestedLanguage } from "../../core/texts/language.js";
import type { SubscriptionDefinition } from "../../core/subscriptions/subscription-definition.js";
import type { Admission } from "../admission/admission.js";
import type { AddressLimit } from "../operations/address-limit.js";
import type { IsAllowed } from "../operations/allowed-origins.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { callerOf, clientOf } from "../operations/caller.js";
import { clientAddress, trustedProxies } from "../operations/client-address.js";
import type { MemberConnections } from "../operations/member-connections.js";
import type { OperationPreparer } from "../operations/prepare.js";
import type { RequestMetrics } from "../operations/request-metrics.js";
import type { ServerServices } from "../operations/server-services.js";
import { authorizationOf } from "./connection-params.js";
import { executeOperation, subscribeToHub } from "./execution.js";
import { serveGraphqlWs } from "./graphql-ws-adapter.js";
import { KeepAlive } from "./keep-alive.js";
import { SocketDrain } from "./socket-drain.js";
import { maxOperations, socketOperations, terminateSlowClient, type SocketExtra } from "./socket-operations.js";
import { answerOverHttp, isWhole, requestsOtherProtocol } from "./upgrade-fallback.js";

const maxPayload = 64 * 1024;
/** Frames that a message may be sent in: they are not counted as messages. */
const maxFragments = 64;
/** How long a client may take to send `connection_init`. */
const connectionInitWaitMs = 3_000;
/** How long a client may take to answer the closing handshake. */
const closeTimeoutMs = 1_000;
/** A close code that the protocol leaves free; clients retry after a while, as when a connection broke. */
const tooManySockets = 4430;

/** Sent with 4403 to a client whose token is not found; a reason has 123 bytes at most. */
const unknownParams = 'Unknown connectionParams: send {"authorization": "Bearer <access token>"}';

export interface WebSockets {
  /** Closes every socket with 1001, so that clients connect to another process. */
  close: () => Promise<void>;
}

export interface WebSocketOptions {
  path: string;
  config: Pick<Config, "trustedProxies">;
  /** Pages of which origins may connect, beside those of the service itself. */
  isAllowed: IsAllowed;
  services: ServerServices;
  preparer: OperationPreparer;
  subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition>;
  members: MemberConnections;
  addresses: AddressLimit;
  anonymous: AnonymousLimits;
  admission: Admission;
  metrics: RequestMetrics;
  /** Called for the connection of each socket, which is no connection over HTTP any longer. */
  releaseConnection: (connection: Duplex) => void;
  log: Logger;
}

/** Serves graphql-transport-ws on `path`, under the same limits as HTTP. */
export function serveWebSockets(
  server: Server,
  {
    path,
    config,
    isAllowed,
    services,
    preparer,
    subscriptionDefinitions,
    members,
    addresses,
    anonymous,
    admission,
    metrics,
    releaseConnection,
    log,
  }: WebSocketOptions,
): WebSockets {
  // The library would answer pings before they are counted, and end a socket that sends many without a reason.
  const wss = new WebSocketServer({ noServer: true, maxPayload, maxFragments, autoPong: false, handleProtocols });
  const isTrusted = trustedProxies(config.trustedProxies);
  const startOperation = socketOperations(services, preparer, anonymous, admission, log);
  const keepAlive = new KeepAlive();

  const graphql = makeServer<Record<string, unknown>, SocketExtra>({
    connectionInitWaitTimeout: connectionInitWaitMs,
    jsonMessageReviver: refuseServerMessages,
    onConnect: async ({ connectionParams, extra }) => {
      const authorization = authorizationOf(connectionParams, extra.upgradeAuthorization);
      extra.upgradeAuthorization = undefined;
      if (authorization === null) {
        extra.socket.close(CloseCode.Forbidden, unknownParams);
        return false;
      }
      const caller = await callerOf(services, authorization, extra.client.address).catch((error: unknown) => {
        log.error({ err: error }, "fault");
        // Official clients retry after 1013, and take 4500 as final.
        if (isUnavailable(error) || isUnreachable(error)) extra.socket.close(1013, "Try again");
        else extra.socket.close(CloseCode.InternalServerError, "Internal server error");
        return undefined;
      });
      // A socket that has closed meanwhile would never be removed from the list.
      if (!caller || caller.isInvalid || extra.socket.readyState !== extra.socket.OPEN) return false;
      extra.caller = caller;
      const admitted = members.add(extra.socket, caller, services.now());
      if (!admitted) extra.socket.close(tooManySockets, "Too many sockets of this member");
      return admitted;
    },
    onSubscribe: ({ extra }, operationId, payload) => startOperation(extra, operationId, payload),
    execute: executeOperation(metrics),
    subscribe: subscribeToHub(services.subscriptions, subscriptionDefinitions),
    onPing: ({ extra }) => terminateSlowClient(extra.socket),
    onNext: (_ctx, _id, _payload, args, result) =>
      result.errors ? { ...result, errors: formatErrors(result.errors, args.contextValue as Context) } : undefined,
    onError: (_ctx, _id, _payload, errors) =>
      formatErrors(errors, inherit(services, { log, requestId: services.newId() })),
  });

  const connected = (socket: WebSocket, request: IncomingMessage): void => {
    const extra: SocketExtra = {
      socket,
      drain: new SocketDrain(socket, request.socket),
      client: clientOf(clientAddress(request, isTrusted), request.headers),
      requestedLanguage: requestedLanguage(request.headers["accept-language"]),
      upgradeAuthorization: request.headers.authorization,
      caller: null,
      running: new Map(),
      kept: 0,
    };
    keepAlive.add(socket);
    // Each operation that waits for a permit listens whether the socket closes.
    socket.setMaxListeners(maxOperations + EventEmitter.defaultMaxListeners);
    serveGraphqlWs(graphql, socket, extra, log);
  };

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const isOther = requestsOtherProtocol(request);
    if (isOther && isWhole(request)) return answerOverHttp(server, request, socket, head);
    socket.on("error", () => socket.destroy());
    if (isOther) return refuse(socket, "431 Request Header Fields Too Large");
    if (request.url?.split("?", 1)[0] !== path) return refuse(socket, "404 Not Found");
    if (!mayConnect(request.headers, isAllowed)) return refuse(socket, "403 Forbidden");
    const release = addresses.acquire(clientAddress(request, isTrusted));
    if (!release) return refuse(socket, "429 Too Many Requests", "Retry-After: 10\r\n");
    socket.once("close", release);
    releaseConnection(socket);
    wss.handleUpgrade(request, socket, head, connected);
  };
  server.on("upgrade", upgrade);

  return {
    close: async () => {
      server.off("upgrade", upgrade);
      keepAlive.stop();
      for (const socket of wss.clients) socket.close(1001, "Going away");
      const late = setTimeout(() => wss.clients.forEach((client) => client.terminate()), closeTimeoutMs);
      await new Promise<void>((resolve) => wss.close(() => resolve()));
      clearTimeout(late);
    },
  };
}

/** graphql-ws takes messages that only a server sends for a fault of its own; each is an invalid message (4400). */
function refuseServerMessages(key: string, value: unknown): unknown {
  const { type } = ((key === "" ? value : null) as { type?: unknown } | null) ?? {};
  if (["connection_ack", "next", "error"].includes(type as string)) throw new Error("Only servers send this message.");
  return value;
}

/** Whether a page that opens a socket may use the service: its own pages always may. Other clients have no origin. */
const mayConnect = ({ origin, host }: IncomingHttpHeaders, isAllowed: IsAllowed): boolean =>
  origin === undefined || isAllowed(origin) || (URL.canParse(origin) && new URL(origin).host === host);

function refuse(socket: Duplex, status: string, headers = ""): void {
  // A client that does not close its side would keep the connection.
  socket.once("finish", () => socket.destroy());
  socket.end(`HTTP/1.1 ${status}\r\n${headers}Connection: close\r\nContent-Length: 0\r\n\r\n`);
}
