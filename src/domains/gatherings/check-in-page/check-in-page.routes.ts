import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CoreServices } from "../../../core/graphql/context.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import { asPage } from "../../../core/pages/html-page.js";
import { dateIn } from "../attendance/check-in.wording.js";
import type { GatheringsContext, GatheringsServices } from "../gatherings.services.js";
import { checkInPage, refusedPage } from "./check-in-page.html.js";
import { answerForm, countRequest, openPage, type CheckInForm } from "./check-in-page.service.js";

const path = "/check-in/:token";
const bodyLimit = 8 * 1024;
const maxField = 200;

/**
 * The page on which participants of a gathering are checked in, for whoever has its address. Opening it changes nothing,
 * and a search is sent as a form as well, so that no name is in an address.
 */
export function serveCheckInPage(
  app: FastifyInstance,
  { contextOf }: RouteOptions<CoreServices & GatheringsServices>,
): void {
  void app.register(async (scope) => {
    // In a scope of its own: GraphQL must not be asked by forms of other sites.
    await scope.register(formbody, { bodyLimit });
    scope.addHook("onRequest", (_request, reply, done) => {
      void asPage(reply).header("x-robots-tag", "noindex, nofollow");
      done();
    });

    scope.get(path, { exposeHeadRoute: false }, async (request, reply) => {
      const ctx = contextOf(request);
      const page = await openPage(ctx, tokenOf(request));
      if (!page) return refuse(reply, ctx);
      const { gathering, notBefore } = page;
      if (notBefore) return tooEarly(reply, ctx, dateIn(notBefore, gathering.timeZone, ctx.language));
      return reply.send(checkInPage(ctx.language, gathering));
    });

    scope.post(path, async (request, reply) => {
      const ctx = contextOf(request);
      const page = await openPage(ctx, tokenOf(request));
      if (!page) return refuse(reply, ctx);
      const { gathering, linkId, notBefore } = page;
      if (notBefore) return tooEarly(reply, ctx, dateIn(notBefore, gathering.timeZone, ctx.language));
      if (!(await countRequest(ctx, linkId)))
        return reply.code(429).send(checkInPage(ctx.language, gathering, { problem: "TRY_AGAIN" }));
      const shown = await answerForm(ctx, gathering, linkId, formOf(request.body));
      if (!shown) return refuse(reply, ctx);
      return reply.code(shown.problem ? 422 : 200).send(checkInPage(ctx.language, gathering, shown));
    });
  });
}

const refuse = (reply: FastifyReply, { language }: GatheringsContext): FastifyReply =>
  reply.code(404).send(refusedPage(language, { problem: "VOID" }));

const tooEarly = (reply: FastifyReply, { language }: GatheringsContext, notBefore: string): FastifyReply =>
  reply.code(403).send(refusedPage(language, { notBefore }));

const tokenOf = (request: FastifyRequest): string => (request.params as { token: string }).token;

const formOf = (body: unknown): CheckInForm => {
  const fields = (body ?? {}) as Record<string, unknown>;
  const field = (name: string): string => {
    const value = Object.hasOwn(fields, name) ? fields[name] : "";
    return typeof value === "string" ? value.slice(0, maxField) : "";
  };
  return { action: field("action"), code: field("code"), name: field("name"), registration: field("registration") };
};
