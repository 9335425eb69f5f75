import type { Connection } from "../database/database.js";
import { Language } from "../graphql/language.js";

/** What a mail says, and to whom. */
export interface MailMessage {
  to: string;
  subject: string;
  text: string;
}

/** What is at hand while a mail is written. Whatever is written to the database commits before the mail goes out. */
export interface MailContext {
  db: Connection;
  /** The secret of this mail, for its link; the same whenever the mail is written again. */
  token: string;
  /** The address of a page of the account, with the secret. */
  link: (page: string) => string;
}

/** Writes one kind of mail; null when it turns out that there is nothing to send. */
export type MailTemplate<Payload> = (mail: MailContext, payload: Payload) => Promise<MailMessage | null>;

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

/** A letter in plain text: a link that can be read, and nothing that tells whether the mail was opened. */
export const mailMessage = (to: string, language: Language, { subject, paragraphs }: MailText): MailMessage => ({
  to,
  subject,
  text: `${[...paragraphs, `-- \n${closing[language]}`].join("\n\n")}\n`,
});
