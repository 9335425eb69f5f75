import { getOperationAST, GraphQLError, type ExecutionArgs } from "graphql";
import { CloseCode, type SubscribePayload } from "graphql-ws";
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import { charge } from "../../core/budget/charge.js";
import { notTrusted } from "../operations/trusted-only.js";
import type { Client } from "../../core/graphql/context.js";
import type { Services } from "../../app/services.js";
import { Fault } from "../../core/errors/fault.js";
import type { Language } from "../../core/graphql/language.js";
import { checkCost, limits } from "../../core/graphql/limits.js";
import { schema } from "../../app/schema.js";
import { asValidation } from "../operations/as-validation.js";
import type { Caller } from "../operations/caller.js";
import type { OperationContext } from "./subscription-execution.js";
import type { DocumentCache } from "../operations/known-documents.js";
import type { SocketDrain } from "./socket-drain.js";
import { SocketSink } from "./socket-sink.js";

const operationsPerSocket = 50;
/** What may wait for a client to read it; answers to operations wait for one another, those to pings would not. */
const maxBuffered = 1024 * 1024;

/** What is kept of a socket as long as it is open: not the request that it began with, of which little is needed. */
export interface SocketExtra {
  socket: WebSocket;
  drain: SocketDrain;
  client: Client;
  language: Language;
  caller: Caller | null;
  /** The ids of operations that have begun and not settled. */
  running: Set<string>;
}

/** What begins an operation on a socket: its arguments, or why it cannot begin. The same limits hold as over HTTP. */
export const socketOperations =
  (services: Services, documents: DocumentCache, log: Logger) =>
  async (
    extra: SocketExtra,
    operationId: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> => {
    // A client that takes its time to close as it was told asks in vain.
    if (extra.socket.readyState !== extra.socket.OPEN)
      return [new Fault("UNAUTHENTICATED", "This socket is closing: connect again.")];
    terminateSlowClient(extra.socket);
    // Not graphql-ws's own count: what the client has completed may still be running here.
    if (extra.running.size >= operationsPerSocket)
      return [
        new Fault("TOO_MANY_OPERATIONS", `At most ${operationsPerSocket} operations run on one socket: end one first.`),
      ];
    // What was completed may still be coming to its end here, where graphql-ws has forgotten it: answers to the two would get mixed up.
    if (extra.running.has(operationId)) {
      extra.socket.close(
        CloseCode.SubscriberAlreadyExists,
        `Subscriber for ${operationId.slice(0, 80)} already exists`,
      );
      return [new Fault("BAD_USER_INPUT", "An operation with this id has not come to its end: take a new id.")];
    }
    // Taken at once, so that many that come together do not all find a place.
    extra.running.add(operationId);
    let begun = false;
    try {
      const query = services.trustedDocuments ? services.trustedDocuments.find(payload) : payload.query;
      if (query === undefined) return [notTrusted()];
      const document = documents.read(query);
      if (!("kind" in document)) return document.map(asValidation);
      // The library keeps the message for as long as its operation runs: let thousands share one text.
      (payload as { query: string }).query = document.loc!.source.body;
      const { operationName, variables } = payload;
      if (!getOperationAST(document, operationName)) return [new GraphQLError("There is no operation of this name.")];
      const contextValue = contextOf(services, extra, operationId, log);
      const operation = [document, operationName ?? undefined, variables ?? {}] as const;
      const refused = checkCost(schema, ...operation) ?? (await charge(contextValue, ...operation));
      if (refused) return [refused];
      begun = true;
      return {
        schema,
        document,
        operationName: operationName ?? null,
        variableValues: variables ?? null,
        contextValue,
        options: { maxCoercionErrors: limits.coercionErrors },
      };
    } catch (error) {
      return [error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error })];
    } finally {
      if (!begun) extra.running.delete(operationId);
    }
  };

/** Ends a socket whose client asks on and on, and reads nothing. */
export function terminateSlowClient(socket: WebSocket): void {
  if (socket.bufferedAmount > maxBuffered) socket.terminate();
}

function contextOf(services: Services, extra: SocketExtra, operationId: string, log: Logger): OperationContext {
  const { caller, client, language, drain } = extra;
  const requestId = services.newId();
  return {
    ...services,
    db: services.database,
    callerId: caller?.memberId ?? null,
    sessionId: caller?.sessionId ?? null,
    client,
    language,
    requestId,
    log: log.child({ reqId: requestId }),
    loaders: new Map(),
    sink: new SocketSink(drain, operationId),
    settled: settling(extra, operationId, log, requestId),
  };
}

/** Apart from the context, which is large, and which this function would keep for as long as a subscription runs. */
function settling(extra: SocketExtra, operationId: string, log: Logger, reqId: string): () => void {
  const began = performance.now();
  let running = true;
  return () => {
    // The id may have another operation by now.
    if (!running) return;
    running = false;
    extra.running.delete(operationId);
    log.info({ reqId, path: "/graphql", ms: Math.round(performance.now() - began) }, "operation on a WebSocket");
  };
}
