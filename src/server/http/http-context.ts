import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { preferredLanguage } from "../../core/graphql/language.js";
import { clientOf, type Caller } from "../operations/caller.js";
import { requestContext } from "../operations/request-context.js";
import type { ServerContext, ServerServices } from "../operations/server-services.js";

/** The context of a request over HTTP; without a caller, as of somebody who is not signed in. */
export const httpContext = (
  services: ServerServices,
  request: FastifyRequest,
  caller: Caller | null = null,
): ServerContext =>
  requestContext(services, {
    requestId: request.id,
    log: request.log as Logger,
    client: clientOf(request.ip, request.headers),
    language: preferredLanguage(request.headers["accept-language"]),
    caller,
  });
