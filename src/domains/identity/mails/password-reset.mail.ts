import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { accountByEmail } from "../account.reads.js";
import { EmailTokenPurpose } from "../email-token.entity.js";
import { mintEmailToken } from "../email-tokens.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    passwordReset: { address: string };
  }
}

/** Sends a link for setting a new password; nothing when the address has no account. */
export const passwordResetMail: MailTemplate<MailPayloads["passwordReset"]> = async (mail, { address }) => {
  const account = await accountByEmail(mail.db, address);
  if (!account) return null;
  await mintEmailToken(mail, account.memberId, EmailTokenPurpose.RESET_PASSWORD);
  return mailMessage(account.email, account.language, wording[account.language](mail.link("reset-password")));
};

const wording: Record<Language, (link: string) => MailText> = {
  [Language.NL]: (link) => ({
    subject: "Kies een nieuw wachtwoord",
    paragraphs: [
      "Dag,",
      "Iemand vroeg een nieuw wachtwoord voor je account bij het InnovatieNetwerk Overheid. Was jij het? Kies het dan hier:",
      link,
      "De link werkt één keer, een uur lang. Was jij het niet? Dan hoef je niets te doen: je wachtwoord blijft wat het is.",
    ],
  }),
  [Language.FR]: (link) => ({
    subject: "Choisissez un nouveau mot de passe",
    paragraphs: [
      "Bonjour,",
      "Quelqu'un a demandé un nouveau mot de passe pour votre compte à l'InnovatieNetwerk Overheid. Était-ce vous ? Choisissez-le ici :",
      link,
      "Le lien fonctionne une seule fois, pendant une heure. Ce n'était pas vous ? Vous n'avez rien à faire : votre mot de passe reste le même.",
    ],
  }),
  [Language.EN]: (link) => ({
    subject: "Choose a new password",
    paragraphs: [
      "Hello,",
      "Somebody asked for a new password for your account at the InnovatieNetwerk Overheid. Was it you? Then choose it here:",
      link,
      "The link works once, for an hour. Was it not you? Then there is nothing to do: your password stays as it is.",
    ],
  }),
};
