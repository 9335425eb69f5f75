import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import type { Context, Services } from "../../core/graphql/context.js";
import { preferredLanguage } from "../../core/graphql/language.js";
import { clientOf, type Caller } from "../operations/caller.js";
import { requestContext } from "../operations/request-context.js";

/** The context of a request over HTTP; without a caller, as of somebody who is not signed in. */
export const httpContext = (services: Services, request: FastifyRequest, caller: Caller | null = null): Context =>
  requestContext(services, {
    requestId: request.id,
    log: request.log as Logger,
    client: clientOf(request.ip, request.headers),
    language: preferredLanguage(request.headers["accept-language"]),
    caller,
  });
