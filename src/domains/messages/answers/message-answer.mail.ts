import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedLines, quotedWords } from "../../../core/mail/quoted-words.js";
import { Language } from "../../../core/texts/language.js";
import { awaitsFirstSignIn } from "../../identity/activity.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    messageAnswer: ({ memberId: string } | { address: string }) & { answerId: string };
  }
}

interface Answer {
  body: string;
  messageId: string;
  /** What was left, and by whom. */
  asked: string;
  name: string | null;
  email: string;
  language: Language;
  /** The answers before it, oldest first. */
  earlier: string[];
}

/** An answer of the network to a message, in one conversation with those before; to a member unless they want no mails. */
export const messageAnswerMail: MailTemplate<MailPayloads["messageAnswer"]> = async ({ db }, { answerId }) => {
  const answer = await answerWithId(db, answerId);
  if (!answer) return null;
  const { email, language, messageId, earlier } = answer;
  return {
    ...mailMessage(email, language, textOf(answer)),
    messageId: answerId,
    // The message itself was no mail: its id only holds the answers together.
    references: [messageId, ...earlier],
  };
};

/** Has the moderators know that the mail server refuses an address for good. */
export async function answerMailFailed(
  db: Connection,
  payload: { memberId: string } | { address: string },
  isRefused: boolean,
): Promise<void> {
  if (!isRefused || !("address" in payload)) return;
  await db.query(sql`UPDATE message SET address_refused_at = now() WHERE lower(email) = ${payload.address}`);
}

async function answerWithId(db: Connection, id: string): Promise<Answer | null> {
  const [row] = await db.query<Answer>(sql`
    SELECT e.body, m.id AS "messageId", m.body AS asked, coalesce(member.name, m.name) AS name,
      coalesce(account.email, m.email) AS email, coalesce(account.language, m.language, ${Language.NL}) AS language,
      ARRAY(SELECT before.id FROM message_answer before
        WHERE before.message_id = m.id AND (before.answered_at, before.id) < (e.answered_at, e.id)
        ORDER BY before.answered_at, before.id) AS earlier
    FROM message_answer e JOIN message m ON m.id = e.message_id
      LEFT JOIN member ON member.id = m.member_id LEFT JOIN account ON account.member_id = m.member_id
    WHERE e.id = ${id} AND (m.member_id IS NULL
      OR (account.email_notifications AND NOT ${awaitsFirstSignIn(sql`m.member_id`)}))`);
  return row ?? null;
}

function textOf({ body, asked, name, language }: Answer): MailText {
  const { subject, greeting, answer, left, noReply } = words[language];
  return {
    subject,
    paragraphs: [
      `${greeting}${name === null ? "" : ` ${quotedWords(name, language)}`},`,
      answer,
      body,
      `${left}\n${quotedLines(asked)}`,
      noReply,
    ],
  };
}

const words: Record<Language, Record<"subject" | "greeting" | "answer" | "left" | "noReply", string>> = {
  [Language.NL]: {
    subject: "Re: Je berichtje aan het InnovatieNetwerk Overheid",
    greeting: "Dag",
    answer: "De coördinatoren van het netwerk antwoorden op je berichtje:",
    left: "Je schreef:",
    noReply: "Wil je nog iets kwijt? Laat dan een nieuw berichtje na.",
  },
  [Language.FR]: {
    subject: "Re: Votre message à l'InnovatieNetwerk Overheid",
    greeting: "Bonjour",
    answer: "Les coordinateurs du réseau répondent à votre message :",
    left: "Vous avez écrit :",
    noReply: "Vous souhaitez ajouter quelque chose ? Laissez un nouveau message.",
  },
  [Language.EN]: {
    subject: "Re: Your message to the InnovatieNetwerk Overheid",
    greeting: "Hello",
    answer: "The coordinators of the network answer your message:",
    left: "You wrote:",
    noReply: "Is there more that you want to say? Leave a new message.",
  },
};
