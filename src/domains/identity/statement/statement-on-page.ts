import { escaped } from "../../../core/pages/html-page.js";
import { Language } from "../../../core/texts/language.js";
import type { IdentityContext } from "../identity.services.js";
import type { AcceptedPrivacyStatement, PrivacyStatement } from "./statement.types.js";

const sentences: Record<Language, (link: (text: string) => string, version: string) => string> = {
  [Language.NL]: (link, version) =>
    `Door verder te gaan, aanvaard je de ${link("privacyverklaring")} van het netwerk (versie ${version}).`,
  [Language.FR]: (link, version) =>
    `En continuant, vous acceptez la ${link("déclaration de confidentialité")} du réseau (version ${version}).`,
  [Language.EN]: (link, version) =>
    `By continuing, you accept the ${link("privacy statement")} of the network (version ${version}).`,
};

/** What a form shows of the privacy statement, as HTML, and sends as `statement`; empty where there is none. */
export function statementInForm(language: Language, statement: PrivacyStatement | null): string {
  if (!statement) return "";
  const [url, version] = [escaped(statement.url), escaped(statement.version)];
  const link = (text: string): string => `<a href="${url}" target="_blank" rel="noopener noreferrer">${text}</a>`;
  return `<p>${sentences[language](link, version)}</p>
<input type="hidden" name="statement" value="${version}">`;
}

/** What is to be recorded when a form showed this version; null when it showed none, or one that is replaced by now. */
export const acceptedInForm = (
  { privacyStatement, now }: IdentityContext,
  version: string,
): AcceptedPrivacyStatement | null => (privacyStatement?.version === version ? { version, acceptedAt: now() } : null);
