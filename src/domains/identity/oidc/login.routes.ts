import type { FastifyInstance, FastifyReply } from "fastify";
import { inTransaction, type CoreServices } from "../../../core/graphql/context.js";
import { Rejection } from "../../../core/errors/user-error.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import type { IdentityServices } from "../identity.services.js";
import { openSession } from "../session.service.js";
import { isUnreachable } from "./bounded-fetch.js";
import { beginLogin, finishLogin, takeLogin } from "./login.service.js";
import { returnAddressOf, withOutcome } from "./return-address.js";
import { signInCode } from "./sign-in-code.service.js";

// A HEAD request, such as a link preview sends, must not consume single-use values.
const options = { exposeHeadRoute: false };

/**
 * `/auth/oidc/start` redirects to the issuer to sign in, `/auth/oidc/callback` is where the issuer redirects back to.
 * No cookies. Not served when the service is no client of an issuer.
 */
export function serveLogin(
  app: FastifyInstance,
  { services, allowedOrigins, contextOf }: RouteOptions<CoreServices & IdentityServices>,
): void {
  const signIn = services.oidc?.signIn;
  if (!signIn) return;
  const redirectUri = (): string => `${services.publicUrl()}/auth/oidc/callback`;

  app.get("/auth/oidc/start", options, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const origins = [new URL(services.publicUrl()).origin, ...allowedOrigins];
    const to = returnAddressOf(request.query as Record<string, unknown>, origins);
    if (typeof to === "string") return refuse(reply, 400, "BAD_REQUEST", to);
    try {
      const checks = await beginLogin(contextOf(request), to);
      return await reply.redirect((await signIn.address(redirectUri(), checks)).href, 302);
    } catch (error) {
      if (error instanceof Rejection)
        return refuse(reply.header("retry-after", error.retryAfterSeconds ?? 60), 429, "RATE_LIMITED", error.message);
      if (!isUnreachable(error)) throw error;
      return refuse(reply, 503, "UNAVAILABLE", "The issuer cannot be reached: try again in a few seconds.");
    }
  });

  app.get("/auth/oidc/callback", options, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const ctx = contextOf(request);
    const { state } = request.query as Record<string, unknown>;
    const login = typeof state === "string" ? await takeLogin(ctx, state) : null;
    if (!login)
      return refuse(reply, 400, "BAD_REQUEST", "This sign-in has run out or was used: begin anew at /auth/oidc/start.");
    const answer = new URL(`${redirectUri()}?${request.url.split("?")[1]}`);
    const outcome = await finishLogin(ctx, signIn, login, answer);
    if (login.returnTo !== null) {
      const parameters =
        "error" in outcome ? outcome : { code: await signInCode(ctx, outcome.memberId, login.challenge) };
      return reply.redirect(withOutcome(login.returnTo, parameters), 302);
    }
    if ("error" in outcome) {
      const message = `Signing in at the issuer came to nothing: ${outcome.error}.`;
      return outcome.error === "temporarily_unavailable"
        ? refuse(reply, 503, "UNAVAILABLE", message)
        : refuse(reply, 400, "BAD_REQUEST", message);
    }
    const { session } = await inTransaction(ctx, (tx) => openSession(tx, outcome.memberId));
    return session;
  });
}

const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { code, requestId: reply.request.id } }] });
