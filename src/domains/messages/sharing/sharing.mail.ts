import sql from "sql-template-tag";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedLines, quotedWords } from "../../../core/mail/quoted-words.js";
import { sha256 } from "../../../core/sha256.js";
import { Language } from "../../../core/texts/language.js";
import type { SharedAs } from "./sharing.enums.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    messageSharing: { address: string; sharingId: string };
  }
}

interface Proposed {
  sharedAs: SharedAs;
  title: string;
  body: string;
  name: string | null;
  language: Language;
}

/** Asks somebody without an account whether their message may be shared, with a link to the page where they answer. */
export const sharingMail: MailTemplate<MailPayloads["messageSharing"]> = async (mail, { address, sharingId }) => {
  const [proposed] = await mail.db.query<Proposed>(sql`
    WITH linked AS (
      UPDATE message_sharing SET token_hash = ${sha256(mail.token)}
      WHERE id = ${sharingId} AND status = 'PROPOSED' RETURNING *)
    SELECT linked.shared_as::text AS "sharedAs", linked.title, linked.body, m.name, coalesce(m.language, ${Language.NL}) AS language
    FROM linked JOIN message m ON m.id = linked.message_id`);
  if (!proposed) return null;
  return mailMessage(address, proposed.language, textOf(proposed, mail.link("share-message")));
};

function textOf({ sharedAs, title, body, name, language }: Proposed, link: string): MailText {
  const { subject, greeting, asks, choice } = words[language];
  return {
    subject,
    paragraphs: [
      `${greeting}${name === null ? "" : ` ${quotedWords(name, language)}`},`,
      asks[sharedAs],
      `${quotedWords(title, language)}\n${quotedLines(body)}`,
      `${choice}\n${link}`,
    ],
  };
}

interface Words {
  subject: string;
  greeting: string;
  asks: Record<SharedAs, string>;
  choice: string;
}

const words: Record<Language, Words> = {
  [Language.NL]: {
    subject: "Mogen we je berichtje delen?",
    greeting: "Dag",
    asks: {
      QUESTION:
        "De coördinatoren van het InnovatieNetwerk Overheid willen van je berichtje een vraag maken, die iedereen kan lezen:",
      GATHERING:
        "De coördinatoren van het InnovatieNetwerk Overheid willen naar aanleiding van je berichtje een bijeenkomst voorstellen:",
    },
    choice:
      "Er wordt niets gedeeld zonder jouw akkoord. Kies binnen 30 dagen of het mag, en of je naam erbij mag staan:",
  },
  [Language.FR]: {
    subject: "Pouvons-nous partager votre message ?",
    greeting: "Bonjour",
    asks: {
      QUESTION:
        "Les coordinateurs de l'InnovatieNetwerk Overheid souhaitent faire de votre message une question que tout le monde peut lire :",
      GATHERING:
        "Les coordinateurs de l'InnovatieNetwerk Overheid souhaitent proposer une rencontre à partir de votre message :",
    },
    choice:
      "Rien n'est partagé sans votre accord. Choisissez dans les 30 jours si vous acceptez, et si votre nom peut y figurer :",
  },
  [Language.EN]: {
    subject: "May we share your message?",
    greeting: "Hello",
    asks: {
      QUESTION:
        "The coordinators of the InnovatieNetwerk Overheid would like to make your message a question that everybody can read:",
      GATHERING:
        "The coordinators of the InnovatieNetwerk Overheid would like to propose a gathering on the basis of your message:",
    },
    choice:
      "Nothing is shared unless you agree. Choose within 30 days whether we may, and whether your name may be with it:",
  },
};
