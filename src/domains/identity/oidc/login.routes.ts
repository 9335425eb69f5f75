import type { FastifyInstance, FastifyReply } from "fastify";
import { inTransaction, type CoreServices } from "../../../core/graphql/context.js";
import { Rejection } from "../../../core/errors/user-error.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import { asPage } from "../../../core/pages/html-page.js";
import type { IdentityServices } from "../identity.services.js";
import { openSession } from "../session.service.js";
import { mailedLink } from "./address.service.js";
import { isUnreachable } from "./bounded-fetch.js";
import type { IssuerSignIn } from "./issuer-sign-in.js";
import { beginLogin, finishLogin, takeLogin } from "./login.service.js";
import { returnAddressOf, withOutcome } from "./return-address.js";
import { isSecret } from "./secrets.js";
import { signInCode } from "./sign-in-code.service.js";
import { confirmedPage, problemPage } from "./sign-in-pages.js";

export interface LoginRouteOptions extends RouteOptions<CoreServices & IdentityServices> {
  signIn: IssuerSignIn;
  /** The origins of pages that a sign-in may return to. */
  origins: () => string[];
}

// A HEAD request, such as a link preview sends, must not consume single-use values.
const options = { exposeHeadRoute: false };

/**
 * `/auth/oidc/start` redirects to the issuer to sign in, `/auth/oidc/callback` is where the issuer redirects back to.
 * No cookies.
 */
export function serveLogin(app: FastifyInstance, { services, signIn, contextOf, origins }: LoginRouteOptions): void {
  const redirectUri = (): string => `${services.publicUrl()}/auth/oidc/callback`;

  app.get("/auth/oidc/start", options, async (request, reply) => {
    void reply.header("cache-control", "no-store");
    const query = request.query as Record<string, unknown>;
    const to = returnAddressOf(query, origins());
    if (typeof to === "string") return refuse(reply, 400, "BAD_REQUEST", to);
    const { confirmation = null } = query;
    if (confirmation !== null && !(typeof confirmation === "string" && isSecret(confirmation)))
      return refuse(reply, 400, "BAD_REQUEST", "`confirmation` must be the token of the link in the mail.");
    try {
      const checks = await beginLogin(contextOf(request), to, confirmation);
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
    const link = login.confirmationHash === null ? undefined : await mailedLink(ctx, login.confirmationHash);
    const answer = new URL(`${redirectUri()}?${request.url.split("?")[1]}`);
    const outcome = await finishLogin(ctx, signIn, login, answer);
    if ("ticket" in outcome)
      return reply.redirect(`${services.publicUrl()}/auth/oidc/address?ticket=${outcome.ticket}`, 302);
    if (login.returnTo !== null) {
      const parameters =
        "error" in outcome ? outcome : { code: await signInCode(ctx, outcome.memberId, login.challenge) };
      return reply.redirect(withOutcome(login.returnTo, parameters), 302);
    }
    if ("error" in outcome) {
      if (outcome.error === "address_not_confirmed")
        return asPage(reply).code(400).send(problemPage(ctx.language, "NOT_YOURS"));
      const message = `Signing in at the issuer came to nothing: ${outcome.error}.`;
      return outcome.error === "temporarily_unavailable"
        ? refuse(reply, 503, "UNAVAILABLE", message)
        : refuse(reply, 400, "BAD_REQUEST", message);
    }
    if (login.confirmationHash !== null) return asPage(reply).send(confirmedPage(ctx.language, link?.returnTo ?? null));
    const { session } = await inTransaction(ctx, (tx) => openSession(tx, outcome.memberId));
    return session;
  });
}

export const refuse = (reply: FastifyReply, status: number, code: string, message: string): FastifyReply =>
  reply.code(status).send({ errors: [{ message, extensions: { code, requestId: reply.request.id } }] });
