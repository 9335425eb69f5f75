import sql from "sql-template-tag";
import { mailMessage, type MailText } from "../../../core/mail/mail-message.js";
import type { MailContext, MailPayloads, MailTemplate } from "../../../core/mail/mail-template.js";
import { quotedLines, quotedWords } from "../../../core/mail/quoted-words.js";
import { Language } from "../../../core/texts/language.js";
import { codeAttachment } from "../attendance/check-in-attachment.js";
import { meetingLines, type Meeting } from "../gathering.mail-details.js";
import type { GatheringsContext } from "../gatherings.services.js";
import { GatheringStatus, RegistrationStatus } from "../gathering.enums.js";
import { keepLink } from "./guest-links.js";
import { newsTexts, type GuestNews } from "./guest-news.texts.js";

interface Found extends Meeting {
  language: Language;
  title: string;
  onlineUrl: string | null;
  registrationId: string | null;
  queueNumber: string | null;
  gatheringStatus: GatheringStatus;
  gatheringReason: string | null;
  status: RegistrationStatus | null;
  reason: string | null;
}

/** Null when the guest was erased, or a moderator has hidden the gathering. */
async function found(mail: MailContext, guestId: string): Promise<Found | null> {
  const [row] = await mail.db.query<Found>(sql`
    SELECT guest.language, g.title, g.starts_at AS "startsAt", g.ends_at AS "endsAt", g.time_zone AS "timeZone", g.place_name AS "placeName",
      g.place_address AS "placeAddress", g.online_url AS "onlineUrl", g.status AS "gatheringStatus",
      g.status_reason AS "gatheringReason", r.status, r.reason,
      r.id AS "registrationId", r.queue_number AS "queueNumber"
    FROM guest JOIN gathering g ON g.id = guest.gathering_id LEFT JOIN registration r ON r.guest_id = guest.id
    WHERE guest.id = ${guestId} AND guest.email IS NOT NULL AND g.hidden_at IS NULL`);
  return row ?? null;
}

/** Asks for confirmation of the address; who is registered already gets their link instead. */
export const guestRegistrationMail: MailTemplate<MailPayloads["guestRegistration"]> = async (
  mail,
  { address, guestId },
) => {
  const guest = await found(mail, guestId);
  if (!guest) return null;
  await keepLink(mail.db, mail.token, guestId);
  const [title, link] = [quotedWords(guest.title, guest.language), mail.link("guest-registration")];
  if (guest.status === RegistrationStatus.DECLINED) {
    const { subject, text: declined } = newsTexts[guest.language].DECLINED;
    return mailMessage(address, guest.language, { subject: `${subject} ${title}`, paragraphs: [declined(title)] });
  }
  const isRegistered = guest.status !== null && guest.status !== RegistrationStatus.CANCELLED;
  const text = isRegistered ? again[guest.language](title, link) : confirm[guest.language](title, link);
  return mailMessage(address, guest.language, text);
};

/** How things stand with the registration of a guest when the mail is written. */
export const guestNewsMail: MailTemplate<MailPayloads["guestNews"]> = async (mail, payload) => {
  const { address, guestId, changed, reminder } = payload;
  const guest = await found(mail, guestId);
  if (!guest?.status) return null;
  await keepLink(mail.db, mail.token, guestId);
  const { language } = guest;
  const news: GuestNews | null =
    guest.gatheringStatus === GatheringStatus.CANCELLED
      ? "GATHERING_CANCELLED"
      : guest.status === RegistrationStatus.CANCELLED || guest.status === RegistrationStatus.INVITED
        ? null
        : guest.status;
  // They cancelled meanwhile, and know it.
  if (news === null) return null;
  const { subject, text } = newsTexts[language][news];
  const reason = news === "GATHERING_CANCELLED" ? guest.gatheringReason : guest.reason;
  const title = quotedWords(guest.title, language);
  const isGoing = news === RegistrationStatus.GOING;
  // Who gave the place back is not reminded.
  if (reminder && !changed && !isGoing) return null;
  const words = newsTexts[language];
  const paragraphs = [
    text(title),
    ...(changed && news !== "GATHERING_CANCELLED" ? [words.changed] : []),
    ...(reason === null ? [] : [quotedLines(reason)]),
    ...(isGoing ? [meetingLines(guest, language, guest.onlineUrl)] : []),
    `${words.link}\n${mail.link("guest-registration")}`,
  ];
  const attachments = isGoing ? [codeAttachment(codeOf(mail, guest))] : [];
  const heading = reminder && isGoing ? words.reminder : subject;
  return { ...mailMessage(address, language, { subject: `${heading} ${title}`, paragraphs }), attachments };
};

