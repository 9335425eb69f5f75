import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { accountByMemberId } from "../account.reads.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    passwordChanged: { memberId: string };
  }
}

/** Notifies the owner of an account of its new password, so that an attacker cannot change it unnoticed. */
export const passwordChangedMail: MailTemplate<MailPayloads["passwordChanged"]> = async (mail, { memberId }) => {
  const account = await accountByMemberId(mail.db, memberId);
  return account ? mailMessage(account.email, account.language, wording[account.language]) : null;
};

const wording: Record<Language, MailText> = {
  [Language.NL]: {
    subject: "Je wachtwoord is veranderd",
    paragraphs: [
      "Dag,",
      "Het wachtwoord van je account bij het InnovatieNetwerk Overheid is veranderd, en wie elders met het oude was aangemeld is nu afgemeld.",
      "Was jij het niet? Vraag dan meteen een nieuw wachtwoord aan, en laat het ons weten.",
    ],
  },
  [Language.FR]: {
    subject: "Votre mot de passe a changé",
    paragraphs: [
      "Bonjour,",
      "Le mot de passe de votre compte à l'InnovatieNetwerk Overheid a changé ; les autres sessions ouvertes avec l'ancien sont fermées.",
      "Ce n'était pas vous ? Demandez aussitôt un nouveau mot de passe, et prévenez-nous.",
    ],
  },
  [Language.EN]: {
    subject: "Your password was changed",
    paragraphs: [
      "Hello,",
      "The password of your account at the InnovatieNetwerk Overheid was changed, and whoever was signed in elsewhere with the old one is signed out.",
      "Was it not you? Then ask for a new password at once, and let us know.",
    ],
  },
};
