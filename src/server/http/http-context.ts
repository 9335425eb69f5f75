import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Client } from "../../core/graphql/context.js";
import { requestedLanguage } from "../../core/texts/language.js";
import { clientOf, type Caller } from "../operations/caller.js";
import { requestContext } from "../operations/request-context.js";
import type { ServerContext, ServerServices } from "../operations/server-services.js";

/** The context of a request over HTTP; without a caller, as of somebody who is not signed in. */
export const httpContext = (
  services: ServerServices,
  request: FastifyRequest,
  { caller = null, client = clientOf(request.ip, request.headers) }: { caller?: Caller | null; client?: Client } = {},
): ServerContext =>
  requestContext(services, {
    requestId: request.id,
    log: request.log as Logger,
    client,
    requestedLanguage: requestedLanguage(request.headers["accept-language"]),
    caller,
  });
