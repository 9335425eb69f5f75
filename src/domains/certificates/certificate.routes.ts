import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { CoreServices } from "../../core/graphql/context.js";
import type { AdmittedHandler, RouteOptions } from "../../core/graphql/route-options.js";
import { isUnchanged } from "../../core/pages/conditional-request.js";
import { servePage } from "../../core/pages/serve-page.js";
import { sha256 } from "../../core/sha256.js";
import { languageOfPage } from "../../core/texts/language.js";
import { badgeAddresses } from "./badge/badge-addresses.js";
import { serveBadges } from "./badge/badge.routes.js";
import { signBadge } from "./badge/sign-badge.js";
import { issuedCertificate } from "./certificate.reads.js";
import type { CertificatesContext, CertificatesServices } from "./certificates.services.js";
import { certificatePage } from "./page/certificate.page.js";

/** For how long others may keep a certificate: when its learner leaves the network, it is to go everywhere. */
const maxAgeSeconds = 60;

/** Serves certificates under `/certificates/`, to whoever has the address: the page, the PDF and the badge. */
export function serveCertificates(
  app: FastifyInstance,
  options: RouteOptions<CoreServices & CertificatesServices>,
): void {
  servePage(app, options, "certificates", certificatePage);
  const serve = (form: string, handle: AdmittedHandler<CertificatesContext>): void =>
    void app.get(`/certificates/:id.${form}`, options.forAnybody(handle));

  serve("pdf", async (ctx, request, reply) => {
    const certificate = await issuedCertificate(ctx, idIn(request));
    if (!certificate) return notFound(reply);
    const language = languageOfPage(request.query, request.headers["accept-language"]);
    const { name, title, steps, issuedAt } = certificate;
    const address = badgeAddresses(ctx.publicUrl()).certificate(certificate.id);
    const printed = { name, title, language: certificate.language, steps, issuedAt, address };
    void reply.header("vary", "accept-language");
    if (isKept(reply, ctx.writtenCertificates.keyOf(printed, language))) return reply.code(304).send();
    const pdf = await ctx.writtenCertificates.write(printed, language);
    return asFile(reply, "inline", `${certificate.id}.pdf`).type("application/pdf").send(pdf);
  });

  serve("jwt", async (ctx, request, reply) => {
    const certificate = ctx.badgeKeys && (await issuedCertificate(ctx, idIn(request)));
    if (!ctx.badgeKeys || !certificate) return notFound(reply);
    const key = await ctx.badgeKeys.current(ctx);
    if (!key) return unavailableNow(reply);
    const badge = await signBadge(certificate, key, ctx.publicUrl());
    if (isKept(reply, sha256(badge).toString("base64url"))) return reply.code(304).send();
    return asFile(reply, "attachment", `${certificate.id}.jwt`).type("application/vc+jwt").send(badge);
  });

  serveBadges(app, options);
}

const idIn = ({ params }: FastifyRequest): string => (params as { id: string }).id;

/** Whether the reader has this already; says what identifies it. */
function isKept(reply: FastifyReply, key: string): boolean {
  // Weak, as compression makes other bytes of it.
  const etag = `W/"${key}"`;
  void reply.header("etag", etag).header("cache-control", `public, max-age=${maxAgeSeconds}`);
  return isUnchanged(reply.request.headers, { etag, lastModified: null });
}

const asFile = (reply: FastifyReply, disposition: string, name: string): FastifyReply =>
  reply.header("content-disposition", `${disposition}; filename="${name}"`).header("x-robots-tag", "noindex");

const unavailableNow = (reply: FastifyReply): FastifyReply =>
  reply.code(503).send({ errors: [{ message: "Badges are not available now.", extensions: { code: "UNAVAILABLE" } }] });

const notFound = (reply: FastifyReply): FastifyReply => {
  reply.callNotFound();
  return reply;
};
