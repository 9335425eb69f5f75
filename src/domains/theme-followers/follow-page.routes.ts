import formbody from "@fastify/formbody";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../core/graphql/context.js";
import { idOf } from "../../core/graphql/ids.js";
import type { RouteOptions } from "../../core/graphql/route-options.js";
import { asPage } from "../../core/pages/html-page.js";
import { languageOfPage } from "../../core/texts/language.js";
import { followLinkOf, type FollowLink } from "./follow-links.js";
import { followPage, nothingFollowedPage } from "./follow-page.html.js";
import { confirmFollow, followedThemes, stopFollowing } from "./followed-themes.js";

const path = "/mails/themes";
const bodyLimit = 8 * 1024;

/**
 * The page that links in mails to followers lead to, also those of `List-Unsubscribe` (RFC 8058). Opening it changes
 * nothing, as programs that check mails follow every link in them.
 */
export function serveFollowPage(app: FastifyInstance, { contextOf }: RouteOptions): void {
  void app.register(async (scope) => {
    await scope.register(formbody, { bodyLimit });
    // Mail programs may send their one field like this, too; what they send says nothing that the address does not.
    scope.addContentTypeParser("multipart/form-data", { parseAs: "buffer", bodyLimit }, (_request, _body, done) =>
      done(null, {}),
    );

    scope.get(path, async (request, reply) => {
      const ctx = contextOf(request);
      const link = await followLinkOf(ctx.db, fieldOf(request.query, "token"));
      return link ? answer(ctx, reply, link) : noLink(request, reply);
    });

    scope.post(path, async (request, reply) => {
      const ctx = contextOf(request);
      const token = fieldOf(request.query, "token");
      const link = await followLinkOf(ctx.db, token);
      if (!link) return noLink(request, reply);
      await act(ctx, link, request.body);
      return answer(ctx, reply, link);
    });
  });
}

/** A button names what it does; a mail program presses none, and means what the link is about. */
async function act(ctx: Context, link: FollowLink, body: unknown): Promise<void> {
  const { action, followId, follower } = link;
  const pressed = fieldOf(body, "action");
  const chosen = idOf(fieldOf(body, "follow"));
  if (pressed === "confirm" && action === "CONFIRM" && chosen === followId)
    return confirmFollow(ctx, follower.id, followId);
  if (pressed === "stop") return stopFollowing(ctx, follower.id, chosen);
  if (pressed === "all" || (pressed === "" && action === "ALL")) return stopFollowing(ctx, follower.id, null);
  if (pressed === "" && action === "STOP") return stopFollowing(ctx, follower.id, followId);
}

async function answer(ctx: Context, reply: FastifyReply, link: FollowLink): Promise<FastifyReply> {
  // The primary has what was just changed.
  const themes = await followedThemes(ctx.database, link.follower);
  return asPage(reply).send(
    themes.length === 0 ? nothingFollowedPage(link.follower.language) : followPage(link, themes),
  );
}

function noLink({ query, headers }: FastifyRequest, reply: FastifyReply): FastifyReply {
  const language = languageOfPage(query, headers["accept-language"]);
  return asPage(reply).code(404).send(nothingFollowedPage(language));
}

/** What came once under this name. */
function fieldOf(fields: unknown, name: string): string {
  const value = (fields as Record<string, unknown> | null | undefined)?.[name];
  return typeof value === "string" ? value.slice(0, 1_000) : "";
}
