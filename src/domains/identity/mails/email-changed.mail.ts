import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { accountByMemberId } from "../account.reads.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    emailChanged: { memberId: string; address: string };
  }
}

/** Notifies the old address that the address of the account has changed, without the new one. */
export const emailChangedMail: MailTemplate<MailPayloads["emailChanged"]> = async (mail, { memberId, address }) => {
  const account = await accountByMemberId(mail.db, memberId);
  return account ? mailMessage(address, account.language, wording[account.language]) : null;
};

const wording: Record<Language, MailText> = {
  [Language.NL]: {
    subject: "Je account heeft een ander adres",
    paragraphs: [
      "Dag,",
      "Je account bij het InnovatieNetwerk Overheid gebruikt dit adres niet meer: het is door een ander vervangen en bevestigd.",
      "Was jij het niet? Laat het ons dan meteen weten.",
    ],
  },
  [Language.FR]: {
    subject: "Votre compte a une autre adresse",
    paragraphs: [
      "Bonjour,",
      "Votre compte à l'InnovatieNetwerk Overheid n'utilise plus cette adresse : une autre l'a remplacée et a été confirmée.",
      "Ce n'était pas vous ? Prévenez-nous aussitôt.",
    ],
  },
  [Language.EN]: {
    subject: "Your account has another address",
    paragraphs: [
      "Hello,",
      "Your account at the InnovatieNetwerk Overheid does not use this address any more: another has taken its place and was confirmed.",
      "Was it not you? Then let us know at once.",
    ],
  },
};
