import { fastifyApolloHandler } from "@as-integrations/fastify";
import cors from "@fastify/cors";
import helmet from "@fastify/helmet";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance, type FastifyRequest } from "fastify";
import type { Server } from "node:http";
import { Server as NetServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { Logger } from "pino";
import { trustedProxies } from "../operations/client-address.js";
import { trustedOnly } from "../operations/trusted-only.js";
import type { Config } from "../../config.js";
import { serveExports } from "../../domains/privacy/export.routes.js";
import { StartError } from "../../core/errors/start-error.js";
import type { Services } from "../../app/services.js";
import { Fault } from "../../core/errors/fault.js";
import { serveLogin } from "../../domains/identity/oidc/login.routes.js";
import { AddressLimit } from "../operations/address-limit.js";
import { serveAccountPages } from "./account-pages.js";
import { createApollo, type HttpContext } from "./apollo.js";
import { callerOf } from "../operations/caller.js";
import { serveGraphiql } from "./graphiql.js";
import { serveMetrics } from "./metrics.js";
import { serveHealth } from "./health.js";
import { requestContext } from "./request-context.js";
import { serveEventStreams } from "../sse/event-streams.js";
import { MemberConnections } from "../operations/member-connections.js";
import { serveWebSockets } from "../websocket/websocket.js";
import type { AccountPage } from "../../core/mail/account-page.js";

const bodyLimit = 256 * 1024;
const endpoint = "/graphql";
/** Every address of the machine; a client needs one of them. */
const wildcard = new Set(["0.0.0.0", "::"]);
const drainTimeoutMs = 500;
const closeTimeoutMs = 3_000;

export interface HttpServer {
  /** Where it listens: `http://127.0.0.1:4000`. */
  url: string;
  /** Answers what is under way, sends every socket away, and stops. */
  stop: () => Promise<void>;
}

/** Serves everything that goes over HTTP and WebSocket. */
export async function startHttpServer(
  config: Config,
  services: Services,
  pages: Readonly<Record<string, AccountPage>>,
  log: Logger,
): Promise<HttpServer> {
  let stopping = false;
  // Typed as Fastify knows loggers, or its own types would not fit those of its plugins.
  const logger: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance: logger,
    // Its lines would carry the address with its query, and so what people look for.
    logController: new LogController({ disableRequestLogging: true }),
    // What cannot be decoded would get an answer of the framework's own, without headers.
    rewriteUrl: ({ url = "/" }) => (isDecodable(url) ? url : "/"),
    genReqId: () => services.newId(),
    bodyLimit,
    requestTimeout: 30_000,
    trustProxy: config.trustedProxies.length > 0 && trustedProxies(config.trustedProxies),
    forceCloseConnections: "idle",
    // While draining, who comes over an open connection is still answered; `Connection: close` sends them elsewhere.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
  });
  await app.register(helmet, {
    // Answers are data; GraphiQL, the one page, sends a policy of its own.
    contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  });
  await app.register(cors, {
    origin: (origin, allow) =>
      allow(
        null,
        config.allowedOrigins.includes("*") || (origin !== undefined && config.allowedOrigins.includes(origin)),
      ),
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 86_400,
  });

  app.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id);
    if (stopping) void reply.header("connection", "close");
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const path = request.routeOptions.url ?? "unknown";
    request.log.info(
      { method: request.method, path, status: reply.statusCode, ms: Math.round(reply.elapsedTime) },
      "request",
    );
    done();
  });
  tellErrors(app);

  const apollo = createApollo(config);
  await apollo.start();
  const context = async (request: FastifyRequest): Promise<HttpContext> => {
    const ctx = requestContext(services, request);
    const caller = await callerOf(services, request.headers.authorization).catch((error: unknown) => {
      ctx.log.error({ err: error }, "fault");
      const told = { requestId: ctx.requestId, http: { status: 503 } };
      throw new Fault("UNAVAILABLE", "The service cannot answer for the moment: try again in a second.", told);
    });
    return { ...ctx, caller, callerId: caller.memberId, sessionId: caller.sessionId };
  };
  app.route({
    method: ["GET", "POST"],
    url: endpoint,
    ...(services.trustedDocuments && { preHandler: trustedOnly(services.trustedDocuments) }),
    handler: fastifyApolloHandler(apollo, { context }),
  });
  serveGraphiql(app);
  serveAccountPages(app, (request) => requestContext(services, request), pages);
  serveExports(app, services);
  serveMetrics(app, services);
  serveHealth(app, services, () => stopping);
  if (services.oidc?.signIn) serveLogin(app, services, services.oidc.signIn, config.allowedOrigins);
  const members = new MemberConnections(services.events, services.revocations);
  const addresses = new AddressLimit(config.connectionsPerAddress, log);
  const sockets = serveWebSockets(app.server, { path: endpoint, config, services, members, addresses, log });
  const streams = serveEventStreams(app, { path: `${endpoint}/stream`, config, services, members, addresses });

  await app.listen({ port: config.port, host: config.host }).catch((error: NodeJS.ErrnoException) => {
    const [variable, why] =
      error.code === "EADDRINUSE" ? ["PORT", "is in use"] : ["HOST and PORT", "cannot be listened on"];
    throw new StartError(`${config.host}:${config.port} ${why} (${error.code}): set ${variable}.`, { cause: error });
  });
  return {
    url: urlOf(app.server),
    stop: async () => {
      stopping = true;
      // First of all, as who is told to leave connects anew at once.
      stopListening(app.server);
      members.stop();
      streams.close();
      await sockets.close();
      await connectionsLeave(app.server);
      // A request that never comes to its end must not hold the others up.
      const late = setTimeout(() => app.server.closeAllConnections(), closeTimeoutMs);
      await app.close();
      clearTimeout(late);
      await apollo.stop();
    },
  };
}

/** Where the server listens, as a client on this machine writes it. */
function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${wildcard.has(address) ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function isDecodable(url: string): boolean {
  try {
    return decodeURI(url.split("?", 1)[0]!) !== "";
  } catch {
    return false;
  }
}

/** Takes no more connections. `http.Server` would also close those that are open, and fail a request that is on its way. */
function stopListening(server: Server): void {
  NetServer.prototype.close.call(server);
}

/** Waits a moment for clients to take their leave: each next answer says `Connection: close`. */
async function connectionsLeave(server: Server): Promise<void> {
  const open = promisify(server.getConnections.bind(server));
  for (let waited = 0; waited < drainTimeoutMs && (await open()) > 0; waited += 20) await sleep(20);
}

/** What fails outside GraphQL is told in GraphQL's form all the same. */
function tellErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((request, reply) =>
    reply.code(404).send({
      errors: [
        { message: "There is nothing at this address.", extensions: { code: "NOT_FOUND", requestId: request.id } },
      ],
    }),
  );
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, "fault");
    const message = status >= 500 ? "A fault of the service; it was logged." : error.message;
    const code = status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
    return reply.code(status).send({ errors: [{ message, extensions: { code, requestId: request.id } }] });
  });
}
