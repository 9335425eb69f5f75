import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { Context, CoreServices } from "./context.js";

/** Answers a request that has a place among the operations that run. */
export type AdmittedHandler<Of extends Context> = (
  ctx: Of,
  request: FastifyRequest,
  reply: FastifyReply,
) => Promise<FastifyReply>;

/** What the HTTP routes of a domain are served with. */
export interface RouteOptions<Services extends CoreServices = CoreServices> {
  services: Services;
  /** The context of a request of nobody who is signed in. */
  contextOf: (request: FastifyRequest) => Context & Services;
  /**
   * A handler for what anybody may read, whoever sends the request: admitted as an operation of nobody who is signed in,
   * with 429 and 503 when there is no place, and charged to the address for the time that it takes.
   */
  forAnybody: (handle: AdmittedHandler<Context & Services>) => RouteHandlerMethod;
  /** The same as the member of the access token, if there is one. */
  forCaller: (handle: AdmittedHandler<Context & Services>) => RouteHandlerMethod;
  /** Origins of browser pages that may call the service. */
  allowedOrigins: readonly string[];
}
