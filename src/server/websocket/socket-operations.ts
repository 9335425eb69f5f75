import { GraphQLError, OperationTypeNode, type ExecutionArgs } from "graphql";
import { CloseCode, type SubscribePayload } from "graphql-ws";
import type { Logger } from "pino";
import type { WebSocket } from "ws";
import { unavailable } from "../../core/errors/refusals.js";
import { Fault } from "../../core/errors/fault.js";
import type { Client } from "../../core/graphql/context.js";
import type { Language } from "../../core/texts/language.js";
import { chargeServiceTime, refuseExhausted } from "../../core/budget/charge.js";
import { payerOf } from "../../core/budget/payer.js";
import type { Admission } from "../admission/admission.js";
import type { Permit } from "../admission/permit.js";
import { admissionRequestOf, beginsSubscription } from "../admission/admission-request.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import type { Caller } from "../operations/caller.js";
import type { OperationPreparer } from "../operations/prepare.js";
import { requestContext } from "../operations/request-context.js";
import type { ServerServices } from "../operations/server-services.js";
import type { SocketContext } from "./execution.js";
import type { SocketDrain } from "./socket-drain.js";
import { SocketSink } from "./socket-sink.js";

export const maxOperations = 50;
/** Characters of operations and variables that the subscriptions of one socket may keep in memory. */
const maxKept = 256 * 1024;
/** Characters of an operation's id, which stands in every result. */
const maxIdLength = 255;
/** Bytes that may wait for a client to read them; answers to operations wait for one another, those to pings do not. */
const maxBufferedBytes = 1024 * 1024;

/** What is kept of a socket while it is open: not the request that opened it, of which little is needed. */
export interface SocketExtra {
  socket: WebSocket;
  drain: SocketDrain;
  client: Client;
  requestedLanguage: Language | null;
  /** The header `Authorization` of the request that opened it; only until `connection_init`. */
  upgradeAuthorization: string | undefined;
  /** Null before `connection_init`. */
  caller: Caller | null;
  /** The operations that have started and not finished, by id, with the characters that each keeps in memory. */
  running: Map<string, number>;
  /** Their sum. */
  kept: number;
}

/** Starts operations on sockets: returns the arguments to execute one, or the errors for the client. */
export const socketOperations =
  (
    services: ServerServices,
    preparer: OperationPreparer,
    anonymous: AnonymousLimits,
    admission: Admission,
    log: Logger,
  ) =>
  async (
    extra: SocketExtra,
    operationId: string,
    payload: SubscribePayload,
  ): Promise<ExecutionArgs | readonly GraphQLError[]> => {
    const rejected = checkSocket(extra, operationId);
    if (rejected) return [rejected];
    const payer = { callerId: extra.caller?.memberId ?? null, client: extra.client, budgets: services.budgets };
    const exhausted = refuseExhausted(payer);
    if (exhausted) return [exhausted];
    // Before anything is awaited, so that operations that come together count one another.
    extra.running.set(operationId, 0);
    const known = preparer.knownOperation(payload);
    const admissionRequest = admissionRequestOf(payerOf(payer), payer.callerId, known);
    const startsSubscription = known
      ? known.operation === OperationTypeNode.SUBSCRIPTION
      : beginsSubscription(payload.query);
    const permit = await (startsSubscription
      ? admission.admitSubscription(admissionRequest, extra.socket, () => JSON.stringify(payload).length)
      : admission.admit(admissionRequest, extra.socket));
    if (!permit) {
      extra.running.delete(operationId);
      return [unavailable({ retryAfterSeconds: 1 })];
    }
    let release = (): void => undefined;
    const prepared = await preparer.prepare(payload, {
      payer,
      checkOperation: (operation) => {
        if (!operation) return new GraphQLError("There is no operation of this name.");
        const acquired = anonymous.acquire(payer, operation);
        if (typeof acquired !== "function") return acquired;
        release = acquired;
        return undefined;
      },
      createContext: () => socketContext(services, extra, { operationId, permit, release }, log),
    });
    if (!("document" in prepared)) {
      release();
      chargeServiceTime(payer, permit.release());
      extra.running.delete(operationId);
      return prepared;
    }
    // The library keeps the message for as long as its operation runs, and reads no more of it.
    Object.assign(payload, { query: "", operationName: null, variables: null, extensions: null });
    return prepared;
  };

/** Terminates a socket whose client keeps sending requests and reads no answers. */
export function terminateSlowClient(socket: WebSocket): void {
  if (socket.bufferedAmount > maxBufferedBytes) socket.terminate();
}

/** Why no operation can start on the socket now; ends a socket whose client is too slow or reuses an id. */
function checkSocket({ socket, running }: SocketExtra, operationId: string): Fault | undefined {
  // The client has not answered the closing handshake yet.
  if (socket.readyState !== socket.OPEN) return new Fault("UNAUTHENTICATED", "This socket is closing: connect again.");
  terminateSlowClient(socket);
  if (operationId.length > maxIdLength)
    return new Fault("BAD_USER_INPUT", `The id of an operation has at most ${maxIdLength} characters: take a UUID.`);
  // Not graphql-ws's own count: what the client has completed may still be running here.
  if (running.size >= maxOperations)
    return new Fault("TOO_MANY_OPERATIONS", `At most ${maxOperations} operations run on one socket: end one first.`);
  // graphql-ws has forgotten an operation that was completed and still runs here: the answers to the two would mix.
  if (!running.has(operationId)) return undefined;
  socket.close(CloseCode.SubscriberAlreadyExists, `Subscriber for ${operationId.slice(0, 80)} already exists`);
  return new Fault("BAD_USER_INPUT", "An operation with this id has not come to its end: take a new id.");
}

function socketContext(
  services: ServerServices,
  extra: SocketExtra,
  { operationId, permit, release }: { operationId: string; permit: Permit; release: () => void },
  log: Logger,
): SocketContext {
  const { caller, client, requestedLanguage, drain } = extra;
  const requestId = services.newId();
  const source = { requestId, log: log.child({ reqId: requestId }), client, requestedLanguage, caller };
  return Object.assign(requestContext(services, source), {
    sink: new SocketSink(drain, operationId),
    permit,
    keep: (size: number) => keep(extra, operationId, size),
    finish: finisher(extra, operationId, log, requestId, release),
  });
}

/** Outside of `socketContext`, whose large context the closure would keep for as long as a subscription runs. */
/** Counts what a subscription keeps in memory until it finishes; false when that is too much for one socket. */
function keep(extra: SocketExtra, operationId: string, size: number): boolean {
  if (extra.kept + size > maxKept) return false;
  extra.kept += size;
  extra.running.set(operationId, size);
  return true;
}

function finisher(
  extra: SocketExtra,
  operationId: string,
  log: Logger,
  reqId: string,
  release: () => void,
): () => void {
  const { running } = extra;
  const startedAt = performance.now();
  let isRunning = true;
  return () => {
    // The id may belong to another operation by now.
    if (!isRunning) return;
    isRunning = false;
    release();
    extra.kept -= running.get(operationId) ?? 0;
    running.delete(operationId);
    log.info({ reqId, path: "/graphql", ms: Math.round(performance.now() - startedAt) }, "operation on a WebSocket");
  };
}
