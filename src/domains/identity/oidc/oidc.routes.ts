import type { FastifyInstance } from "fastify";
import type { CoreServices } from "../../../core/graphql/context.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import type { IdentityServices } from "../identity.services.js";
import { serveAddressPages } from "./address.routes.js";
import { serveLogin } from "./login.routes.js";
import { serveSignOut } from "./sign-out.routes.js";

/** The routes of a sign-in at the issuer. None when the service is no client of an issuer. */
export function serveOidc(app: FastifyInstance, options: RouteOptions<CoreServices & IdentityServices>): void {
  const { services, allowedOrigins } = options;
  const signIn = services.oidc?.signIn;
  if (!signIn) return;
  const origins = (): string[] => [new URL(services.publicUrl()).origin, ...allowedOrigins];
  for (const serve of [serveLogin, serveAddressPages, serveSignOut]) serve(app, { ...options, signIn, origins });
}