/** What a host writes to those registered, quoted. */
export const guestHostMailTemplate: MailTemplate<MailPayloads["guestHostMail"]> = async (
  mail,
  { address, guestId, hostMailId },
) => {
  const guest = await found(mail, guestId);
  if (!guest || guest.status === RegistrationStatus.CANCELLED) return null;
  const now = mail.readAs(null, guest.language).now();
  const [written] = await mail.db.query<{ subject: string; body: string }>(sql`
    SELECT subject, body FROM host_mail JOIN member ON member.id = author_id
    WHERE host_mail.id = ${hostMailId} AND host_mail.hidden_at IS NULL
      AND (suspended_until IS NULL OR suspended_until <= ${now})`);
  if (!written) return null;
  await keepLink(mail.db, mail.token, guestId);
  const { language } = guest;
  const words = newsTexts[language];
  const subject = quotedWords(written.subject, language);
  const paragraphs = [
    words.hostWrites(quotedWords(guest.title, language)),
    quotedLines(written.body),
    `${words.link}\n${mail.link("guest-registration")}`,
  ];
  return mailMessage(address, language, { subject, paragraphs });
};

/** The code to be checked in with. */
function codeOf(mail: MailContext, { registrationId, queueNumber, language }: Found): string {
  const { checkInCodes } = mail.readAs(null, language) as GatheringsContext;
  return checkInCodes.codeOf({ id: registrationId!, queueNumber: queueNumber! });
}

const confirm: Record<Language, (title: string, link: string) => MailText> = {
  [Language.NL]: (title, link) => ({
    subject: "Bevestig je inschrijving",
    paragraphs: [
      "Dag,",
      `Iemand schreef zich met dit adres in voor de bijeenkomst ${title}. Was jij dat? Bevestig het dan hier:`,
      link,
      "De link werkt een dag lang. Was jij het niet? Klik dan niet: morgen wissen we je adres.",
    ],
  }),
  [Language.FR]: (title, link) => ({
    subject: "Confirmez votre inscription",
    paragraphs: [
      "Bonjour,",
      `Quelqu'un s'est inscrit avec cette adresse à la rencontre ${title}. Était-ce vous ? Confirmez-le ici :`,
      link,
      "Le lien fonctionne pendant un jour. Ce n'était pas vous ? Ne cliquez pas : demain, votre adresse aura disparu d'ici.",
    ],
  }),
  [Language.EN]: (title, link) => ({
    subject: "Confirm your registration",
    paragraphs: [
      "Hello,",
      `Somebody registered with this address for the gathering ${title}. Was it you? Then confirm it here:`,
      link,
      "The link works for a day. Was it not you? Then do not follow it: by tomorrow your address is gone from here.",
    ],
  }),
};

const again: Record<Language, (title: string, link: string) => MailText> = {
  [Language.NL]: (title, link) => ({
    subject: "Je bent al ingeschreven",
    paragraphs: [
      "Dag,",
      `Met dit adres is al iemand ingeschreven voor de bijeenkomst ${title}. Bekijk, wijzig of annuleer het hier:`,
      link,
    ],
  }),
  [Language.FR]: (title, link) => ({
    subject: "Vous êtes déjà inscrit(e)",
    paragraphs: [
      "Bonjour,",
      `Quelqu'un est déjà inscrit avec cette adresse à la rencontre ${title}. Consultez, modifiez ou annulez l'inscription ici :`,
      link,
    ],
  }),
  [Language.EN]: (title, link) => ({
    subject: "You are registered already",
    paragraphs: [
      "Hello,",
      `Somebody is registered with this address for the gathering ${title} already. See, change or cancel it here:`,
      link,
    ],
  }),
};
