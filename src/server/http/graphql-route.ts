import type { ApolloServer } from "@apollo/server";
import { fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance } from "fastify";
import type { TrustedDocuments } from "../operations/trusted-documents.js";
import { admitRequest, releasePlace, type AdmissionHookOptions } from "./admission.hook.js";
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
  app.route({
    method: ["GET", "POST"],
    url: path,
    preHandler: [...(trustedDocuments ? [requireTrustedDocument(trustedDocuments)] : []), admitRequest(options)],
    onSend: releasePlace,
    handler: fastifyApolloHandler(apollo, { context: (request) => Promise.resolve(request.graphql!) }),
  });
}
