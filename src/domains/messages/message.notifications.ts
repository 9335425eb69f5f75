import sql from "sql-template-tag";
import { moderatorRoles } from "../../core/access/role.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../core/notifications/notification-kind.js";
import { Language } from "../../core/texts/language.js";
import { blockBetween } from "../members/member.visibility.js";
import { concerns } from "./message.reads.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    MESSAGE_LEFT: unknown;
    MESSAGE_ASSIGNED: unknown;
    MESSAGE_ANSWERED: unknown;
    SHARING_PROPOSED: unknown;
    SHARING_ANSWERED: unknown;
  }
}

export const messageNotifications = {
  MESSAGE_LEFT: {
    description: "Somebody left a message for the coordinators; for organisers and administrators (berichtje).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "berichtjes voor de coördinatoren",
        [Language.FR]: "messages aux coordinateurs",
        [Language.EN]: "messages to the coordinators",
      },
      // Nobody is mailed about what somebody else has taken up meanwhile.
      isDue: () => sql`EXISTS (SELECT FROM message m WHERE m.id = e.message_id AND m.handled_at IS NULL
        AND coalesce(m.assignee_id = e.member_id, true))`,
    },
    text: {
      [Language.NL]: (who) => `${who ?? "Iemand"} liet een berichtje na voor de coördinatoren.`,
      [Language.FR]: (who) => `${who ?? "Quelqu'un"} a laissé un message aux coordinateurs.`,
      [Language.EN]: (who) => `${who ?? "Somebody"} left a message for the coordinators.`,
    },
  },
  MESSAGE_ASSIGNED: {
    description: "A moderator gave the viewer a message to the coordinators to handle (toegewezen berichtje).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "berichtjes die je te behandelen krijgt",
        [Language.FR]: "messages qui vous sont confiés",
        [Language.EN]: "messages that you are to handle",
      },
      isDue: () => sql`EXISTS (SELECT FROM message m WHERE m.id = e.message_id AND m.handled_at IS NULL
        AND m.assignee_id = e.member_id)`,
    },
    text: {
      [Language.NL]: (who) => `${who ?? "Iemand"} vraagt je een berichtje voor de coördinatoren te behandelen.`,
      [Language.FR]: (who) => `${who ?? "Quelqu'un"} vous demande de traiter un message aux coordinateurs.`,
      [Language.EN]: (who) => `${who ?? "Somebody"} asks you to handle a message to the coordinators.`,
    },
  },
  MESSAGE_ANSWERED: {
    description: "The coordinators answered a message of the viewer (beantwoord berichtje).",
    // The answer itself is mailed.
    mails: null,
    text: {
      [Language.NL]: (_who, _title, count) =>
        count > 1
          ? `De coördinatoren beantwoordden je berichtje ${count} keer.`
          : "De coördinatoren beantwoordden je berichtje.",
      [Language.FR]: (_who, _title, count) =>
        `Les coordinateurs ont répondu à votre message${count > 1 ? ` ${count} fois` : ""}.`,
      [Language.EN]: (_who, _title, count) =>
        `The coordinators answered your message${count > 1 ? ` ${count} times` : ""}.`,
    },
  },
  SHARING_PROPOSED: {
    description: "A moderator asks whether a message of the viewer may be shared (voorstel om te delen).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "voorstellen om je berichtjes te delen",
        [Language.FR]: "propositions de partager vos messages",
        [Language.EN]: "proposals to share your messages",
      },
    },
    text: {
      [Language.NL]: () => "De coördinatoren vragen of ze je berichtje mogen delen.",
      [Language.FR]: () => "Les coordinateurs demandent s'ils peuvent partager votre message.",
      [Language.EN]: () => "The coordinators ask whether they may share your message.",
    },
  },
  SHARING_ANSWERED: {
    description: "Who left a message answered the viewer's proposal to share it (antwoord op voorstel).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "antwoorden op je voorstellen om berichtjes te delen",
        [Language.FR]: "réponses à vos propositions de partager des messages",
        [Language.EN]: "answers to your proposals to share messages",
      },
    },
    text: {
      [Language.NL]: () => "Er is een antwoord op je voorstel om een berichtje te delen.",
      [Language.FR]: () => "Il y a une réponse à votre proposition de partager un message.",
      [Language.EN]: () => "There is an answer to your proposal to share a message.",
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const kind = (name: NotificationKind) => sql`${name}::text`;

/** The moderators whom a message is for. */
const coordinators = {
  from: sql`JOIN message m ON m.id = event."subjectId" AND NOT event.data ? 'held'
    JOIN account ON account.roles && ${moderatorRoles} AND NOT ${concerns(sql`m`, sql`account.member_id`)}
      AND account.member_id IS DISTINCT FROM (event.data->>'by')::uuid`,
  member: sql`account.member_id`,
  kind: kind("MESSAGE_LEFT"),
  // A block takes nothing off the desk of a moderator.
  actor: sql`CASE WHEN NOT ${blockBetween(sql`m.member_id`, sql`account.member_id`)} THEN m.member_id END`,
  message: sql`m.id`,
};
const assigner = sql`(event.data->>'by')::uuid`;

export const messageNotificationRules: NotificationRule[] = [
  { on: "message.left", ...coordinators },
  { on: "message.released", ...coordinators },
  {
    on: "message.answered",
    from: sql`JOIN message m ON m.id = event."subjectId"`,
    member: sql`m.member_id`,
    kind: kind("MESSAGE_ANSWERED"),
    message: sql`m.id`,
  },
  {
    on: "message.assigned",
    from: sql`JOIN message m ON m.id = event."subjectId" AND m.assignee_id = (event.data->>'assigneeId')::uuid`,
    member: sql`m.assignee_id`,
    kind: kind("MESSAGE_ASSIGNED"),
    // As above: what somebody is to handle does not depend on who says so.
    actor: sql`CASE WHEN NOT ${blockBetween(assigner, sql`m.assignee_id`)} THEN ${assigner} END`,
    message: sql`m.id`,
  },
  {
    on: "message.sharing_proposed",
    from: sql`JOIN message m ON m.id = event."subjectId"`,
    member: sql`m.member_id`,
    kind: kind("SHARING_PROPOSED"),
    message: sql`m.id`,
  },
  {
    on: "message.sharing_answered",
    from: sql`JOIN message m ON m.id = event."subjectId"`,
    member: sql`(event.data->>'proposedById')::uuid`,
    kind: kind("SHARING_ANSWERED"),
    message: sql`m.id`,
  },
];
