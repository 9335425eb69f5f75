import sql from "sql-template-tag";
import type { Connection } from "../../../core/database/database.js";
import { Language } from "../../../core/texts/language.js";
import { mailMessage, type MailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailContext, MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { accountByEmail, type AccountRow } from "../account.reads.js";
import { mintEmailToken } from "../email-tokens.js";
import { EmailTokenPurpose } from "../email-token.entity.js";
import { sha256 } from "../../../core/sha256.js";

declare module "../../../core/mail/mail-template.js" {
  interface MailPayloads {
    signUp: { signUpId: string; address: string };
  }
}

/** Asks for confirmation of the address; when it already has an account, tells its owner so. */
export const signUpMail: MailTemplate<MailPayloads["signUp"]> = async (mail, { signUpId }) => {
  const signUp = await pendingSignUp(mail.db, signUpId);
  if (!signUp) return null;
  const account = await accountByEmail(mail.db, signUp.email);
  if (account) return accountExists(mail, account);
  await mail.db.query(sql`
    WITH made AS (
      UPDATE pending_sign_up SET token_hash = ${sha256(mail.token)}, expires_at = now() + interval '1 day'
      WHERE id = ${signUpId} RETURNING 1
    )
    SELECT FROM made`);
  // The name stays out: whoever signs an address up could have their own words sent to it.
  return mailMessage(signUp.email, signUp.language, confirm[signUp.language](mail.link("confirm-sign-up")));
};

async function accountExists(mail: MailContext, { memberId, email, language }: AccountRow): Promise<MailMessage> {
  await mintEmailToken(mail, memberId, EmailTokenPurpose.RESET_PASSWORD);
  return mailMessage(email, language, exists[language](mail.link("reset-password")));
}

async function pendingSignUp(db: Connection, id: string): Promise<{ email: string; language: Language } | undefined> {
  const [signUp] = await db.query<{ email: string; language: Language }>(
    sql`SELECT email, language FROM pending_sign_up WHERE id = ${id}`,
  );
  return signUp;
}

const confirm: Record<Language, (link: string) => MailText> = {
  [Language.NL]: (link) => ({
    subject: "Bevestig je registratie bij het InnovatieNetwerk Overheid",
    paragraphs: [
      "Dag,",
      "Met dit adres wil iemand lid worden van het InnovatieNetwerk Overheid. Ben jij dat? Bevestig het dan hier:",
      link,
      "De link werkt één keer, 24 uur lang. Was jij het niet? Klik dan niet: zonder bevestiging komt er geen account.",
    ],
  }),
  [Language.FR]: (link) => ({
    subject: "Confirmez votre inscription à l'InnovatieNetwerk Overheid",
    paragraphs: [
      "Bonjour,",
      "Quelqu'un souhaite devenir membre de l'InnovatieNetwerk Overheid avec cette adresse. Est-ce vous ? Confirmez-le ici :",
      link,
      "Le lien fonctionne une seule fois, pendant 24 heures. Ce n'était pas vous ? Ne cliquez pas : sans confirmation, aucun compte n'est créé.",
    ],
  }),
  [Language.EN]: (link) => ({
    subject: "Confirm that you join the InnovatieNetwerk Overheid",
    paragraphs: [
      "Hello,",
      "Somebody wants to become a member of the InnovatieNetwerk Overheid with this address. Is it you? Then confirm it here:",
      link,
      "The link works once, for 24 hours. Was it not you? Then do not follow it: without it there will be no account.",
    ],
  }),
};

const exists: Record<Language, (link: string) => MailText> = {
  [Language.NL]: (link) => ({
    subject: "Je hebt al een account bij het InnovatieNetwerk Overheid",
    paragraphs: [
      "Dag,",
      "Met dit adres wilde iemand een nieuw account maken, maar je hebt er al een. Was jij het? Meld je aan met je wachtwoord, of kies hier een nieuw:",
      link,
      "De link werkt één keer, een uur lang. Was jij het niet? Dan hoef je niets te doen: er is niets veranderd.",
    ],
  }),
  [Language.FR]: (link) => ({
    subject: "Vous avez déjà un compte à l'InnovatieNetwerk Overheid",
    paragraphs: [
      "Bonjour,",
      "Quelqu'un a voulu créer un compte avec cette adresse, mais vous en avez déjà un. Était-ce vous ? Connectez-vous avec votre mot de passe, ou choisissez-en un nouveau ici :",
      link,
      "Le lien fonctionne une seule fois, pendant une heure. Ce n'était pas vous ? Vous n'avez rien à faire : rien n'a changé.",
    ],
  }),
  [Language.EN]: (link) => ({
    subject: "You have an account at the InnovatieNetwerk Overheid already",
    paragraphs: [
      "Hello,",
      "Somebody wanted to make a new account with this address, but you have one already. Was it you? Sign in with your password, or choose a new one here:",
      link,
      "The link works once, for an hour. Was it not you? Then there is nothing to do: nothing has changed.",
    ],
  }),
};
