import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { Language } from "../../../core/texts/language.js";
import { localDate } from "../../../core/texts/local-time.js";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    /** `due` is when the account will be erased, in ISO 8601. */
    dormancy: { memberId: string; due: string };
  }
}

/** Announces the erasure of a dormant account; nothing is sent when its member has signed in by then. */
export const dormancyMail: MailTemplate<MailPayloads["dormancy"]> = async (mail, { memberId, due }) => {
  const [account] = await mail.db.query<{ email: string; language: Language }>(
    sql`SELECT email, language FROM account WHERE member_id = ${memberId} AND erasure_due_at = ${new Date(due)}`,
  );
  if (!account) return null;
  const { email, language } = account;
  return mailMessage(email, language, wording[language](localDate(new Date(due), language)));
};

/** A warning that could not be sent is none; an address that the mail server refuses for good has been warned. */
export async function dormancyMailFailed(
  db: Connection,
  { memberId, due }: MailPayloads["dormancy"],
  isRefused: boolean,
): Promise<void> {
  if (isRefused) return;
  await db.query(sql`
    UPDATE account SET erasure_due_at = NULL WHERE member_id = ${memberId} AND erasure_due_at = ${new Date(due)}`);
}

const wording: Record<Language, (date: string) => MailText> = {
  [Language.NL]: (date) => ({
    subject: `Je account wordt gewist op ${date}`,
    paragraphs: [
      "Dag,",
      `Je hebt je al lang niet aangemeld bij het InnovatieNetwerk Overheid. We bewaren gegevens niet langer dan nodig: op ${date} wissen we je account. Je naam, adres, profiel en interesses verdwijnen dan voorgoed; je ideeën en reacties blijven staan onder “Voormalig lid”.`,
      "Wil je lid blijven? Meld je dan voor die dag één keer aan. Meer hoef je niet te doen.",
    ],
  }),
  [Language.FR]: (date) => ({
    subject: `Votre compte sera supprimé le ${date}`,
    paragraphs: [
      "Bonjour,",
      `Vous ne vous êtes pas connecté(e) depuis longtemps à l'InnovatieNetwerk Overheid. Nous ne conservons pas les données plus longtemps que nécessaire : le ${date}, nous supprimerons votre compte. Votre nom, votre adresse, votre profil et vos intérêts disparaîtront alors définitivement ; vos idées et réactions resteront, sous « Ancien membre ».`,
      "Vous souhaitez rester membre ? Connectez-vous une fois avant cette date. Rien d'autre n'est nécessaire.",
    ],
  }),
  [Language.EN]: (date) => ({
    subject: `Your account will be erased on ${date}`,
    paragraphs: [
      "Hello,",
      `You have not signed in to the InnovatieNetwerk Overheid for a long time. We do not store data longer than necessary: on ${date} we will erase your account. Your name, address, profile and interests will then go for good; your ideas and comments stay, under “Former member”.`,
      "Would you like to stay a member? Sign in once before that day. There is nothing else to do.",
    ],
  }),
};
