import sql from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { authorsOf } from "../../ideas/authors/authorship.js";
import { Language } from "../../../core/texts/language.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    AGENDA_ITEM_PROPOSED: unknown;
    AGENDA_ITEM_ACCEPTED: unknown;
    AGENDA_ITEM_DECLINED: unknown;
  }
}

export const agendaNotifications = {
  AGENDA_ITEM_PROPOSED: {
    description: "A member put an idea forward for the agenda of a gathering that the viewer hosts (agendapunt).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "ideeën voor de agenda van je bijeenkomsten",
        [Language.FR]: "idées pour l'ordre du jour de vos rencontres",
        [Language.EN]: "ideas for the agenda of your gatherings",
      },
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} stelt een idee voor op de agenda van je bijeenkomst${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} propose une idée à l'ordre du jour de votre rencontre${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} put an idea forward for the agenda of your gathering${quoted(title, ": ")}.`,
    },
  },
  AGENDA_ITEM_ACCEPTED: {
    description: "A host put an idea of the viewer on the agenda of a gathering (aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "ideeën van jou op een agenda",
        [Language.FR]: "vos idées mises à l'ordre du jour",
        [Language.EN]: "ideas of yours on an agenda",
      },
    },
    text: {
      [Language.NL]: (_, title) => `Je idee${quoted(title, " ")} staat op de agenda van een bijeenkomst.`,
      [Language.FR]: (_, title) => `Votre idée${guillemets(title, " ")} est à l'ordre du jour d'une rencontre.`,
      [Language.EN]: (_, title) => `Your idea${quoted(title, " ")} is on the agenda of a gathering.`,
    },
  },
  AGENDA_ITEM_DECLINED: {
    description: "A host declined an idea of the viewer for the agenda of a gathering, or took it off (niet aanvaard).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "ideeën van jou die niet op een agenda komen",
        [Language.FR]: "vos idées non retenues à l'ordre du jour",
        [Language.EN]: "ideas of yours that are not on an agenda",
      },
    },
    text: {
      [Language.NL]: (_, title) => `Je idee${quoted(title, " ")} komt niet op de agenda van een bijeenkomst.`,
      [Language.FR]: (_, title) => `Votre idée${guillemets(title, " ")} ne sera pas à l'ordre du jour d'une rencontre.`,
      [Language.EN]: (_, title) => `Your idea${quoted(title, " ")} is not on the agenda of a gathering.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const about = {
  actor: sql`(event.data->>'by')::uuid`,
  idea: sql`(event.data->>'ideaId')::uuid`,
  gathering: sql`(event.data->>'gatheringId')::uuid`,
};
const decided = sql`event.data ? 'decided'`;

export const agendaNotificationRules: NotificationRule[] = [
  {
    on: "agenda.changed",
    from: sql`JOIN gathering_host h ON h.gathering_id = (event.data->>'gatheringId')::uuid
      AND event.data->>'status' = 'PROPOSED'`,
    member: sql`h.member_id`,
    kind: sql`${"AGENDA_ITEM_PROPOSED" satisfies NotificationKind}::text`,
    ...about,
  },
  {
    on: "agenda.changed",
    from: sql`JOIN LATERAL (${authorsOf(sql`(event.data->>'ideaId')::uuid`)}) AS author
      ON event.data->>'status' <> 'PROPOSED' AND ${decided}`,
    member: sql`author.member_id`,
    kind: sql`'AGENDA_ITEM_' || (event.data->>'status')`,
    ...about,
  },
];
