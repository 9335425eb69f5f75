import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, RouteHandlerMethod } from "fastify";
import type { TrustedDocuments } from "../operations/trusted-documents.js";
import { admitRequest, type AdmissionHookOptions } from "./admission.hook.js";
import type { HttpContext } from "./apollo.js";
import { requireTrustedDocument } from "./trusted-documents.hook.js";

export interface GraphqlRouteOptions extends AdmissionHookOptions {
  path: string;
  apollo: ApolloServer<HttpContext>;
  trustedDocuments: TrustedDocuments | null;
}

/** Serves GraphQL over HTTP on `path`, through Apollo Server. */
export function serveGraphql(
  app: FastifyInstance,
  { path, apollo, trustedDocuments, ...options }: GraphqlRouteOptions,
): void {
  // Its type is of a route whose answer is a string.
  const handle = fastifyApolloHandler(apollo, {
    context: (request) => Promise.resolve(request.graphql!),
  }) as RouteHandlerMethod;
  app.route({
    method: ["GET", "POST"],
    url: path,
    preHandler: [admitRequest(options), ...(trustedDocuments ? [requireTrustedDocument(trustedDocuments)] : [])],
    // Also for a client that has gone: its operation runs to its end all the same.
    async handler(request, reply) {
      try {
        return await handle.call(this, request, reply);
      } finally {
        request.graphql!.end();
      }
    },
  });
}
