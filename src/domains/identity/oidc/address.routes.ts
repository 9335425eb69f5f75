import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";
import { payload } from "../../../core/errors/user-error.js";
import { asPage } from "../../../core/pages/html-page.js";
import { sha256 } from "../../../core/sha256.js";
import { giveAddress, mailedLink, suggestedAddress } from "./address.service.js";
import { acceptedInForm } from "../statement/statement-on-page.js";
import type { LoginRouteOptions } from "./login.routes.js";
import { isSecret } from "./secrets.js";
import { addressPage, confirmPage, mailSentPage, problemPage, type PageProblem } from "./sign-in-pages.js";

const options = { exposeHeadRoute: false };
const bodyLimit = 8 * 1024;

/**
 * `/auth/oidc/address` asks a person without an address for one, `/auth/oidc/confirm` is where the mailed link leads.
 * Opening them changes nothing, as programs that check mails follow every link in them.
 */
export function serveAddressPages(app: FastifyInstance, { contextOf }: LoginRouteOptions): void {
  void app.register(async (scope) => {
    // In a scope of its own: GraphQL must not be asked by forms of other sites.
    await scope.register(formbody, { bodyLimit });

    scope.get("/auth/oidc/address", options, async (request, reply) => {
      const ctx = contextOf(request);
      const ticket = fieldOf(request.query, "ticket");
      const found = isSecret(ticket) && (await suggestedAddress(ctx, ticket));
      if (!found) return asPage(reply).code(400).send(problemPage(ctx.language, "EXPIRED"));
      return asPage(reply).send(addressPage(ctx.language, ticket, { ...found, statement: ctx.privacyStatement }));
    });

    scope.post("/auth/oidc/address", async (request, reply) => {
      const ctx = contextOf(request);
      const [ticket, email] = [fieldOf(request.body, "ticket"), fieldOf(request.body, "email")];
      const { userErrors } = await payload(async () => {
        await giveAddress(ctx, ticket, email, acceptedInForm(ctx, fieldOf(request.body, "statement")));
        return {};
      });
      const code = userErrors[0]?.code;
      if (code === undefined) return asPage(reply).send(mailSentPage(ctx.language, email.trim()));
      if (code === "INVALID_TOKEN") return asPage(reply).code(400).send(problemPage(ctx.language, "EXPIRED"));
      const problem: PageProblem = code === "TRY_AGAIN" ? "TRY_AGAIN" : "NO_ADDRESS";
      return asPage(reply)
        .code(code === "TRY_AGAIN" ? 429 : 422)
        .send(addressPage(ctx.language, ticket, { email, problem, statement: ctx.privacyStatement }));
    });

    scope.get("/auth/oidc/confirm", options, async (request, reply) => {
      const ctx = contextOf(request);
      const token = fieldOf(request.query, "token");
      const isValid = isSecret(token) && (await mailedLink(ctx, sha256(token)));
      if (!isValid) return asPage(reply).code(400).send(problemPage(ctx.language, "EXPIRED"));
      return asPage(reply).send(confirmPage(ctx.language, token));
    });
  });
}

/** What came once under this name. */
function fieldOf(fields: unknown, name: string): string {
  const value = (fields as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}
