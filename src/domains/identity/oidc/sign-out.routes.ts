import type { FastifyInstance } from "fastify";
import { asPage } from "../../../core/pages/html-page.js";
import { isUnreachable } from "./bounded-fetch.js";
import { refuse, type LoginRouteOptions } from "./login.routes.js";
import { isOfNetwork } from "./return-address.js";
import { signedOutPage } from "./sign-in-pages.js";

const options = { exposeHeadRoute: false };

/**
 * `/auth/oidc/sign-out` redirects to the issuer to end the session there, `/auth/oidc/signed-out` is where the issuer
 * redirects back to. Sessions here are ended by the mutation `signOut`.
 */
export function serveSignOut(app: FastifyInstance, routeOptions: LoginRouteOptions): void {
  const { services, signIn, contextOf, origins } = routeOptions;

  app.get("/auth/oidc/sign-out", options, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const { return_to: returnTo } = request.query as Record<string, unknown>;
    const isValid = returnTo === undefined || (typeof returnTo === "string" && isOfNetwork(returnTo, origins()));
    if (!isValid)
      return refuse(reply, 400, "BAD_REQUEST", "`return_to` must be a page of an origin in ALLOWED_ORIGINS.");
    const state = returnTo === undefined ? null : Buffer.from(returnTo).toString("base64url");
    try {
      const address = await signIn.endSessionAddress(`${services.publicUrl()}/auth/oidc/signed-out`, state);
      // Without an address to end it, the session at the issuer ends by itself.
      return await reply.redirect(address?.href ?? returnTo ?? "signed-out", 302);
    } catch (error) {
      if (!isUnreachable(error)) throw error;
      return refuse(reply, 503, "UNAVAILABLE", "The issuer cannot be reached: try again in a few seconds.");
    }
  });

  app.get("/auth/oidc/signed-out", options, async (request, reply) => {
    const { state } = request.query as Record<string, unknown>;
    const returnTo = typeof state === "string" ? Buffer.from(state, "base64url").toString() : "";
    // The state is not the service's secret: anybody could make one up.
    if (isOfNetwork(returnTo, origins())) return reply.header("cache-control", "no-store").redirect(returnTo, 302);
    return asPage(reply).send(signedOutPage(contextOf(request).language));
  });
}
