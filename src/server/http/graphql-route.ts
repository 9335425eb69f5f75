import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import { HeaderMap } from "@apollo/server";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { OperationTypeNode } from "graphql";
import { unavailable } from "../../core/errors/refusals.js";
import type { AnonymousLimits } from "../operations/anonymous-limits.js";
import { callerOf } from "../operations/caller.js";
import type { ServerServices } from "../operations/server-services.js";
import type { TrustedDocuments } from "../operations/trusted-documents.js";
import type { HttpContext } from "./apollo.js";
import { httpContext } from "./http-context.js";
import { requireTrustedDocument } from "./trusted-documents.hook.js";

export interface GraphqlRouteOptions {
  path: string;
  apollo: ApolloServer<HttpContext>;
  services: ServerServices;
  trustedDocuments: TrustedDocuments | null;
  anonymous: AnonymousLimits;
}

/** Serves GraphQL over HTTP on `path`, through Apollo Server. */
export function serveGraphql(
  app: FastifyInstance,
  { path, apollo, services, trustedDocuments, anonymous }: GraphqlRouteOptions,
): void {
  const context = async (request: FastifyRequest, reply: FastifyReply): Promise<HttpContext> => {
    const caller = await callerOf(services, request.headers.authorization).catch((error: unknown) => {
      request.log.error({ err: error }, "fault");
      throw unavailable({ requestId: request.id, http: { status: 503 } });
    });
    const ctx = Object.assign(httpContext(services, request, caller), { caller });
    const acquired = anonymous.acquire(ctx, OperationTypeNode.QUERY);
    if (typeof acquired !== "function")
      throw Object.assign(acquired, {
        extensions: { ...acquired.extensions, requestId: request.id, http: tooManyRequests() },
      });
    // Of a client that has gone there is no close to come.
    if (reply.raw.destroyed) acquired();
    else reply.raw.once("close", acquired);
    return ctx;
  };
  app.route({
    method: ["GET", "POST"],
    url: path,
    ...(trustedDocuments && { preHandler: requireTrustedDocument(trustedDocuments) }),
    handler: fastifyApolloHandler(apollo, { context }),
  });
}

const tooManyRequests = (): { status: number; headers: HeaderMap } => {
  const headers = new HeaderMap();
  headers.set("retry-after", "1");
  return { status: 429, headers };
};
