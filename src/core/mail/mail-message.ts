import type { MailAttachment } from "../notifications/mail-attachment.js";
import { Language } from "../texts/language.js";

/** What a mail says, and to whom. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
  /** Where a POST ends mails like this one (RFC 8058). */
  unsubscribeUrl?: string;
  /** What its `Message-ID` is made of; absent for the id of the mail. */
  messageId?: string;
  /** What the `Message-ID`s of the conversation before it were made of, the first one first. */
  references?: readonly string[];
  /** Files that go with it, such as a code to show at a door. */
  attachments?: readonly MailAttachment[];
}

/** A mail's subject and its paragraphs. */
export interface MailText {
  subject: string;
  paragraphs: string[];
}

const closing: Record<Language, string> = {
  [Language.NL]: "InnovatieNetwerk Overheid",
  [Language.FR]: "InnovatieNetwerk Overheid (réseau d'innovation des pouvoirs publics)",
  [Language.EN]: "InnovatieNetwerk Overheid (the government's innovation network)",
};

/**
 * A mail in plain text: readable links, and nothing that tracks whether it was opened. The mailer adds
 * the network's own link at its end.
 */
export const mailMessage = (to: string, language: Language, { subject, paragraphs }: MailText): MailMessage => ({
  to,
  subject,
  text: `${[...paragraphs, `-- \n${closing[language]}`].join("\n\n")}\n`,
});

/** The mail with the network's own link below its closing, so that nobody must follow another to get there. */
export const withNetworkLink = (mail: MailMessage, networkUrl: string): MailMessage => ({
  ...mail,
  text: `${mail.text}${networkUrl}\n`,
});
