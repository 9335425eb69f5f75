import type { FastifyRequest } from "fastify";
import type { Context, CoreServices } from "./context.js";

/** What the HTTP routes of a domain are served with. */
export interface RouteOptions<Services extends CoreServices = CoreServices> {
  services: Services;
  /** The context of a request of nobody who is signed in. */
  contextOf: (request: FastifyRequest) => Context & Services;
  /** Origins of browser pages that may call the service. */
  allowedOrigins: readonly string[];
}
