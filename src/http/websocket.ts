import {
  createSourceEventStream,
  execute,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type ExecutionArgs,
  type ExecutionResult,
} from "graphql";
import { CloseCode } from "graphql-ws";
import { useServer } from "graphql-ws/use/ws";
import type { IncomingMessage, Server } from "node:http";
import type { Duplex } from "node:stream";
import type { Logger } from "pino";
import { WebSocketServer, type WebSocket } from "ws";
import type { Context, Services } from "../graphql/context.js";
import { Fault } from "../graphql/faults.js";
import { formatError, isInternal } from "../graphql/format-error.js";
import { preferredLanguage } from "../graphql/language.js";
import { checkCost, limits, operationLimits } from "../graphql/limits.js";
import { schema } from "../graphql/schema.js";
import { callerOf, type Caller } from "./caller.js";
import { mayCall } from "./origins.js";

const maxPayload = 64 * 1024;
const operationsPerSocket = 50;
const socketsPerMember = 10;
/** A ping goes out this often; a socket that has not answered by the next one is ended. */
const keepAliveMs = 12_000;

// A type, not an interface: graphql-ws wants an index signature.
// eslint-disable-next-line @typescript-eslint/consistent-type-definitions
type Extra = {
  socket: WebSocket;
  request: IncomingMessage;
  caller?: Caller;
  expiry?: NodeJS.Timeout;
};

export interface WebSockets {
  /** Closes every socket with 1001, so that clients go on with another process. */
  close: () => Promise<void>;
}

/** Serves graphql-transport-ws on `path`, under the same limits as HTTP. */
export function serveWebSockets(
  server: Server,
  path: string,
  allowedOrigins: string[],
  services: Services,
  log: Logger,
): WebSockets {
  const wss = new WebSocketServer({ noServer: true, maxPayload });
  const socketsOf = new Map<string, number>();

  const upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    socket.on("error", () => socket.destroy());
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname !== path) return refuse(socket, "404 Not Found");
    if (!mayCall(allowedOrigins, request.headers.origin, request.headers.host)) return refuse(socket, "403 Forbidden");
    wss.handleUpgrade(request, socket, head, (client) => wss.emit("connection", client, request));
  };
  server.on("upgrade", upgrade);

  const contextOf = ({ request, caller }: Extra): Context => {
    const requestId = services.newId();
    return {
      ...services,
      db: services.database,
      callerId: caller?.memberId ?? null,
      language: preferredLanguage(request.headers["accept-language"]),
      requestId,
      log: log.child({ reqId: requestId }),
      loaders: new Map(),
    };
  };

  const told = (errors: readonly GraphQLError[], ctx: Pick<Context, "log" | "requestId">) =>
    errors.map((error) => {
      const formatted = formatError(error.toJSON(), error);
      if (isInternal(formatted)) ctx.log.error({ err: error.originalError ?? error }, "fault");
      return { ...formatted, extensions: { ...formatted.extensions, requestId: ctx.requestId } };
    });

  const running = useServer<Record<string, unknown>, Extra>(
    {
      schema,
      onConnect: async ({ connectionParams, extra }) => {
        const caller = await callerOf(
          services.tokens,
          connectionParams?.authorization ?? connectionParams?.Authorization,
        );
        if (caller.refused) return false;
        extra.caller = caller;
        if (caller.memberId === null) return true;
        const open = (socketsOf.get(caller.memberId) ?? 0) + 1;
        if (open > socketsPerMember) {
          delete extra.caller;
          extra.socket.close(4429, `At most ${socketsPerMember} sockets a member`);
          return true;
        }
        socketsOf.set(caller.memberId, open);
        // 4403 makes the client connect again, with a new token; 4401 it would take as final.
        extra.expiry = setTimeout(
          () => extra.socket.close(CloseCode.Forbidden, "Access token expired"),
          caller.expiresAt!.getTime() - services.now().getTime(),
        );
        return true;
      },
      onClose: ({ extra }) => {
        clearTimeout(extra.expiry);
        const memberId = extra.caller?.memberId;
        if (memberId == null) return;
        const open = socketsOf.get(memberId)! - 1;
        if (open === 0) socketsOf.delete(memberId);
        else socketsOf.set(memberId, open);
      },
      onSubscribe: ({ subscriptions, extra }, _id, { query, operationName, variables }) => {
        if (Object.keys(subscriptions).length > operationsPerSocket)
          return [
            new Fault(
              "TOO_MANY_OPERATIONS",
              `At most ${operationsPerSocket} operations run on one socket: end one first.`,
            ),
          ];
        try {
          const document = parse(query, { maxTokens: limits.maxTokens });
          const errors = validate(schema, document, [...specifiedRules, operationLimits], {
            maxErrors: limits.validationErrors,
          });
          if (errors.length > 0) return errors.map(withoutHints);
          const tooCostly = checkCost(schema, document, operationName ?? undefined, variables ?? {});
          if (tooCostly) return [tooCostly];
          return {
            schema,
            document,
            operationName,
            variableValues: variables,
            contextValue: contextOf(extra),
            options: { maxCoercionErrors: limits.coercionErrors },
          };
        } catch (error) {
          return [error as GraphQLError];
        }
      },
      subscribe: subscribeFreshly,
      onNext: (_ctx, _id, _payload, args, result) =>
        result.errors ? { ...result, errors: told(result.errors, args.contextValue as Context) } : undefined,
      onError: (_ctx, _id, _payload, errors) => told(errors, { log, requestId: services.newId() }),
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
      await running.dispose();
    },
  };
}

/**
 * graphql-js executes every event of a subscription with the context of its beginning, whose loaders would answer with
 * what they read for the first event. Here each event has loaders of its own.
 */
async function subscribeFreshly(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const source = await createSourceEventStream(args);
  if (!(Symbol.asyncIterator in source)) return source;
  const events = source[Symbol.asyncIterator]();
  const results: AsyncIterableIterator<ExecutionResult> = {
    [Symbol.asyncIterator]: () => results,
    async next() {
      const event = await events.next();
      if (event.done) return { done: true, value: undefined };
      const contextValue = { ...(args.contextValue as Context), loaders: new Map() };
      return { done: false, value: await execute({ ...args, rootValue: event.value, contextValue }) };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    async throw(error: unknown) {
      await events.throw?.(error);
      return { done: true, value: undefined };
    },
  };
  return results;
}

/** "Did you mean" would tell names of a schema that the caller may not be meant to see. */
const withoutHints = (error: GraphQLError): GraphQLError =>
  new GraphQLError(error.message.replace(/ Did you mean .*\?$/s, ""), {
    nodes: error.nodes ?? null,
    extensions: { code: "GRAPHQL_VALIDATION_FAILED", ...error.extensions },
  });

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
