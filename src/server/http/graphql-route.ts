import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, RouteHandlerMethod } from "fastify";
import type { IsAllowed } from "../operations/allowed-origins.js";
import type { TrustedDocuments } from "../operations/trusted-documents.js";
import { admitRequest, type AdmissionHookOptions } from "./admission.hook.js";
import { refuseUnacceptable } from "./accept.hook.js";
import type { HttpContext } from "./apollo.js";
import { refuseCrossSite } from "./cross-site.hook.js";
import { identified } from "./send-fault.js";
import { requireTrustedDocument } from "./trusted-documents.hook.js";

export interface GraphqlRouteOptions extends AdmissionHookOptions {
  path: string;
  apollo: ApolloServer<HttpContext>;
  trustedDocuments: TrustedDocuments | null;
  /** Which pages may send queries by GET. */
  isAllowed: IsAllowed;
}

/** Serves GraphQL over HTTP on `path`, through Apollo Server. */
export function serveGraphql(
  app: FastifyInstance,
  { path, apollo, trustedDocuments, isAllowed, ...options }: GraphqlRouteOptions,
): void {
  // Its type is of a route whose answer is a string.
  const handle = fastifyApolloHandler(apollo, {
    context: (request) => Promise.resolve(request.graphql!),
  }) as RouteHandlerMethod;
  app.route({
    method: ["GET", "POST"],
    url: path,
    // Apollo Server would refuse it only after a permit.
    exposeHeadRoute: false,
    onRequest: [refuseCrossSite(isAllowed), refuseUnacceptable],
    preHandler: [admitRequest(options), ...(trustedDocuments ? [requireTrustedDocument(trustedDocuments)] : [])],
    // Also for a client that has gone: its operation runs to its end all the same.
    async handler(request, reply) {
      try {
        const body = (await handle.call(this, request, reply)) as string;
        // Answers are of whoever asked, at the time of asking; by GET, a browser could store them.
        void reply.header("cache-control", "no-store");
        // What Apollo Server refuses before or after the operation has no request id.
        return reply.statusCode >= 400 ? identified(body, request.id) : body;
      } finally {
        request.graphql!.end();
      }
    },
  });
}
