import { getOperationAST, GraphQLError, specifiedRules } from "graphql";
import { CloseCode } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import { charge } from "../budget/charge.js";
import { clientAddress, trustedProxies } from "../budget/client-address.js";
import { notTrusted } from "../budget/trusted-only.js";
import type { Config } from "../config.js";
import type { Context, Services } from "../graphql/context.js";
import { Fault } from "../graphql/faults.js";
import { preferredLanguage } from "../graphql/language.js";
import { checkCost, limits } from "../graphql/limits.js";
import { schema } from "../graphql/schema.js";
import { toldErrors } from "../graphql/told-errors.js";
import { callerOf, clientOf, type Caller } from "./caller.js";
import { documentRules } from "./document-rules.js";
import { KnownDocuments } from "./known-documents.js";
import { executeOnce, subscribeLive, type OperationContext } from "./event-execution.js";
import { asValidation } from "./as-validation.js";
import { socketSink } from "./socket-sink.js";
import type { MemberSockets } from "./member-sockets.js";
import { mayCall } from "./origins.js";

const maxPayload = 64 * 1024;
const operationsPerSocket = 50;
/** A ping goes out this often; a socket that has not answered by the next one is ended. */
const keepAliveMs = 12_000;
/** How long a socket may stay open without a word. */
const connectionInitWaitMs = 3_000;
/** What may wait for a client to read it; answers to operations wait for one another, those to pings would not. */
const mostBuffered = 1024 * 1024;
/** How long a client may take to answer the closing of its socket. */
const leaveWithinMs = 1_000;
/** One that the protocol leaves free; clients try again after a while, as when a connection broke. */
const tooManySockets = 4430;

// A type, not an interface: graphql-ws wants an index signature.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  caller?: Caller;
  /** Operations that have begun and not settled. */
  running?: number;
};

export interface WebSockets {
  /** Closes every socket with 1001, so that clients go on with another process. */
  close: () => Promise<void>;
}

