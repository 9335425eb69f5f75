import sql from "sql-template-tag";
import { mailMessage, type MailText } from "../../core/mail/mail-message.js";
import type { MailPayloads, MailTemplate } from "../../core/mail/mail-template.js";
import { quotedWords } from "../../core/mail/quoted-words.js";
import { Language } from "../../core/texts/language.js";
import { labelOf } from "../themes/theme.labels.js";
import type { Theme } from "../themes/theme.entity.js";
import type { DigestEntry } from "./digest.reads.js";
import { followLink } from "./follow-links.js";

declare module "../../core/mail/mail-template.js" {
  interface MailPayloads {
    themeFollow: { address: string; followId: string };
    themeDigest: {
      address: string;
      followerId: string;
      ideas: DigestEntry[];
      gatherings: DigestEntry[];
      /** Whether there was more than a digest has. */
      hasMore: boolean;
    };
  }
}

type Follow = Pick<Theme, "slug" | "labelNl" | "labelFr" | "labelEn"> & {
  followerId: string;
  mailKey: string;
  language: Language;
  isConfirmed: boolean;
};

/** Asks for confirmation; who follows the theme already learns how to end it instead. */
export const themeFollowMail: MailTemplate<MailPayloads["themeFollow"]> = async (mail, { address, followId }) => {
  const [follow] = await mail.db.query<Follow>(sql`
    SELECT e.id AS "followerId", e.mail_key AS "mailKey", e.language, f.confirmed_at IS NOT NULL AS "isConfirmed",
      t.slug, t.label_nl AS "labelNl", t.label_fr AS "labelFr", t.label_en AS "labelEn"
    FROM theme_follow f JOIN theme_follower e ON e.id = f.follower_id JOIN theme t ON t.id = f.theme_id
    WHERE f.id = ${followId}`);
  if (!follow) return null;
  const { language, isConfirmed, followerId, mailKey } = follow;
  const publicUrl = mail.readAs(null, language).publicUrl();
  const theme = quotedWords(labelOf(follow, language), language);
  const follower = { id: followerId, mailKey };
  const text = isConfirmed
    ? again[language](theme, followLink(publicUrl, follower, "ALL"))
    : confirm[language](theme, followLink(publicUrl, follower, "CONFIRM", followId));
  return mailMessage(address, language, text);
};

const confirm: Record<Language, (theme: string, link: string) => MailText> = {
  [Language.NL]: (theme, link) => ({
    subject: `Bevestig dat je ${theme} volgt`,
    paragraphs: [
      "Dag,",
      `Iemand vroeg om met dit adres het thema ${theme} van het InnovatieNetwerk Overheid te volgen: elke week een mail met nieuwe ideeën en bijeenkomsten. Was jij dat? Bevestig het dan hier:`,
      link,
      "De link werkt een dag lang. Was jij het niet? Klik dan niet: morgen is deze aanvraag vergeten.",
    ],
  }),
  [Language.FR]: (theme, link) => ({
    subject: `Confirmez que vous suivez ${theme}`,
    paragraphs: [
      "Bonjour,",
      `Quelqu'un a demandé à suivre avec cette adresse le thème ${theme} de l'InnovatieNetwerk Overheid : un courriel par semaine avec les nouvelles idées et les rencontres. Était-ce vous ? Confirmez-le ici :`,
      link,
      "Le lien fonctionne pendant un jour. Ce n'était pas vous ? Ne cliquez pas : demain, cette demande sera oubliée.",
    ],
  }),
  [Language.EN]: (theme, link) => ({
    subject: `Confirm that you follow ${theme}`,
    paragraphs: [
      "Hello,",
      `Somebody asked to follow the theme ${theme} of the InnovatieNetwerk Overheid with this address: a mail a week with new ideas and gatherings. Was it you? Then confirm it here:`,
      link,
      "The link works for a day. Was it not you? Then do not follow it: by tomorrow this request is forgotten.",
    ],
  }),
};

const again: Record<Language, (theme: string, link: string) => MailText> = {
  [Language.NL]: (theme, link) => ({
    subject: `Je volgt ${theme} al`,
    paragraphs: ["Dag,", `Met dit adres volg je het thema ${theme} al. Bekijk hier wat je volgt, of stop ermee:`, link],
  }),
  [Language.FR]: (theme, link) => ({
    subject: `Vous suivez déjà ${theme}`,
    paragraphs: [
      "Bonjour,",
      `Avec cette adresse, vous suivez déjà le thème ${theme}. Voyez ici ce que vous suivez, ou arrêtez :`,
      link,
    ],
  }),
  [Language.EN]: (theme, link) => ({
    subject: `You follow ${theme} already`,
    paragraphs: [
      "Hello,",
      `With this address you follow the theme ${theme} already. See here what you follow, or stop it:`,
      link,
    ],
  }),
};
