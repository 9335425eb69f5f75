import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../core/graphql/context.js";
import { preferredLanguage, type Language } from "../../core/texts/language.js";
import { payload } from "../../core/errors/user-error.js";
import type { AccountPage } from "../../core/mail/account-page.js";
import { asPage } from "../../core/pages/html-page.js";
import { problemOf } from "../../domains/identity/pages/page-problems.js";
import type { IdentityContext } from "../../domains/identity/identity.services.js";
import { challengeOf } from "../../domains/identity/oidc/secrets.js";
import { donePage, formPage, issuerProblemPage, problemPage } from "./account-page.html.js";

const bodyLimit = 8 * 1024;

/**
 * The pages that links in mails lead to, so that nobody needs a front-end to sign in. Opening one changes nothing, as
 * programs that check mails follow every link in them.
 */
export function serveAccountPages(
  app: FastifyInstance,
  contextOf: (request: FastifyRequest) => Context,
  pages: Readonly<Record<string, AccountPage>>,
): void {
  void app.register(async (scope) => {
    // In a scope of its own: GraphQL must not be asked by forms of other sites.
    await scope.register(formbody, { bodyLimit });
    scope.addHook("onRequest", (_request, reply, done) => {
      void asPage(reply);
      done();
    });
    for (const [name, page] of Object.entries(pages)) {
      scope.get(`/account/${name}`, (request, reply) => {
        const token = textOf(request.query, "token");
        const language = languageOf(request);
        const ctx = contextOf(request) as IdentityContext;
        const issuerSignIn = page.offersIssuer ? issuerSignInOf(ctx, name, token) : null;
        // Back from the issuer.
        if (issuerSignIn !== null && token === "") {
          if (textOf(request.query, "code") !== "") return reply.send(donePage(page, language));
          if (textOf(request.query, "error") !== "") return reply.code(400).send(issuerProblemPage(page, language));
        }
        if (token === "") return refuse(reply, page, language);
        return reply.send(formPage(name, page, language, { token, issuerSignIn, statement: ctx.privacyStatement }));
      });
      scope.post(`/account/${name}`, async (request, reply) => {
        const [token, password] = [textOf(request.body, "token"), textOf(request.body, "password")];
        const ctx = contextOf(request) as IdentityContext;
        const language = languageOf(request);
        if (token === "") return refuse(reply, page, language);
        const { userErrors } = await payload(async () => {
          await page.act(ctx, { token, password, statement: textOf(request.body, "statement") });
          return {};
        });
        const code = userErrors[0]?.code;
        if (code === undefined) return reply.send(donePage(page, language));
        if (code === "INVALID_TOKEN") return refuse(reply, page, language);
        // The link still works.
        const status = code === "TRY_AGAIN" ? 429 : 422;
        const issuerSignIn = page.offersIssuer ? issuerSignInOf(ctx, name, token) : null;
        const problem = problemOf(language, code);
        const state = { token, problem, issuerSignIn, statement: ctx.privacyStatement };
        return reply.code(status).send(formPage(name, page, language, state));
      });
    }
  });
}

const refuse = (reply: FastifyReply, page: AccountPage, language: Language): FastifyReply =>
  reply.code(400).send(problemPage(page, language, problemOf(language, "INVALID_TOKEN")));

/**
 * The URL at which a sign-in at the issuer begins that comes back to the page; null where there is no issuer. The code
 * that it comes back with is of no use: the sign-in has made the account the person's, and that is all the page is for.
 */
function issuerSignInOf({ oidc, publicUrl }: IdentityContext, name: string, token: string): string | null {
  if (!oidc?.signIn) return null;
  const query = new URLSearchParams({
    return_to: `${publicUrl()}/account/${name}`,
    challenge: challengeOf(token),
  });
  return `${publicUrl()}/auth/oidc/start?${query.toString()}`;
}

const languageOf = ({ headers }: FastifyRequest): Language => preferredLanguage(headers["accept-language"]);

/** What came once under this name; a form of several, or of none, has no such text. */
function textOf(fields: unknown, name: string): string {
  const value = (fields as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}
