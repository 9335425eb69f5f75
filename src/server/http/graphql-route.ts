import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { unavailable } from "../../core/errors/refusals.js";
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
}

/** Serves GraphQL over HTTP on `path`, through Apollo Server. */
export function serveGraphql(
  app: FastifyInstance,
  { path, apollo, services, trustedDocuments }: GraphqlRouteOptions,
): void {
  const context = async (request: FastifyRequest): Promise<HttpContext> => {
    const caller = await callerOf(services, request.headers.authorization).catch((error: unknown) => {
      request.log.error({ err: error }, "fault");
      throw unavailable({ requestId: request.id, http: { status: 503 } });
    });
    return Object.assign(httpContext(services, request, caller), { caller });
  };
  app.route({
    method: ["GET", "POST"],
    url: path,
    ...(trustedDocuments && { preHandler: requireTrustedDocument(trustedDocuments) }),
    handler: fastifyApolloHandler(apollo, { context }),
  });
}
