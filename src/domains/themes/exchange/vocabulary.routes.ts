import type { FastifyInstance } from "fastify";
import Negotiator from "negotiator";
import type { AdmittedHandler, RouteOptions } from "../../../core/graphql/route-options.js";
import type { CoreServices } from "../../../core/graphql/context.js";
import { isUnchanged } from "../../../core/pages/conditional-request.js";
import type { ThemeContext, ThemeServices } from "../theme.services.js";
import { formatForms, VocabularyFormat, vocabularyFormats } from "./vocabulary-format.js";
import { readConcepts } from "./vocabulary.reads.js";

/** For how long others may keep it. */
const maxAgeSeconds = 300;

/**
 * Serves the vocabulary under `/export/`, without signing in: by the ending of the name in one format, and without an
 * ending, which is the address that names the vocabulary, in the one that the client prefers.
 */
export function serveVocabulary(
  app: FastifyInstance,
  { forAnybody }: RouteOptions<CoreServices & ThemeServices>,
): void {
  for (const format of vocabularyFormats)
    app.get(`/export/vocabulary.${formatForms[format].ending}`, forAnybody(sending(() => format)));
  app.get(
    "/export/vocabulary",
    forAnybody((ctx, request, reply) => {
      void reply.header("vary", "accept");
      return sending(() => preferred(request.headers.accept))(ctx, request, reply);
    }),
  );
}

const sending =
  (formatOf: () => VocabularyFormat): AdmittedHandler<ThemeContext> =>
  async (ctx, request, reply) => {
    const format = formatOf();
    const { mediaType, ending } = formatForms[format];
    const { text, etag } = await ctx.vocabularyFiles.file(await readConcepts(ctx.db), format, ctx.publicUrl());
    void reply.header("etag", etag).header("cache-control", `public, max-age=${maxAgeSeconds}`);
    if (isUnchanged(request.headers, { etag, lastModified: null })) return reply.code(304).send();
    return reply
      .type(`${mediaType}; charset=utf-8`)
      .header("content-disposition", `attachment; filename="vocabulary.${ending}"`)
      .send(text);
  };

/** Turtle for who has no preference. */
function preferred(accept: string | undefined): VocabularyFormat {
  const mediaTypes = vocabularyFormats.map((format) => formatForms[format].mediaType);
  const best = new Negotiator({ headers: { accept } }).mediaType(mediaTypes);
  return vocabularyFormats.find((format) => formatForms[format].mediaType === best) ?? VocabularyFormat.TURTLE;
}
