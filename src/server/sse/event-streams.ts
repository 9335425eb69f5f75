import { createHandler, type RequestParams } from "graphql-sse";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { getOperationAST, GraphQLError, OperationTypeNode, specifiedRules, type ExecutionResult } from "graphql";
import { charge } from "../../core/budget/charge.js";
import { notTrusted } from "../operations/trusted-only.js";
import type { Config } from "../../config.js";
import type { Context } from "../../core/graphql/context.js";
import type { Services } from "../../app/services.js";
import { Fault } from "../../core/errors/fault.js";
import { checkCost, limits } from "../../core/graphql/limits.js";
import { schema } from "../../app/schema.js";
import { formatErrors } from "../../core/graphql/format-errors.js";
import { refusesCursor } from "../../core/subscriptions/resume-fault.js";
import { subscriptionDefinitions } from "../../app/contributions.js";
import { subscriptionOperation } from "../../core/subscriptions/subscription-operation.js";
import type { AddressLimit } from "../operations/address-limit.js";
import { callerOf } from "../operations/caller.js";
import { documentRules } from "../operations/document-rules.js";
import { asValidation } from "../operations/as-validation.js";
import { EventStreamSink, type StreamResult } from "./event-stream-sink.js";
import { DocumentCache } from "../operations/known-documents.js";
import type { MemberConnections } from "../operations/member-connections.js";
import { requestContext } from "../http/request-context.js";

interface StreamContext {
  ctx: Services & Context;
  sink: EventStreamSink;
  lastEventId: string | undefined;
}

/** What graphql-sse takes for the results of an operation. */
type Results = AsyncGenerator<ExecutionResult<Record<string, unknown>, Record<string, unknown>>>;

export interface EventStreams {
  /** Ends every stream without a word, so that clients go on with another process, and begins no more of them. */
  close: () => void;
}

export interface EventStreamOptions {
  path: string;
  config: Pick<Config, "introspection">;
  services: Services;
  members: MemberConnections;
  addresses: AddressLimit;
}

/**
 * Serves subscriptions as server-sent events on `path`, for clients behind proxies that let no WebSocket through: graphql-sse in its
 * mode of distinct connections, one for each operation. The id of each event is its cursor, and that of where the stream begins comes before
 * the first one, so a browser that connects again goes on where it was; it stands above the argument `after`.
 */
