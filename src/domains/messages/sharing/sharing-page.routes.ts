import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { payload } from "../../../core/errors/user-error.js";
import type { CoreServices } from "../../../core/graphql/context.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import { asPage } from "../../../core/pages/html-page.js";
import { preferredLanguage, type Language } from "../../../core/texts/language.js";
import { answerSharingByLink, sharingOfLink, type LinkAnswer } from "./answer-sharing.service.js";
import { answeredPage, brokenLinkPage, sharingPage } from "./sharing-page.html.js";

const path = "/account/share-message";
const answers: readonly LinkAnswer[] = ["named", "unnamed", "decline"];

/**
 * The page where somebody without an account consents that their message is shared, or declines. Opening it changes nothing, as
 * programs that check mails follow every link in them; its buttons do, once.
 */
export function serveSharingPage(app: FastifyInstance, { contextOf }: RouteOptions<CoreServices>): void {
  void app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit: 4 * 1024 });
    scope.addHook("onRequest", (_request, reply, done) => {
      void asPage(reply);
      done();
    });
    scope.get(path, async (request, reply) => {
      const token = textOf(request.query, "token");
      const sharing = await sharingOfLink(contextOf(request), token);
      return sharing ? reply.send(sharingPage(languageOf(request), sharing, token)) : refuse(request, reply);
    });
    scope.post(path, async (request, reply) => {
      const answer = answers.find((one) => one === textOf(request.body, "answer"));
      if (!answer) return refuse(request, reply);
      const ctx = contextOf(request);
      const token = textOf(request.body, "token");
      const { userErrors } = await payload(async () => {
        await answerSharingByLink(ctx, token, answer);
        return {};
      });
      const [error] = userErrors;
      const language = languageOf(request);
      if (error === undefined) return reply.send(answeredPage(language, answer));
      const sharing = await sharingOfLink(ctx, token);
      return sharing
        ? reply.code(422).send(sharingPage(language, sharing, token, error.wording[language]))
        : refuse(request, reply);
    });
  });
}

const languageOf = (request: FastifyRequest): Language => preferredLanguage(request.headers["accept-language"]);

const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  reply.code(404).send(brokenLinkPage(languageOf(request)));

/** What came once under this name; a form of several, or of none, has no such text. */
function textOf(fields: unknown, name: string): string {
  const value = (fields as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof value === "string" ? value.slice(0, 200) : "";
}
