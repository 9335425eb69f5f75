import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedWords } from "../../../core/mail/quoted-words.js";
import { CollaborationRequestStatus } from "../collaboration-request.enums.js";
import { recipientOf, type RequestPayload } from "./request-recipient.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    collaborationAccepted: RequestPayload;
  }
}

/** Notifies the sender that their request was accepted. */
export const collaborationAcceptedMail: MailTemplate<MailPayloads["collaborationAccepted"]> = async (mail, payload) => {
  const recipient = await recipientOf(mail.db, payload, CollaborationRequestStatus.ACCEPTED);
  if (!recipient) return null;
  const { email, language, name } = recipient;
  return mailMessage(email, language, wording[language](quotedWords(name, language)));
};

const wording: Record<Language, (name: string) => MailText> = {
  [Language.NL]: (name) => ({
    subject: "Je vraag om samen te werken is aanvaard",
    paragraphs: [
      "Dag,",
      `${name} wil met je samenwerken. Jullie samenwerking staat op het InnovatieNetwerk Overheid: hou er samen bij hoe ver jullie staan.`,
      "Wil je zulke mails niet meer? Zet ze uit bij je instellingen.",
    ],
  }),
  [Language.FR]: (name) => ({
    subject: "Votre demande de collaboration est acceptée",
    paragraphs: [
      "Bonjour,",
      `${name} accepte de collaborer avec vous. Votre collaboration se trouve sur l'InnovatieNetwerk Overheid : indiquez-y ensemble où vous en êtes.`,
      "Vous ne voulez plus de tels messages ? Désactivez-les dans vos paramètres.",
    ],
  }),
  [Language.EN]: (name) => ({
    subject: "Your request to collaborate was accepted",
    paragraphs: [
      "Hello,",
      `${name} will collaborate with you. Your collaboration is on the InnovatieNetwerk Overheid: keep track there, together, of how far you are.`,
      "You do not want such mails any more? Turn them off in your settings.",
    ],
  }),
};
