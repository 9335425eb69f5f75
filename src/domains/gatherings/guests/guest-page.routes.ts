import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { payload, Rejection } from "../../../core/errors/user-error.js";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import type { CoreServices } from "../../../core/graphql/context.js";
import { asPage } from "../../../core/pages/html-page.js";
import { preferredLanguage } from "../../../core/texts/language.js";
import type { GatheringsContext, GatheringsServices } from "../gatherings.services.js";
import type { RegistrationAnswerInput } from "../questions/registration-answer.types.js";
import { RegistrationQuestionKind } from "../questions/registration-question.types.js";
import { cancelGuestRegistration } from "./cancel-guest-registration.service.js";
import { changeGuestRegistration } from "./change-guest-registration.service.js";
import { brokenLinkPage, erasedPage, guestPage } from "./guest-page.html.js";
import type { ChangeGuestRegistrationInput } from "./guest.inputs.js";
import { guestView, type GuestView } from "./guest-page.reads.js";
import { confirmGuestRegistration } from "./guest-registration.service.js";
import { guestWording } from "./guest.wording.js";

const path = "/account/guest-registration";
const bodyLimit = 32 * 1024;

type Form = Readonly<Record<string, unknown>>;

/** What each button of the page does. */
const actions: Record<string, (ctx: GatheringsContext, token: string, form: Form) => Promise<unknown>> = {
  confirm: async (ctx, token, form) => confirmGuestRegistration(ctx, await changesIn(ctx, token, form)),
  cancel: (ctx, token) => cancelGuestRegistration(ctx, token, { erase: false }),
  erase: (ctx, token) => cancelGuestRegistration(ctx, token, { erase: true }),
  change: async (ctx, token, form) => changeGuestRegistration(ctx, await changesIn(ctx, token, form)),
};

/**
 * The page that the links in mails to guests lead to. Opening it changes nothing, as programs that check mails follow every
 * link in them; its buttons do.
 */
export function serveGuestPage(
  app: FastifyInstance,
  { contextOf }: RouteOptions<CoreServices & GatheringsServices>,
): void {
  void app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit });
    scope.addHook("onRequest", (_request, reply, done) => {
      void asPage(reply);
      done();
    });
    scope.get(path, async (request, reply) => {
      const token = textOf(request.query, "token");
      const ctx = contextOf(request);
      const view = await seen(() => guestView(ctx, token));
      return view ? reply.send(guestPage(view, token)) : refuse(request, reply);
    });
    scope.post(path, async (request, reply) => {
      const form = (request.body ?? {}) as Form;
      const token = textOf(form, "token");
      const ctx = contextOf(request);
      const before = await seen(() => guestView(ctx, token));
      const act = actions[textOf(form, "action")];
      if (!before || !act) return refuse(request, reply);
      const { language } = before.guest;
      const { userErrors } = await payload(async () => {
        await act(ctx, token, form);
        return {};
      });
      const after = await seen(() => guestView(ctx, token));
      if (!after) return reply.send(erasedPage(language));
      const [error] = userErrors;
      if (error === undefined) return reply.send(guestPage(after, token));
      return reply.code(422).send(guestPage(after, token, error.wording[language]));
    });
  });
}

const refuse = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
  const language = preferredLanguage(request.headers["accept-language"]);
  return reply.code(404).send(brokenLinkPage(language, guestWording.noLink[language]));
};

/** What a link shows; null when it does not work. */
async function seen(view: () => Promise<GuestView>): Promise<GuestView | null> {
  try {
    return await view();
  } catch (error) {
    if (error instanceof Rejection) return null;
    throw error;
  }
}

/** The name and the answers in the fields of the form; an empty field is no answer. */
async function changesIn(ctx: GatheringsContext, token: string, form: Form): Promise<ChangeGuestRegistrationInput> {
  const { questions } = await guestView(ctx, token);
  const answers = questions.flatMap(({ id, kind }): RegistrationAnswerInput[] => {
    const value = textOf(form, `answer-${id}`);
    if (value === "") return [];
    if (kind === RegistrationQuestionKind.YES_NO) return [{ questionId: id, yes: value === "true" }];
    return [
      kind === RegistrationQuestionKind.TEXT ? { questionId: id, text: value } : { questionId: id, choice: value },
    ];
  });
  const name = textOf(form, "name");
  return { token, answers, ...(name !== "" && { name }) };
}

/** What came once under this name; a form of several, or of none, has no such text. */
function textOf(fields: unknown, name: string): string {
  const value = (fields as Form | null | undefined)?.[name];
  return typeof value === "string" ? value.slice(0, 4_000) : "";
}
