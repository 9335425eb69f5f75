import sql from "sql-template-tag";
import type { Context } from "../../../core/graphql/context.js";
import { quotedLines, quotedWords } from "../../../core/mail/quoted-words.js";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
  NotificationSubject,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { hostMailById } from "./host-mail.reads.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    HOST_MAIL: unknown;
  }
}

export const hostMailNotifications = {
  HOST_MAIL: {
    description:
      "A host mailed those registered for a gathering, the viewer among them (mail van een gastheer of gastvrouw).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "berichten van gastheren en gastvrouwen",
        [Language.FR]: "messages des hôtes",
        [Language.EN]: "mails of hosts",
      },
      isPlan: true,
      isDue: (now) => sql`EXISTS (
        SELECT FROM host_mail JOIN member ON member.id = author_id WHERE host_mail.id = e.host_mail_id
          AND (suspended_until IS NULL OR suspended_until <= ${now}))`,
      details: wordsOf,
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "De gastheer of gastvrouw"} mailt wie is ingeschreven${quoted(title, " voor ")}.`,
      [Language.FR]: (who, title) => `${who ?? "L'hôte"} écrit aux personnes inscrites${guillemets(title, " à ")}.`,
      [Language.EN]: (who, title) => `${who ?? "The host"} writes to those registered${quoted(title, " for ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

/** The host's words, quoted. */
async function wordsOf(ctx: Context, { hostMailId }: NotificationSubject, language: Language): Promise<string[]> {
  const mail = hostMailId === null ? null : await hostMailById(ctx, hostMailId);
  return mail ? [quotedWords(mail.subject, language), quotedLines(mail.body), noReply[language]] : [];
}

const noReply: Record<Language, string> = {
  [Language.NL]: "Een antwoord op deze mail bereikt de gastheer of gastvrouw niet.",
  [Language.FR]: "Une réponse à ce message n'atteint pas l'hôte.",
  [Language.EN]: "A reply to this mail does not reach the host.",
};

export const hostMailNotificationRules: NotificationRule[] = [
  {
    on: "gathering.mailed",
    from: sql`JOIN host_mail ON host_mail.id = event."subjectId"
      JOIN registration r ON r.gathering_id = host_mail.gathering_id AND r.status = ANY(host_mail.recipients)`,
    member: sql`r.member_id`,
    kind: sql`${"HOST_MAIL" satisfies NotificationKind}::text`,
    actor: sql`host_mail.author_id`,
    gathering: sql`host_mail.gathering_id`,
    hostMail: sql`host_mail.id`,
  },
];
