import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { accountByEmail, accountByMemberId } from "../account.reads.js";
import { EmailTokenPurpose } from "../email-token.entity.js";
import { mintEmailToken } from "../email-tokens.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    emailChange: { memberId: string; address: string };
  }
}

/**
 * Asks for confirmation of the new address; when it belongs to another account, notifies only the owner of that
 * account.
 */
export const emailChangeMail: MailTemplate<MailPayloads["emailChange"]> = async (mail, { memberId, address }) => {
  const account = await accountByMemberId(mail.db, memberId);
  if (!account) return null;
  const owner = await accountByEmail(mail.db, address);
  if (owner && owner.memberId !== memberId) return mailMessage(address, owner.language, taken[owner.language]);
  await mintEmailToken(mail, memberId, EmailTokenPurpose.CHANGE_EMAIL, { newEmail: address });
  return mailMessage(address, account.language, confirm[account.language](mail.link("confirm-email-change")));
};

const confirm: Record<Language, (link: string) => MailText> = {
  [Language.NL]: (link) => ({
    subject: "Bevestig je nieuwe adres",
    paragraphs: [
      "Dag,",
      "Een lid van het InnovatieNetwerk Overheid wil voortaan dit adres gebruiken. Ben jij dat? Bevestig het dan hier:",
      link,
      "De link werkt één keer, een uur lang. Was jij het niet? Klik dan niet: zonder bevestiging verandert er niets.",
    ],
  }),
  [Language.FR]: (link) => ({
    subject: "Confirmez votre nouvelle adresse",
    paragraphs: [
      "Bonjour,",
      "Un membre de l'InnovatieNetwerk Overheid souhaite utiliser désormais cette adresse. Est-ce vous ? Confirmez-le ici :",
      link,
      "Le lien fonctionne une seule fois, pendant une heure. Ce n'était pas vous ? Ne cliquez pas : sans confirmation, rien ne change.",
    ],
  }),
  [Language.EN]: (link) => ({
    subject: "Confirm your new address",
    paragraphs: [
      "Hello,",
      "A member of the InnovatieNetwerk Overheid wants to use this address from now on. Is it you? Then confirm it here:",
      link,
      "The link works once, for an hour. Was it not you? Then do not follow it: without it nothing changes.",
    ],
  }),
};

const taken: Record<Language, MailText> = {
  [Language.NL]: {
    subject: "Dit adres hoort al bij een account",
    paragraphs: [
      "Dag,",
      "Iemand wilde dit adres gebruiken voor een ander account bij het InnovatieNetwerk Overheid. Dat kan niet: het hoort al bij het jouwe.",
      "Was jij het? Meld je dan aan met dit adres. Was jij het niet? Dan hoef je niets te doen: er is niets veranderd.",
    ],
  },
  [Language.FR]: {
    subject: "Cette adresse appartient déjà à un compte",
    paragraphs: [
      "Bonjour,",
      "Quelqu'un a voulu utiliser cette adresse pour un autre compte à l'InnovatieNetwerk Overheid. Ce n'est pas possible : elle appartient déjà au vôtre.",
      "Était-ce vous ? Connectez-vous avec cette adresse. Ce n'était pas vous ? Vous n'avez rien à faire : rien n'a changé.",
    ],
  },
  [Language.EN]: {
    subject: "This address belongs to an account already",
    paragraphs: [
      "Hello,",
      "Somebody wanted to use this address for another account at the InnovatieNetwerk Overheid. That cannot be: it belongs to yours.",
      "Was it you? Then sign in with this address. Was it not you? Then there is nothing to do: nothing has changed.",
    ],
  },
};
