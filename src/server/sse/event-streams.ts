import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { createHandler } from "graphql-sse";
import Negotiator from "negotiator";
import { chargeServiceTime, refuseExhausted } from "../../core/budget/charge.js";
import { payerOf } from "../../core/budget/payer.js";
import { Fault } from "../../core/errors/fault.js";
import { invalidAccessToken, unavailable } from "../../core/errors/refusals.js";
import type { SubscriptionDefinition } from "../../core/subscriptions/subscription-definition.js";
import { refuseCrossSite } from "../http/cross-site.hook.js";
import { httpContext } from "../http/http-context.js";
import { identified, sendFault } from "../http/send-fault.js";
import type { Admission } from "../admission/admission.js";
import type { Permit } from "../admission/permit.js";
import { admissionRequestOf } from "../admission/admission-request.js";
import type { AddressLimit } from "../operations/address-limit.js";
import type { IsAllowed } from "../operations/allowed-origins.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { callerOf, type Caller } from "../operations/caller.js";
import { maxPerMember, type MemberConnections } from "../operations/member-connections.js";
import type { OperationPreparer } from "../operations/prepare.js";
import type { ServerContext, ServerServices } from "../operations/server-services.js";
import { EventStreamSink } from "./event-stream-sink.js";
import { streamSubscription, type StreamContext } from "./stream-subscription.js";

const eventStream = "text/event-stream";

export interface EventStreams {
  /** Ends every stream without ending its operation, so that clients connect to another process; starts no more. */
  close: () => void;
}

export interface EventStreamOptions {
  path: string;
  services: ServerServices;
  preparer: OperationPreparer;
  subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition>;
  members: MemberConnections;
  addresses: AddressLimit;
  anonymous: AnonymousLimits;
  admission: Admission;
  /** Which pages may open streams by GET. */
  isAllowed: IsAllowed;
}

/**
 * Serves subscriptions as server-sent events on `path`, for clients behind proxies that let no WebSocket through:
 * graphql-sse in its mode of distinct connections, one for each operation. The id of each event is its cursor. The
 * cursor at which the stream starts comes before the first event, so a browser that reconnects resumes where it was:
 * the header `Last-Event-ID` takes precedence over the argument `after`.
 */
