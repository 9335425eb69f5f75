import type { GraphQLSchema } from "graphql";
import type { Server } from "node:http";
import { Server as NetServer, type AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import type { Config } from "../config.js";
import { StartError } from "../core/errors/start-error.js";
import type { AccountPage } from "../core/mail/account-page.js";
import type { RouteOptions } from "../core/graphql/route-options.js";
import type { ReadinessCheck } from "../core/metrics/readiness-check.js";
import type { SubscriptionDefinition } from "../core/subscriptions/subscription-definition.js";
import { Admission } from "./admission/admission.js";
import { admissionGauges } from "./admission/admission.monitoring.js";
import { ShedWarning } from "./admission/shed-warning.js";
import { serveAccountPages } from "./http/account-pages.js";
import { admittedRoutes } from "./http/admitted-routes.js";
import { createApollo } from "./http/apollo.js";
import { createFastifyApp } from "./http/fastify-app.js";
import { limitConnections } from "./http/connection-limit.js";
import { serveGraphiql } from "./http/graphiql.js";
import { serveGraphql } from "./http/graphql-route.js";
import { httpContext } from "./http/http-context.js";
import { registerGauges } from "../core/metrics/gauge.js";
import { serveHealth, serveMetrics } from "./http/monitoring.js";
import { otherMethods } from "./http/other-methods.js";
import { serveStart } from "./http/start-page.js";
import { AddressLimit } from "./operations/address-limit.js";
import { allowedOrigins } from "./operations/allowed-origins.js";
import { AnonymousLimits } from "./operations/anonymous-limits.js";
import { trustedProxies } from "./operations/client-address.js";
import { MemberConnections } from "./operations/member-connections.js";
import { OperationPreparer } from "./operations/prepare.js";
import { RequestMetrics, type AnsweredRequest } from "./operations/request-metrics.js";
import type { ServerContext, ServerServices } from "./operations/server-services.js";
import type { TrustedDocuments } from "./operations/trusted-documents.js";
import { serveEventStreams } from "./sse/event-streams.js";
import { serveWebSockets } from "./websocket/websockets.js";

const endpoint = "/graphql";
/** Every address of the machine; a client needs one of them. */
const wildcard = new Set(["0.0.0.0", "::"]);
const drainTimeoutMs = 500;
const closeTimeoutMs = 3_000;

export interface ServerOptions {
  config: Config;
  services: ServerServices;
  log: Logger;
  /** The executable schema. */
  schema: GraphQLSchema;
  /** The fields of Subscription, by name. */
  subscriptionDefinitions: ReadonlyMap<string, SubscriptionDefinition>;
  /** The only documents that run; null when any may. */
  trustedDocuments: TrustedDocuments | null;
  /** The pages that links in mails lead to, by the last part of their address. */
  pages: Readonly<Record<string, AccountPage>>;
  /** Serves the routes of the domains. */
  serveRoutes: (app: FastifyInstance, options: RouteOptions) => void;
  /** What `/metrics` reports. */
  metrics: Registry;
  /** What `/readyz` checks, in this order. */
  readinessChecks: readonly ReadinessCheck[];
}

export interface HttpServer {
  /** Where it listens: `http://127.0.0.1:4000`. */
  url: string;
  /** From now on `/readyz` answers 503, and everything else goes on: load balancers send nobody any more. */
  leave: () => void;
  /** Where `/metrics` is, when it has an address of its own. */
  metricsUrl: string | null;
  /** Answers the requests under way, closes every socket, and stops. */
  stop: () => Promise<void>;
}

/** Serves HTTP, WebSockets and streams of events on one port, and `/metrics` there or on another. */
export async function startHttpServer(options: ServerOptions): Promise<HttpServer> {
  const { config, services, log, schema, subscriptionDefinitions, trustedDocuments } = options;
  let [leaving, stopping] = [false, false];
  const isStopping = (): boolean => stopping;
  const requests = new RequestMetrics(options.metrics);
  const onAnswer = (request: AnsweredRequest): void => requests.observeRequest(request);
  const app = await createFastifyApp({ config, log, isStopping, onAnswer });
  const answerOtherMethods = otherMethods(app);
  const releaseConnection = limitConnections(
    app.server,
    new AddressLimit(config.httpConnectionsPerAddress, log, {
      of: "connections over HTTP",
      variable: "HTTP_CONNECTIONS_PER_ADDRESS",
    }),
    trustedProxies(config.trustedProxies),
  );
  const preparer = new OperationPreparer({ schema, introspection: config.introspection, trustedDocuments });
  const apollo = createApollo(schema, preparer, services);
  await apollo.start();
  const contextOf = (request: FastifyRequest): ServerContext => httpContext(services, request);
  const anonymous = new AnonymousLimits(config, log);
  const shedWarning = new ShedWarning(log);
  const admission = new Admission(config.inFlight, {
    serviceTime: services.serviceTime,
    onShed: () => shedWarning.count(),
  });
  const isAllowed = allowedOrigins(config);
  registerGauges(options.metrics, admissionGauges(admission));
  serveGraphql(app, { path: endpoint, apollo, services, trustedDocuments, preparer, anonymous, admission, isAllowed });
  if (config.graphiql) serveGraphiql(app);
  serveStart(app, { graphiql: config.graphiql });
  serveAccountPages(app, contextOf, options.pages);
  if (config.metrics === "public") serveMetrics(app, options.metrics);
  serveHealth(app, { services, checks: options.readinessChecks, isLeaving: () => leaving });
  const { forAnybody, forCaller } = admittedRoutes({ services, anonymous, admission, isAllowed });
  options.serveRoutes(app, { services, contextOf, forAnybody, forCaller, allowedOrigins: config.allowedOrigins });
  const members = new MemberConnections(services.events, services.revocations);
  const addresses = new AddressLimit(config.connectionsPerAddress, log, {
    of: "sockets and streams",
    variable: "CONNECTIONS_PER_ADDRESS",
  });
  const live = { services, preparer, subscriptionDefinitions, members, addresses, anonymous, admission, isAllowed };
  const sockets = serveWebSockets(app.server, {
    ...{ path: endpoint, config, log, releaseConnection, metrics: requests, ...live },
  });
  const streams = serveEventStreams(app, { path: `${endpoint}/stream`, ...live });
  await answerOtherMethods();

  const metrics = await startMetrics(options, isStopping);
  await listen(app, config, ["HOST", "PORT"]).catch(async (error: unknown) => {
    await metrics?.close();
    throw error;
  });
  return {
    url: urlOf(app.server),
    leave: () => {
      leaving = true;
    },
    metricsUrl: metrics ? `${urlOf(metrics.server)}/metrics` : null,
    stop: async () => {
      leaving = stopping = true;
      // First, as clients that are sent away reconnect at once.
      stopListening(app.server);
      members.stop();
      streams.close();
      await sockets.close();
      await drain(app.server);
      // A request that never ends must not hold the others up.
      const late = setTimeout(() => app.server.closeAllConnections(), closeTimeoutMs);
      await app.close();
      clearTimeout(late);
      await apollo.stop();
      await metrics?.close();
    },
  };
}

/** `/metrics` at an address of its own, which serves nothing else; null when there is none. */
async function startMetrics(
  { config, log, metrics }: ServerOptions,
  isStopping: () => boolean,
): Promise<FastifyInstance | null> {
  if (typeof config.metrics === "string") return null;
  const app = await createFastifyApp({ config, log, isStopping });
  const answerOtherMethods = otherMethods(app);
  serveMetrics(app, metrics);
  await answerOtherMethods();
  await listen(app, config.metrics, ["METRICS_HOST", "METRICS_PORT"]);
  return app;
}

/** Listens on an address that these variables set. */
async function listen(
  app: FastifyInstance,
  { host, port }: { host: string; port: number },
  [hostVariable, portVariable]: [string, string],
): Promise<void> {
  await app.listen({ port, host }).catch((error: NodeJS.ErrnoException) => {
    const [variable, why] =
      error.code === "EADDRINUSE"
        ? [portVariable, "is in use"]
        : [`${hostVariable} and ${portVariable}`, "cannot be listened on"];
    throw new StartError(`${host}:${port} ${why} (${error.code}): set ${variable}.`, { cause: error });
  });
}

/** Where the server listens, as a client on this machine writes it. */
function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${wildcard.has(address) ? "127.0.0.1" : family === "IPv6" ? `[${address}]` : address}:${port}`;
}

/** Accepts no more connections. `http.Server` would also close those that are open, and fail a request on its way. */
function stopListening(server: Server): void {
  NetServer.prototype.close.call(server);
}

/** Waits a moment for clients to leave: each next answer carries `Connection: close`. */
async function drain(server: Server): Promise<void> {
  const open = promisify(server.getConnections.bind(server));
  for (let waited = 0; waited < drainTimeoutMs && (await open()) > 0; waited += 20) await sleep(20);
}
