import type { FastifyInstance } from "fastify";
import type { Context, CoreServices } from "../graphql/context.js";
import type { RouteOptions } from "../graphql/route-options.js";
import { sha256 } from "../sha256.js";
import { languageOfPage, type Language } from "../texts/language.js";
import { isUnchanged } from "./conditional-request.js";
import { asPublicPage } from "./html-page.js";
import { missingPage, publicPage, type PublicPage } from "./public-page.js";

/** For how long others may keep a page. */
const maxAgeSeconds = 60;

/** Serves `/<folder>/<id>`, as `read` finds it for somebody who is not signed in; null is a page that says so. */
export function servePage<Services extends CoreServices>(
  app: FastifyInstance,
  { forAnybody }: RouteOptions<Services>,
  folder: string,
  read: (ctx: Context & Services, id: string, language: Language) => Promise<PublicPage | null>,
): void {
  app.get<{ Params: { id: string } }>(
    `/${folder}/:id`,
    forAnybody(async (ctx, request, reply) => {
      const { id } = request.params as { id: string };
      const language = languageOfPage(request.query, request.headers["accept-language"]);
      ctx.language = language;
      void asPublicPage(reply);
      const page = await read(ctx, id, language);
      if (!page) return reply.code(404).header("cache-control", "no-store").send(missingPage(language));
      const body = publicPage(page, language, `${ctx.publicUrl()}/${folder}/${id.toLowerCase()}`);
      // Weak, as compression makes other bytes of it.
      const etag = `W/"${sha256(body).toString("base64url")}"`;
      void reply.header("etag", etag).header("cache-control", `public, max-age=${maxAgeSeconds}`);
      if (isUnchanged(request.headers, { etag, lastModified: null })) return reply.code(304).send();
      return reply.send(body);
    }),
  );
}
