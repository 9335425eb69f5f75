import type { FastifyInstance, FastifyReply } from "fastify";
import type { RouteOptions } from "../../../core/graphql/route-options.js";
import { isUnchanged } from "../../../core/pages/conditional-request.js";
import { sha256 } from "../../../core/sha256.js";
import { achievableTrack } from "../certificate.reads.js";
import { badgeAddresses } from "./badge-addresses.js";
import { badgeAlgorithm, publishedKeys, type PublishedKey } from "./badge-keys.js";
import { achievementOf, badgeContexts, profileOf } from "./open-badge.js";

/** For how long others may keep what badges are verified with. */
const maxAgeSeconds = 300;

/** Serves what badges name: their issuer, the keys that they are verified with, and what was achieved. */
export function serveBadges(app: FastifyInstance, { forAnybody }: RouteOptions): void {
  app.get(
    "/badges/issuer",
    forAnybody((ctx, _request, reply) =>
      sendJson(reply, "application/ld+json", { "@context": badgeContexts, ...profileOf(ctx.publicUrl()) }),
    ),
  );

  app.get(
    "/badges/keys",
    forAnybody(async (ctx, _request, reply) => {
      const keys = await publishedKeys(ctx.db);
      return sendJson(reply, "application/jwk-set+json", { keys: keys.map((key) => jwkOf(key, ctx.publicUrl())) });
    }),
  );

  app.get(
    "/badges/keys/:id",
    forAnybody(async (ctx, request, reply) => {
      const { id } = request.params as { id: string };
      const key = (await publishedKeys(ctx.db)).find((one) => one.id === id);
      return key ? sendJson(reply, "application/jwk+json", jwkOf(key, ctx.publicUrl())) : notFound(reply);
    }),
  );

  app.get(
    "/badges/achievements/:id",
    forAnybody(async (ctx, request, reply) => {
      const track = await achievableTrack(ctx, (request.params as { id: string }).id);
      if (!track) return notFound(reply);
      const achievement = { "@context": badgeContexts, ...achievementOf(track, ctx.publicUrl()) };
      return sendJson(reply, "application/ld+json", achievement);
    }),
  );
}

const jwkOf = ({ id, publicKey }: PublishedKey, publicUrl: string) => ({
  ...publicKey,
  kid: badgeAddresses(publicUrl).key(id),
  alg: badgeAlgorithm,
  use: "sig",
});

async function sendJson(reply: FastifyReply, type: string, value: object): Promise<FastifyReply> {
  const body = JSON.stringify(value);
  const etag = `W/"${sha256(body).toString("base64url")}"`;
  void reply.header("etag", etag).header("cache-control", `public, max-age=${maxAgeSeconds}`);
  if (isUnchanged(reply.request.headers, { etag, lastModified: null })) return reply.code(304).send();
  return reply.type(type).send(body);
}

async function notFound(reply: FastifyReply): Promise<FastifyReply> {
  reply.callNotFound();
  return reply;
}
