import { markup } from "../../../core/pages/markup.js";
import { factsOf, langOf, type PublicPage } from "../../../core/pages/public-page.js";
import type { Language } from "../../../core/texts/language.js";
import { localDate } from "../../../core/texts/local-time.js";
import { badgeAddresses } from "../badge/badge-addresses.js";
import { issuedCertificate } from "../certificate.reads.js";
import { certificateWording, issuerName } from "../certificate.wording.js";
import type { CertificatesContext } from "../certificates.services.js";

/** A certificate, for whoever has its address: what it shows is what the network confirms. */
export async function certificatePage(
  ctx: CertificatesContext,
  id: string,
  language: Language,
): Promise<PublicPage | null> {
  const certificate = await issuedCertificate(ctx, id);
  if (!certificate) return null;
  const words = certificateWording[language];
  const { title, name, steps, issuedAt } = certificate;
  const address = badgeAddresses(ctx.publicUrl()).certificate(certificate.id);
  const lang = langOf(certificate.language);
  return {
    title: `${words.certificate}${words.colon}${title}`,
    language: null,
    summary: `${words.confirms} ${name} ${words.hasCompleted} ${title} ${words.on(localDate(issuedAt, language))}`,
    type: "website",
    body: markup`<p>${words.authentic}</p>
    ${factsOf([
      [words.learner, name],
      [words.track, markup`<span${lang}>${title}</span>`],
      [words.completedOn, localDate(issuedAt, language)],
      [words.issuedBy, issuerName],
      [words.number, certificate.id],
    ])}
    ${
      steps.length > 0 &&
      markup`<h2>${words.done}</h2>
      <ol${lang}>${steps.map((step) => markup`<li>${step}</li>\n`)}</ol>`
    }
    <p><a class="button" href="${address}.pdf?language=${language.toLowerCase()}">${words.pdf}</a></p>
    ${ctx.badgeKeys !== null && markup`<p><a href="${address}.jwt">${words.badge}</a>${words.colon}${words.badgeHelp}</p>`}`,
  };
}
