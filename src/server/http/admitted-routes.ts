import type { FastifyReply, FastifyRequest, RouteHandlerMethod } from "fastify";
import type { RouteOptions } from "../../core/graphql/route-options.js";
import type { IsAllowed } from "../operations/allowed-origins.js";
import { clientOf, nobody } from "../operations/caller.js";
import type { ServerServices } from "../operations/server-services.js";
import { admitting, senderOf, type AdmissionHookOptions } from "./admission.hook.js";
import { refuseCrossSite } from "./cross-site.hook.js";

export interface AdmittedRouteOptions extends Omit<AdmissionHookOptions, "preparer"> {
  /** Which pages may fetch what is served. */
  isAllowed: IsAllowed;
}

/** What makes handlers of the routes of domains, which are admitted as operations are. */
export function admittedRoutes({
  isAllowed,
  ...options
}: AdmittedRouteOptions): Pick<RouteOptions<ServerServices>, "forAnybody" | "forCaller"> {
  const admit = admitting(options);
  const refuse = refuseCrossSite(isAllowed);

  const admitted =
    (sender: typeof anybody): RouteOptions<ServerServices>["forAnybody"] =>
    (handle): RouteHandlerMethod =>
    async (request, reply) => {
      // A link of elsewhere opens a page; what a page of elsewhere loads would run at the address of who looks at it.
      if (request.headers["sec-fetch-dest"] !== "document") refuse(request, reply, () => undefined);
      if (reply.sent) return reply;
      const sent = await sender(options.services, request, reply);
      const ctx = sent && (await admit(request, reply, sent));
      if (!ctx) return reply;
      // Each request costs something, however short it takes.
      ctx.bill.charged = { cost: 0, least: 1, atMs: performance.now(), isSettled: false };
      try {
        return await handle(ctx, request, reply);
      } finally {
        ctx.end();
      }
    };
  return { forAnybody: admitted(anybody), forCaller: admitted(senderOf) };
}

/** The sender of what is the same for everybody: nobody, whatever token the request has. */
const anybody = (
  _services: ServerServices,
  request: FastifyRequest,
  _reply: FastifyReply,
): ReturnType<typeof senderOf> => Promise.resolve({ caller: nobody, client: clientOf(request.ip, request.headers) });
