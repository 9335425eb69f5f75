import compress from "@fastify/compress";
import cors from "@fastify/cors";
import { randomUUID } from "node:crypto";
import Fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Config } from "../../config.js";
import { isUnavailable } from "../../core/database/failures.js";
import { internalMessage, unavailable } from "../../core/errors/refusals.js";
import { allowedOrigins } from "../operations/allowed-origins.js";
import { trustedProxies } from "../operations/client-address.js";
import type { AnsweredRequest } from "../operations/request-metrics.js";
import { answerClientError } from "./client-error.js";
import { refuseEncodedBody } from "./media-type.hook.js";
import { securityHeaders } from "./security-headers.js";
import { sendFault } from "./send-fault.js";

const bodyLimitBytes = 256 * 1024;
/** Shorter answers would hardly become shorter. */
const compressedFromBytes = 1_024;
/** How long a client may take to send a request, its headers as well as all of it; an answer may take longer. */
const receiveTimeoutMs = 15_000;
/** What load balancers and monitors ask every second or two. */
const probes: ReadonlySet<string> = new Set(["/healthz", "/readyz", "/metrics"]);

export interface FastifyAppOptions {
  config: Pick<Config, "allowedOrigins" | "localOrigins" | "trustedProxies">;
  log: Logger;
  /** Once true, every answer closes its connection. */
  isStopping: () => boolean;
  /** Is called for each request that was answered. */
  onAnswer?: (request: AnsweredRequest) => void;
  /** In place of the 15 s that a client may take to send a request. */
  receiveTimeoutMs?: number;
}

const noSchemas = (): never => {
  throw new Error("Routes of this service have no JSON schemas.");
};

/** Fastify with the limits, headers, log lines and errors that all routes share. */
export async function createFastifyApp({ config, log, isStopping, ...options }: FastifyAppOptions) {
  const requestTimeout = options.receiveTimeoutMs ?? receiveTimeoutMs;
  // Typed as Fastify knows loggers, or its own types would not fit those of its plugins.
  const logger: FastifyBaseLogger = log;
  const app = Fastify({
    loggerInstance: logger,
    // Its lines would carry the address with its query, and so what people search for.
    logController: new LogController({ disableRequestLogging: true }),
    // The framework would answer an address that cannot be decoded by itself, without headers.
    rewriteUrl: ({ url = "/" }) => (isDecodable(url) ? url : "/undecodable"),
    genReqId: () => randomUUID(),
    bodyLimit: bodyLimitBytes,
    requestTimeout,
    // Node would look for late requests every 30 s only.
    http: { headersTimeout: requestTimeout, requestTimeout, connectionsCheckingInterval: requestTimeout / 30 },
    trustProxy: config.trustedProxies.length > 0 && trustedProxies(config.trustedProxies),
    forceCloseConnections: "idle",
    // While draining, requests on open connections are still answered; `Connection: close` sends the client elsewhere.
    return503OnClosing: false,
    routerOptions: { maxParamLength: 500 },
    // No route has a JSON schema: what compiles them would take a third of a second to load at each start.
    schemaController: { compilersFactory: { buildValidator: noSchemas, buildSerializer: noSchemas } },
    clientErrorHandler: (error, socket) => {
      log.trace({ err: error }, "a request that cannot be read");
      answerClientError(error, socket, randomUUID());
    },
  });
  const headers = securityHeaders();
  app.addHook("onRequest", (_request, reply, done) => {
    void reply.headers(headers);
    done();
  });
  const isAllowed = allowedOrigins(config);
  await app.register(cors, {
    origin: (origin, allow) => allow(null, origin !== undefined && isAllowed(origin)),
    exposedHeaders: ["x-request-id", "retry-after"],
    maxAge: 86_400,
    // An OPTIONS that is no preflight is answered like any other, see `otherMethods`.
    strictPreflight: false,
  });
  // Bodies of requests are never decompressed: a short one could become endless.
  await app.register(compress, {
    encodings: ["br", "gzip"],
    threshold: compressedFromBytes,
    globalDecompression: false,
  });
  app.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id);
    if (isStopping()) void reply.header("connection", "close");
    done();
  });
  app.addHook("onResponse", (request, reply, done) => {
    const path = request.routeOptions.url ?? "unknown";
    const [{ method }, { statusCode: status, elapsedTime: ms }] = [request, reply];
    const isQuiet = probes.has(path) || request.isShed;
    request.log[isQuiet ? "debug" : "info"]({ method, path, status, ms: Math.round(ms) }, "request");
    options.onAnswer?.({ method, route: path, status, ms });
    done();
  });
  app.addHook("onRequest", refuseEncodedBody);
  handleErrors(app);
  return app;
}

function isDecodable(url: string): boolean {
  try {
    return decodeURI(url.split("?", 1)[0]!) !== "";
  } catch {
    return false;
  }
}

/** Gives what fails outside GraphQL the form of GraphQL's errors. */
function handleErrors(app: FastifyInstance): void {
  app.setNotFoundHandler((_request, reply) =>
    sendFault(reply, 404, { message: "There is nothing at this address.", extensions: { code: "NOT_FOUND" } }),
  );
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    if (isUnavailable(error)) {
      request.log.error({ err: error }, "fault");
      return sendFault(reply, 503, unavailable({ retryAfterSeconds: 1 }));
    }
    const status = error.statusCode ?? 500;
    if (status >= 500) request.log.error({ err: error }, "fault");
    const message = status >= 500 ? internalMessage : error.message;
    const code = status >= 500 ? "INTERNAL_SERVER_ERROR" : "BAD_REQUEST";
    return sendFault(reply, status, { message, extensions: { code } });
  });
}
