import type { FastifyRequest } from "fastify";
import type { Logger } from "pino";
import { systemContext, type Context } from "../../core/graphql/context.js";
import type { Services } from "../../app/services.js";
import { preferredLanguage } from "../../core/graphql/language.js";
import { clientOf } from "../operations/caller.js";

/** The context of a request, as of nobody who is signed in. */
export const requestContext = (services: Services, request: FastifyRequest): Services & Context => ({
  ...systemContext(services, request.log as Logger),
  client: clientOf(request.ip, request.headers),
  language: preferredLanguage(request.headers["accept-language"]),
  requestId: request.id,
});
