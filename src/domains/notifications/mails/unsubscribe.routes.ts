import formbody from "@fastify/formbody";
import type { FastifyInstance } from "fastify";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import { asPage } from "../../../core/pages/html-page.js";
import { unsubscribe } from "./unsubscribe.service.js";
import { unsubscriptionOf } from "./unsubscribe-link.js";
import { noUnsubscribePage, unsubscribedPage, unsubscribePage } from "./unsubscribe-page.js";

const path = "/mails/unsubscribe";
const bodyLimit = 8 * 1024;

/**
 * Where `List-Unsubscribe` of mails leads (RFC 8058): a POST ends them, without signing in. Opening it changes nothing,
 * as programs that check mails follow every link in them.
 */
export function serveUnsubscribe(app: FastifyInstance, { contextOf }: RouteOptions): void {
  void app.register(async (scope) => {
    // In a scope of its own: GraphQL must not be asked by forms of other sites.
    await scope.register(formbody, { bodyLimit });
    // Mail programs may send their one field like this, too; what they send says nothing that the address does not.
    scope.addContentTypeParser("multipart/form-data", { parseAs: "buffer", bodyLimit }, (_request, _body, done) =>
      done(null, {}),
    );

    scope.get(path, async (request, reply) => {
      const ctx = contextOf(request);
      const token = fieldOf(request.query, "token");
      const found = await unsubscriptionOf(ctx.db, token);
      if (!found) return asPage(reply).code(400).send(noUnsubscribePage(ctx.language));
      return asPage(reply).send(unsubscribePage(token, found));
    });

    scope.post(path, async (request, reply) => {
      const ctx = contextOf(request);
      const found = await unsubscriptionOf(ctx.db, fieldOf(request.query, "token"));
      if (!found) return asPage(reply).code(400).send(noUnsubscribePage(ctx.language));
      // Who has a link for one kind may end all.
      const chosen = fieldOf(request.body, "scope") === "ALL" ? "ALL" : found.scope;
      await unsubscribe(ctx, { memberId: found.memberId, scope: chosen });
      return asPage(reply).send(unsubscribedPage(found.language, chosen));
    });
  });
}

/** What came once under this name. */
function fieldOf(fields: unknown, name: string): string {
  const value = (fields as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}
