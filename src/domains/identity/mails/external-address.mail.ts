import sql from "sql-template-tag";
import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { sha256 } from "../../../core/sha256.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    /** `page` is the address that the link leads to. */
    externalAddress: { identityId: string; address: string; page: string };
  }
}

/** Asks for confirmation of the address that somebody gave who has signed in at the issuer. */
export const externalAddressMail: MailTemplate<MailPayloads["externalAddress"]> = async (
  mail,
  { identityId, address, page },
) => {
  // An address that was given later replaces this one.
  const [identity] = await mail.db.query<{ language: Language }>(sql`
    WITH mailed AS (
      UPDATE unconfirmed_identity SET token_hash = ${sha256(mail.token)}
      WHERE id = ${identityId} AND email = ${address} AND expires_at > now() RETURNING language
    )
    SELECT language FROM mailed`);
  if (!identity) return null;
  return mailMessage(address, identity.language, confirm[identity.language](`${page}?token=${mail.token}`));
};

const confirm: Record<Language, (link: string) => MailText> = {
  [Language.NL]: (link) => ({
    subject: "Bevestig je adres bij het InnovatieNetwerk Overheid",
    paragraphs: [
      "Dag,",
      "Iemand meldde zich aan bij het InnovatieNetwerk Overheid en gaf dit adres op. Ben jij dat? Bevestig het dan hier, en meld je daarna nog één keer aan:",
      link,
      "De link werkt 24 uur lang, alleen voor wie het adres opgaf. Had je met dit adres al een account, dan kun je er je voortaan ook zo mee aanmelden. Was jij het niet? Klik dan niet: zonder bevestiging gebeurt er niets.",
    ],
  }),
  [Language.FR]: (link) => ({
    subject: "Confirmez votre adresse à l'InnovatieNetwerk Overheid",
    paragraphs: [
      "Bonjour,",
      "Quelqu'un s'est connecté à l'InnovatieNetwerk Overheid et a donné cette adresse. Est-ce vous ? Confirmez-la ici, puis connectez-vous encore une fois :",
      link,
      "Le lien fonctionne pendant 24 heures, uniquement pour la personne qui a donné l'adresse. Si vous aviez déjà un compte avec cette adresse, vous pourrez désormais aussi vous y connecter ainsi. Ce n'était pas vous ? Ne cliquez pas : sans confirmation, rien ne se passe.",
    ],
  }),
  [Language.EN]: (link) => ({
    subject: "Confirm your address at the InnovatieNetwerk Overheid",
    paragraphs: [
      "Hello,",
      "Somebody signed in to the InnovatieNetwerk Overheid and gave this address. Is it you? Then confirm it here, and sign in once more afterwards:",
      link,
      "The link works for 24 hours, for the person who gave the address alone. If you had an account with this address already, you can sign in to it this way, too. Was it not you? Then do not follow it: without it nothing happens.",
    ],
  }),
};
