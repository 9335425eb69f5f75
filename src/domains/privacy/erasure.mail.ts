import { Language } from "../../core/texts/language.js";
import { accountByMemberId } from "../identity/account.reads.js";
import { EmailTokenPurpose } from "../identity/email-token.entity.js";
import { mintEmailToken } from "../identity/email-tokens.js";
import { mailMessage, type MailText } from "../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../core/mail/mail-template.js";
import { ErasePosts } from "./erasure.inputs.js";

declare module "../../core/mail/mail-template.js" {
  interface MailPayloads {
    erasure: { memberId: string; posts: ErasePosts };
  }
}

/** Asks for confirmation of the erasure of the account. */
export const erasureMail: MailTemplate<MailPayloads["erasure"]> = async (mail, { memberId, posts }) => {
  const account = await accountByMemberId(mail.db, memberId);
  const keepPosts = posts === ErasePosts.KEEP;
  if (!account) return null;
  await mintEmailToken(mail, memberId, EmailTokenPurpose.ERASE_ACCOUNT, { keepPosts });
  const wording = wordings[account.language](mail.link("confirm-erasure"), posts);
  return mailMessage(account.email, account.language, wording);
};

const wordings: Record<Language, (link: string, posts: ErasePosts) => MailText> = {
  [Language.NL]: (link, posts) => ({
    subject: "Bevestig dat je account gewist wordt",
    paragraphs: [
      "Dag,",
      `Je vroeg om je account bij het InnovatieNetwerk Overheid te wissen. Je naam, adres, profiel en interesses verdwijnen voorgoed; ${
        posts === ErasePosts.KEEP
          ? "je ideeën en reacties blijven staan onder “Voormalig lid”."
          : "je ideeën en reacties verdwijnen mee."
      } Bevestig het hier:`,
      link,
      "De link werkt één keer, een uur lang. Dit kan niet ongedaan worden gemaakt. Vroeg je het niet? Klik dan niet, en kies een nieuw wachtwoord: iemand was aangemeld als jou.",
    ],
  }),
  [Language.FR]: (link, posts) => ({
    subject: "Confirmez la suppression de votre compte",
    paragraphs: [
      "Bonjour,",
      `Vous avez demandé la suppression de votre compte à l'InnovatieNetwerk Overheid. Votre nom, votre adresse, votre profil et vos intérêts disparaissent définitivement ; ${
        posts === ErasePosts.KEEP
          ? "vos idées et réactions restent, sous « Ancien membre »."
          : "vos idées et réactions disparaissent aussi."
      } Confirmez-le ici :`,
      link,
      "Le lien fonctionne une seule fois, pendant une heure. C'est irréversible. Vous ne l'avez pas demandé ? Ne cliquez pas et choisissez un nouveau mot de passe : quelqu'un s'est connecté à votre place.",
    ],
  }),
  [Language.EN]: (link, posts) => ({
    subject: "Confirm that your account is to be erased",
    paragraphs: [
      "Hello,",
      `You asked to have your account at the InnovatieNetwerk Overheid erased. Your name, address, profile and interests go for good; ${
        posts === ErasePosts.KEEP
          ? "your ideas and comments stay, under “Former member”."
          : "your ideas and comments go with them."
      } Confirm it here:`,
      link,
      "The link works once, for an hour. This cannot be undone. Did you not ask for it? Then do not follow the link, and choose a new password: somebody was signed in as you.",
    ],
  }),
};