export function serveEventStreams(
  app: FastifyInstance,
  { path, config, services, members, addresses }: EventStreamOptions,
): EventStreams {
  const documents = new DocumentCache([...specifiedRules, ...documentRules(config)]);
  const open = new Set<EventStreamSink>();
  let isClosed = false;

  const subscribe = async ({ ctx, sink, lastEventId }: StreamContext, params: RequestParams): Promise<Results> => {
    const query = services.trustedDocuments ? services.trustedDocuments.find(params) : params.query;
    if (query === undefined) throw notTrusted();
    const document = documents.read(query);
    if (!("kind" in document)) return only(failed(document.map(asValidation), ctx));
    const { operationName, variables } = params;
    if (getOperationAST(document, operationName)?.operation !== OperationTypeNode.SUBSCRIPTION)
      throw new Fault("BAD_USER_INPUT", "Only subscriptions are streamed: send this to /graphql.");
    const asked = [document, operationName ?? undefined, variables ?? {}] as const;
    const refused = checkCost(schema, ...asked) ?? (await charge(ctx, ...asked));
    if (refused) throw refused;
    const execution = { schema, document, operationName, variableValues: variables };
    const operation = subscriptionOperation(execution, subscriptionDefinitions, limits.coercionErrors);
    if (!("field" in operation)) return only(failed(operation, ctx));
    if (lastEventId) operation.after = lastEventId;
    const subscriber = await services.subscriptions.subscribe(ctx, operation, sink);
    sink.beginsAt(subscriber.cursor);
    sink.onEnd(() => services.subscriptions.leave(subscriber));
    subscriber.whenEnded((fault) => sink.end(fault === null ? undefined : failed([fault], ctx)));
    return sink.results() as Results;
  };

  const handle = createHandler<FastifyRequest, StreamContext>({
    // No tokens: each operation has a connection of its own.
    authenticate: () => null,
    onSubscribe: ({ context }, params) =>
      subscribe(context, params).catch((error: unknown) => {
        const fault = asGraphQL(error);
        if (refusesCursor(fault)) context.sink.forgetCursor();
        return only(failed([fault], context.ctx));
      }),
  });

  const serve = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    // Not a fault of the service, to be logged: what is one was logged where it came about.
    const refuse = async (status: number, { message, extensions }: Fault): Promise<void> =>
      void (await reply
        .code(status)
        .send({ errors: [{ message, extensions: { ...extensions, requestId: request.id } }] }));
    // Node tells of an answer that waits behind another on its connection neither that the connection is gone nor that it is read.
    if (!reply.raw.socket)
      return refuse(
        429,
        new Fault("TOO_MANY_OPERATIONS", "This connection owes another answer first: open one for the stream."),
      );
    if (!takesEvents(request.headers.accept))
      return refuse(
        406,
        new Fault("BAD_USER_INPUT", "This address answers in text/event-stream alone: name it in the header Accept."),
      );
    const caller = await callerOf(services, request.headers.authorization).catch((error: unknown) => {
      request.log.error({ err: error }, "fault");
      return null;
    });
    // One that began now would hold up the end of the process, and the connection would bring the client here again.
    if (isClosed) void reply.header("connection", "close");
    if (isClosed || caller === null)
      return refuse(503, new Fault("UNAVAILABLE", "The service cannot answer for the moment: try again in a second."));
    if (caller.refused)
      return refuse(
        401,
        new Fault("UNAUTHENTICATED", "The access token is not valid (any more): refresh the session or sign in again."),
      );
    const ctx: Services & Context = {
      ...requestContext(services, request),
      callerId: caller.memberId,
      sessionId: caller.sessionId,
    };
    // Who has gone already would keep the place for ever.
    if (reply.raw.destroyed) return;
    const sink = new EventStreamSink(reply.raw);
    const giveBack = addresses.take(request.ip);
    if (!giveBack)
      return refuse(
        429,
        new Fault("TOO_MANY_OPERATIONS", "Too many sockets and streams are open from this address: end one first."),
      );
    sink.once("close", giveBack);
    if (!members.add(sink, caller, services.now()))
      return refuse(
        429,
        new Fault("TOO_MANY_OPERATIONS", "At most 10 sockets and streams of one member are open: end one first."),
      );
    reply.hijack();
    open.add(sink);
    sink.once("close", () => open.delete(sink));
    const lastEventId = request.headers["last-event-id"];
    const [body, init] = await handle({
      method: request.method,
      url: request.url,
      // The library takes no more than the one type, written just so.
      headers: { get: (name) => (name === "accept" ? eventStream : headerOf(request, name)) },
      body: () => (request.body ?? "") as string,
      raw: request,
      context: { ctx, sink, lastEventId: typeof lastEventId === "string" ? lastEventId : undefined },
    });
    if (sink.isOpen)
      reply.raw.writeHead(init.status, init.statusText, {
        ...init.headers,
        // Above the library's, which would keep a connection that is to be closed.
        ...(reply.getHeaders() as Record<string, string>),
        // Else a proxy would keep events back until there are many.
        "cache-control": "no-cache, no-transform",
        "x-accel-buffering": "no",
      });
    if (typeof body === "string" || !body) reply.raw.end(body);
    else await sink.write(body);
  };

  app.route({ method: ["GET", "POST"], url: path, handler: serve });
  return {
    close: () => {
      isClosed = true;
      for (const sink of open) sink.close();
    },
  };
}

const eventStream = "text/event-stream";

/** Whether events are among what is accepted; without the header all is. */
const takesEvents = (accept = "*/*"): boolean =>
  accept
    .split(",")
    .map((range) => range.split(";", 1)[0]!.trim().toLowerCase())
    .some((type) => type === eventStream || type === "text/*" || type === "*/*");

const headerOf = (request: FastifyRequest, name: string): string | null => {
  const value = request.headers[name];
  return Array.isArray(value) ? value.join(", ") : (value ?? null);
};

const asGraphQL = (error: unknown): GraphQLError =>
  error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });

// eslint-disable-next-line @typescript-eslint/require-await -- a generator is what is asked for
async function* only(result: StreamResult): Results {
  yield result as never;
}

const failed = (errors: readonly GraphQLError[], ctx: Pick<Context, "log" | "requestId">): StreamResult => ({
  errors: formatErrors(errors, ctx),
});
