import sql, { empty } from "sql-template-tag";
import { moderatorRoles } from "../../core/access/role.js";
import type { Context } from "../../core/graphql/context.js";
import { quotedLines } from "../../core/mail/quoted-words.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
  NotificationSubject,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { Language } from "../../core/texts/language.js";
import { practiceById } from "./practice.reads.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    PRACTICE_USED: unknown;
    PRACTICE_CONTACT: unknown;
    PRACTICE_IN_REVIEW: unknown;
    PRACTICE_PUBLISHED: unknown;
    PRACTICE_DECLINED: unknown;
  }
}

const noteIntroduction: Record<Language, string> = {
  [Language.NL]: "Wat een organisator erover schreef:",
  [Language.FR]: "Ce qu'un organisateur en a écrit :",
  [Language.EN]: "What an organiser wrote about it:",
};

/** What was written about the decision, for a mail to the sharer. */
async function noteDetails(ctx: Context, { practiceId }: NotificationSubject, language: Language): Promise<string[]> {
  const practice = practiceId === null ? null : await practiceById(ctx, practiceId);
  const note = practice?.reviewNote ?? null;
  return note === null ? [] : [`${noteIntroduction[language]}\n${quotedLines(note)}`];
}

export const practiceNotifications = {
  PRACTICE_USED: {
    description: "A member recorded that they used the viewer's practice (toepassing).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "toepassingen van je praktijken",
        [Language.FR]: "applications de vos pratiques",
        [Language.EN]: "uses of your practices",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        count > 1 && who === null
          ? `${count} nieuwe toepassingen van je praktijk${quoted(title, " ")}.`
          : `${who ?? "Iemand"} gebruikte je praktijk${quoted(title, " ")}${count > 1 ? ` ${count} keer` : ""}.`,
      [Language.FR]: (who, title, count) =>
        count > 1 && who === null
          ? `${count} nouvelles applications de votre pratique${guillemets(title, " ")}.`
          : `${who ?? "Quelqu'un"} a utilisé votre pratique${guillemets(title, " ")}${count > 1 ? ` ${count} fois` : ""}.`,
      [Language.EN]: (who, title, count) =>
        count > 1 && who === null
          ? `${count} new uses of your practice${quoted(title, " ")}.`
          : `${who ?? "Somebody"} used your practice${quoted(title, " ")}${count > 1 ? ` ${count} times` : ""}.`,
    },
  },
  PRACTICE_CONTACT: {
    description: "A member named the viewer as the contact of a practice, who may decline it (contactpersoon).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "praktijken die je als contactpersoon noemen",
        [Language.FR]: "pratiques dont vous êtes la personne de contact",
        [Language.EN]: "practices that name you as their contact",
      },
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} noemt je als contactpersoon van een praktijk${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} vous désigne comme personne de contact d'une pratique${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} named you as the contact of a practice${quoted(title, ": ")}.`,
    },
  },
  PRACTICE_IN_REVIEW: {
    description: "A member submitted a practice for review; for organisers and administrators (na te kijken praktijk).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "praktijken om na te kijken",
        [Language.FR]: "pratiques à relire",
        [Language.EN]: "practices to review",
      },
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} deelt een praktijk die na te kijken is${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Quelqu'un"} partage une pratique à relire${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} submitted a practice for review${quoted(title, ": ")}.`,
    },
  },
  PRACTICE_PUBLISHED: {
    description: "A practice that the viewer shared was published after review (gepubliceerd).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "gepubliceerde praktijken van jou",
        [Language.FR]: "vos pratiques publiées",
        [Language.EN]: "practices of yours that were published",
      },
      details: noteDetails,
    },
    text: {
      [Language.NL]: (_, title) => `Je praktijk${quoted(title, " ")} is gepubliceerd.`,
      [Language.FR]: (_, title) => `Votre pratique${guillemets(title, " ")} est publiée.`,
      [Language.EN]: (_, title) => `Your practice${quoted(title, " ")} was published.`,
    },
  },
  PRACTICE_DECLINED: {
    description: "A practice that the viewer shared was declined in review (niet aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "praktijken van jou die niet gepubliceerd zijn",
        [Language.FR]: "vos pratiques non publiées",
        [Language.EN]: "practices of yours that were declined",
      },
      details: noteDetails,
    },
    text: {
      [Language.NL]: (_, title) =>
        `Je praktijk${quoted(title, " ")} is niet gepubliceerd: pas ze aan en dien ze opnieuw in.`,
      [Language.FR]: (_, title) =>
        `Votre pratique${guillemets(title, " ")} n'est pas publiée : adaptez-la et soumettez-la à nouveau.`,
      [Language.EN]: (_, title) => `Your practice${quoted(title, " ")} was declined: change it and submit it again.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const kind = (name: NotificationKind) => sql`${name}::text`;
const practice = sql`event."subjectId"`;
const by = sql`(event.data->>'by')::uuid`;
const sharedBy = sql`(event.data->>'sharedById')::uuid`;
/** Before it is published, a practice is no business of its contact; organisers are notified of it then. */
const namedContact = sql`CASE WHEN event.data->>'status' = 'PUBLISHED' THEN (event.data->>'contactId')::uuid END`;
const organisers = sql`account.roles && ${moderatorRoles} AND event.data->>'status' = 'IN_REVIEW'`;

/** Of one event nobody is notified by two rules: a contact is never the sharer. */
export const practiceNotificationRules: NotificationRule[] = [
  {
    on: "practice.used",
    from: sql`JOIN practice p ON p.id = (event.data->>'practiceId')::uuid`,
    member: sql`p.shared_by_id`,
    kind: kind("PRACTICE_USED"),
    actor: sql`(event.data->>'usedById')::uuid`,
    practice: sql`p.id`,
  },
  {
    on: "practice.shared",
    from: empty,
    ...{ member: namedContact, kind: kind("PRACTICE_CONTACT"), actor: sharedBy, practice },
  },
  {
    on: "practice.edited",
    from: empty,
    ...{ member: namedContact, kind: kind("PRACTICE_CONTACT"), actor: sharedBy, practice },
  },
  {
    on: "practice.reviewed",
    from: sql`JOIN practice p ON p.id = event."subjectId" AND event.data->>'status' = 'PUBLISHED'
      AND p.contact_id <> p.shared_by_id`,
    ...{ member: sql`p.contact_id`, kind: kind("PRACTICE_CONTACT"), actor: sharedBy, practice },
  },
  {
    on: "practice.shared",
    from: sql`JOIN account ON ${organisers}`,
    ...{ member: sql`account.member_id`, kind: kind("PRACTICE_IN_REVIEW"), actor: sharedBy, practice },
  },
  {
    on: "practice.edited",
    from: sql`JOIN account ON ${organisers} AND event.data ? 'submitted'`,
    ...{ member: sql`account.member_id`, kind: kind("PRACTICE_IN_REVIEW"), actor: sharedBy, practice },
  },
  {
    on: "practice.reviewed",
    from: empty,
    ...{ member: sharedBy, kind: sql`'PRACTICE_' || (event.data->>'status')`, actor: by, practice },
  },
];
