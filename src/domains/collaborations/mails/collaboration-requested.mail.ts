import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedWords } from "../../../core/mail/quoted-words.js";
import { CollaborationRequestStatus } from "../collaboration-request.enums.js";
import { recipientOf, type RequestPayload } from "./request-recipient.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    collaborationRequested: RequestPayload;
  }
}

/** Notifies a member of a new request, without its message. */
export const collaborationRequestedMail: MailTemplate<MailPayloads["collaborationRequested"]> = async (
  mail,
  payload,
) => {
  const recipient = await recipientOf(mail.db, payload, CollaborationRequestStatus.PENDING);
  if (!recipient) return null;
  const { email, language, name } = recipient;
  return mailMessage(email, language, wording[language](quotedWords(name, language)));
};

const wording: Record<Language, (name: string) => MailText> = {
  [Language.NL]: (name) => ({
    subject: "Iemand wil met je samenwerken",
    paragraphs: [
      "Dag,",
      `${name} vraagt je op het InnovatieNetwerk Overheid om samen te werken. Meld je aan om de vraag te lezen en te antwoorden.`,
      "De vraag verloopt na dertig dagen. Wil je zulke mails niet meer? Zet ze uit bij je instellingen.",
    ],
  }),
  [Language.FR]: (name) => ({
    subject: "Quelqu'un souhaite collaborer avec vous",
    paragraphs: [
      "Bonjour,",
      `${name} vous propose de collaborer, sur l'InnovatieNetwerk Overheid. Connectez-vous pour lire la demande et y répondre.`,
      "La demande expire après trente jours. Vous ne voulez plus de tels messages ? Désactivez-les dans vos paramètres.",
    ],
  }),
  [Language.EN]: (name) => ({
    subject: "Somebody would like to collaborate with you",
    paragraphs: [
      "Hello,",
      `${name} asks you on the InnovatieNetwerk Overheid to collaborate. Sign in to read the request and to answer it.`,
      "The request runs out after thirty days. You do not want such mails any more? Turn them off in your settings.",
    ],
  }),
};