export function serveEventStreams(
  app: FastifyInstance,
  { path, services, preparer, members, addresses, admission, isAllowed, ...options }: EventStreamOptions,
): EventStreams {
  const open = new Set<EventStreamSink>();
  let isClosed = false;
  const subscribe = streamSubscription({
    preparer,
    hub: services.subscriptions,
    subscriptionDefinitions: options.subscriptionDefinitions,
    anonymous: options.anonymous,
  });
  const handle = createHandler<FastifyRequest, StreamContext>({
    // No tokens: each operation has a connection of its own.
    authenticate: () => null,
    onSubscribe: ({ context }, params) => subscribe(context, params),
  });

  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Of an answer queued behind another, Node reports neither that its connection is gone nor that it drains.
    if (!reply.raw.socket) return refuse(reply, 429, busyConnection());
    if (!acceptsEvents(request)) return refuse(reply, 406, notAcceptable());
    const caller = await callerOf(services, request.headers.authorization, request.ip).catch((error: unknown) => {
      request.log.error({ err: error }, "fault");
      return null;
    });
    if (caller === null) return refuse(reply, 503, unavailable());
    if (caller.isInvalid) return refuse(reply, 401, invalidAccessToken());
    const ctx = httpContext(services, request, { caller });
    const exhausted = refuseExhausted(ctx);
    if (exhausted) return refuse(reply, 429, exhausted);
    const permit = await admission.admitSubscription(
      admissionRequestOf(payerOf(ctx), ctx.callerId, undefined),
      reply.raw,
      () => JSON.stringify([request.query, request.body]).length,
    );
    if (!permit && reply.raw.destroyed) return void reply.hijack();
    if (!permit) {
      request.isShed = true;
      return refuse(reply, 503, unavailable({ retryAfterSeconds: 1 }));
    }
    await start(request, reply, { ctx, caller, permit }).finally(permit.release);
  };

  /** Begins the answer; what follows comes from the hub. */
  const start = async (
    request: FastifyRequest,
    reply: FastifyReply,
    { ctx, caller, permit }: { ctx: ServerContext; caller: Caller; permit: Permit },
  ): Promise<void> => {
    // A stream that starts now would delay the end of the process; an open connection would bring the client back.
    if (isClosed) return refuse(reply.header("connection", "close"), 503, unavailable());
    // A client that has gone would count against the limits for ever.
    if (reply.raw.destroyed) return;
    const sink = new EventStreamSink(reply.raw);
    const release = addresses.acquire(request.ip);
    if (!release) return refuse(reply, 429, tooManyOfAddress());
    sink.once("close", release);
    if (!members.add(sink, caller, services.now())) return refuse(reply, 429, tooManyOfMember());
    reply.hijack();
    open.add(sink);
    sink.once("close", () => open.delete(sink));
    const lastEventId = request.headers["last-event-id"];
    const [body, init] = await handle({
      method: request.method,
      url: request.url,
      // The library accepts this one type alone, written exactly so.
      headers: { get: (name) => (name === "accept" ? eventStream : headerOf(request, name)) },
      body: () => (request.body ?? "") as string,
      raw: request,
      context: {
        ctx,
        sink,
        lastEventId: typeof lastEventId === "string" ? lastEventId : undefined,
      },
    });
    // The stream has begun, and runs for as long as the client likes.
    chargeServiceTime(ctx, permit.release());
    const refusal = typeof body === "string" || !body ? refusalOf(body, init.statusText, request.id) : undefined;
    // The library writes "none", which is the name of no encoding.
    const { "content-encoding": _none, ...headers } = (init.headers ?? {}) as Record<string, string>;
    if (sink.isOpen)
      reply.raw.writeHead(init.status, init.statusText, {
        ...headers,
        ...(refusal && { "content-type": "application/json; charset=utf-8" }),
        // After the library's headers, which would keep alive a connection that is to be closed.
        ...(reply.getHeaders() as Record<string, string>),
        // A proxy would hold events back until there are many.
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      });
    if (refusal) reply.raw.end(refusal);
    else await sink.write(body as AsyncGenerator<string>);
  };

  app.route({
    method: ["GET", "POST"],
    url: path,
    exposeHeadRoute: false,
    onRequest: refuseCrossSite(isAllowed),
    handler: serve,
  });
  return {
    close: () => {
      isClosed = true;
      for (const sink of open) sink.close();
    },
  };
}

const refuse = async (reply: FastifyReply, status: number, fault: Fault): Promise<void> =>
  void (await sendFault(reply, status, fault));

/** What the library refuses, with a code and the request id; it has a status alone for some. */
const refusalOf = (body: string | null | undefined, status: string, requestId: string): string =>
  identified(body ?? JSON.stringify({ errors: [{ message: `${status}.` }] }), requestId);

/** Whether the client accepts events; without the header it accepts anything. Parameters of the types do not matter. */
const acceptsEvents = (request: FastifyRequest): boolean =>
  new Negotiator(request).mediaTypes().some((type) => [eventStream, "text/*", "*/*"].includes(type.toLowerCase()));

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
};

const busyConnection = (): Fault =>
  new Fault("TOO_MANY_OPERATIONS", "This connection owes another answer first: open one for the stream.");
const notAcceptable = (): Fault =>
  new Fault("BAD_USER_INPUT", "This address answers in text/event-stream alone: name it in the header Accept.");
const tooManyOfAddress = (): Fault =>
  new Fault("TOO_MANY_OPERATIONS", "Too many sockets and streams are open from this address: end one first.");
const tooManyOfMember = (): Fault =>
  new Fault(
    "TOO_MANY_OPERATIONS",
    `At most ${maxPerMember} sockets and streams of one member are open: end one first.`,
  );