/** Serves graphql-transport-ws on `path`, under the same limits as HTTP. */
export function serveWebSockets(
  server: Server,
  path: string,
  config: Pick<Config, "allowedOrigins" | "introspection" | "trustedProxies">,
  services: Services,
  members: MemberSockets,
  log: Logger,
): WebSockets {
  const wss = new WebSocketServer({ noServer: true, maxPayload });
  const trusts = trustedProxies(config.trustedProxies);
  const documents = new KnownDocuments([...specifiedRules, ...documentRules(config)]);

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    if (request.url?.split("?", 1)[0] !== path) return refuse(socket, "404 Not Found");
    if (!mayCall(config.allowedOrigins, request.headers.origin, request.headers.host))
      return refuse(socket, "403 Forbidden");
    wss.handleUpgrade(request, socket, head, (client) => wss.emit("connection", client, request));
  };
  server.on("upgrade", upgrade);

  const contextOf = (extra: Extra, operationId: string): OperationContext => {
    const { request, caller } = extra;
    const requestId = services.newId();
    const began = performance.now();
    const operationLog = log.child({ reqId: requestId });
    let running = true;
    return {
      ...services,
      db: services.database,
      callerId: caller?.memberId ?? null,
      sessionId: caller?.sessionId ?? null,
      client: clientOf(clientAddress(request, trusts), request.headers),
      language: preferredLanguage(request.headers["accept-language"]),
      requestId,
      log: operationLog,
      loaders: new Map(),
      sink: socketSink(extra.socket, request.socket, operationId),
      settled: () => {
        if (!running) return;
        running = false;
        extra.running!--;
        operationLog.info({ path, ms: Math.round(performance.now() - began) }, "operation on a WebSocket");
      },
    };
  };

  const serving = useServer<Record<string, unknown>, Extra>(
    {
      schema,
      connectionInitWaitTimeout: connectionInitWaitMs,
      jsonMessageReviver: refuseServerMessages,
      // Else the reason of a close would tell the message of the error.
      isProd: true,
      onConnect: async ({ connectionParams, extra }) => {
        const { authorization, Authorization } = connectionParams ?? {};
        const caller = await callerOf(services, authorization ?? Authorization).catch((error: unknown) => {
          log.error({ err: error }, "fault");
          extra.socket.close(CloseCode.InternalServerError, "Internal server error");
          return undefined;
        });
        // The socket may have closed meanwhile; then nothing would take it off the list.
        if (!caller || caller.refused || extra.socket.readyState !== extra.socket.OPEN) return false;
        extra.caller = caller;
        const admitted = members.add(extra.socket, caller, services.now());
        if (!admitted) extra.socket.close(tooManySockets, "Too many sockets of this member");
        return admitted;
      },
      onSubscribe: async ({ extra }, operationId, payload) => {
        // A client that takes its time to close as it was told asks in vain.
        if (extra.socket.readyState !== extra.socket.OPEN)
          return [new Fault("UNAUTHENTICATED", "This socket is closing: connect again.")];
        endIfNotReading(extra.socket);
        // Not `subscriptions`: what the client has completed may still be running here.
        const running = extra.running ?? 0;
        if (running >= operationsPerSocket)
          return [
            new Fault(
              "TOO_MANY_OPERATIONS",
              `At most ${operationsPerSocket} operations run on one socket: end one first.`,
            ),
          ];
        // Taken at once, so that many that come together do not all find a place.
        extra.running = running + 1;
        let begun = false;
        const { operationName, variables } = payload;
        try {
          const query = services.trustedDocuments ? services.trustedDocuments.find(payload) : payload.query;
          if (query === undefined) return [notTrusted()];
          const document = documents.read(query);
          if (!("kind" in document)) return document.map(asValidation);
          if (!getOperationAST(document, operationName))
            return [new GraphQLError("There is no operation of this name.")];
          const contextValue = contextOf(extra, operationId);
          const operation = [document, operationName ?? undefined, variables ?? {}] as const;
          const refused = checkCost(schema, ...operation) ?? (await charge(contextValue, ...operation));
          if (refused) return [refused];
          begun = true;
          return {
            schema,
            document,
            operationName,
            variableValues: variables,
            contextValue,
            options: { maxCoercionErrors: limits.coercionErrors },
          };
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error })];
        } finally {
          if (!begun) extra.running--;
        }
      },
      execute: executeOnce,
      subscribe: subscribeLive,
      onPing: ({ extra }) => endIfNotReading(extra.socket),
      onNext: (_ctx, _id, _payload, args, result) =>
        result.errors ? { ...result, errors: toldErrors(result.errors, args.contextValue as Context) } : undefined,
      onError: (_ctx, _id, _payload, errors) => toldErrors(errors, { log, requestId: services.newId() }),
    },
    wss,
    keepAliveMs,
  );

  // graphql-ws would write what a client does wrong to the console.
  wss.on("connection", (socket: WebSocket) =>
    socket.removeAllListeners("error").on("error", (error) => log.debug({ err: error }, "a socket failed")),
  );

  return {
    close: async () => {
      server.off("upgrade", upgrade);
      const late = setTimeout(() => wss.clients.forEach((client) => client.terminate()), leaveWithinMs);
      await serving.dispose();
      clearTimeout(late);
    },
  };
}

/** graphql-ws takes what only a server may say for a fault of its own; it is an invalid message (4400). */
function refuseServerMessages(key: string, value: unknown): unknown {
  const { type } = ((key === "" ? value : null) as { type?: unknown } | null) ?? {};
  if (["connection_ack", "next", "error"].includes(type as string)) throw new Error("A message of servers");
  return value;
}

/** Ends a socket whose client asks on and on, and reads nothing. */
function endIfNotReading(socket: WebSocket): void {
  if (socket.bufferedAmount > mostBuffered) socket.terminate();
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
