import sql, { empty, type Sql } from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { authorsOf } from "./authorship.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    CO_AUTHOR_INVITED: unknown;
    CO_AUTHOR_JOINED: unknown;
    CO_AUTHOR_DECLINED: unknown;
    CO_AUTHOR_LEFT: unknown;
    CO_AUTHOR_REMOVED: unknown;
    OWN_IDEA_CHANGED: unknown;
  }
}

const whatItMeans: Record<Language, string> = {
  [Language.NL]:
    "Meld je aan om te antwoorden. Als medeauteur bewerk je het idee mee; alleen de auteur kan het intrekken of anderen uitnodigen.",
  [Language.FR]:
    "Connectez-vous pour répondre. En tant que coauteur, vous modifiez aussi l'idée ; seul l'auteur peut la retirer ou inviter d'autres membres.",
  [Language.EN]:
    "Sign in to answer. As a co-author you edit the idea as well; the author alone can withdraw it or invite others.",
};

export const coAuthorNotifications = {
  CO_AUTHOR_INVITED: {
    description: "A member invited the viewer to be a co-author of an idea (uitnodiging als medeauteur).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "uitnodigingen als medeauteur",
        [Language.FR]: "invitations à être coauteur",
        [Language.EN]: "invitations to be a co-author",
      },
      isDue: () => sql`EXISTS (
        SELECT FROM co_author_invitation co
        WHERE co.idea_id = e.idea_id AND co.member_id = e.member_id AND co.status = 'PENDING')`,
      details: (_ctx, _about, language) => Promise.resolve([whatItMeans[language]]),
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} nodigt je uit als medeauteur van een idee${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} vous invite à être coauteur d'une idée${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} invited you to be a co-author of an idea${quoted(title, ": ")}.`,
    },
  },
  CO_AUTHOR_JOINED: {
    description: "A member became a co-author of an idea of which the viewer is an author (medeauteur).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "medeauteurs van je ideeën",
        [Language.FR]: "coauteurs de vos idées",
        [Language.EN]: "co-authors of your ideas",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${who === null && count > 1 ? `${count} leden zijn` : `${who ?? "Iemand"} is`} nu medeauteur van je idee${quoted(title, " ")}.`,
      [Language.FR]: (who, title, count) =>
        `${who === null && count > 1 ? `${count} membres sont désormais coauteurs` : `${who ?? "Quelqu'un"} est désormais coauteur`} de votre idée${guillemets(title, " ")}.`,
      [Language.EN]: (who, title, count) =>
        `${who === null && count > 1 ? `${count} members are now co-authors` : `${who ?? "Somebody"} is now a co-author`} of your idea${quoted(title, " ")}.`,
    },
  },
  CO_AUTHOR_DECLINED: {
    description: "A member declined the viewer's invitation to be a co-author (niet aanvaard).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "uitnodigingen als medeauteur waar iemand niet op inging",
        [Language.FR]: "invitations à être coauteur restées sans suite",
        [Language.EN]: "invitations to be a co-author that were declined",
      },
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} ging niet in op je uitnodiging als medeauteur${quoted(title, " van ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} n'a pas donné suite à votre invitation à être coauteur${guillemets(title, " de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} declined your invitation to be a co-author${quoted(title, " of ")}.`,
    },
  },
  CO_AUTHOR_LEFT: {
    description: "A co-author left an idea of the viewer (medeauteur die vertrekt).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "medeauteurs die een idee van je verlaten",
        [Language.FR]: "coauteurs qui quittent une de vos idées",
        [Language.EN]: "co-authors who leave an idea of yours",
      },
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} is geen medeauteur meer van je idee${quoted(title, " ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} n'est plus coauteur de votre idée${guillemets(title, " ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} is no longer a co-author of your idea${quoted(title, " ")}.`,
    },
  },
  CO_AUTHOR_REMOVED: {
    description: "The author of an idea removed the viewer as a co-author (verwijderd als medeauteur).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "ideeën waarvan je geen medeauteur meer bent",
        [Language.FR]: "idées dont vous n'êtes plus coauteur",
        [Language.EN]: "ideas of which you are no longer a co-author",
      },
    },
    text: {
      [Language.NL]: (_, title) => `Je bent geen medeauteur meer van een idee${quoted(title, ": ")}.`,
      [Language.FR]: (_, title) => `Vous n'êtes plus coauteur d'une idée${guillemets(title, " : ")}.`,
      [Language.EN]: (_, title) => `You are no longer a co-author of an idea${quoted(title, ": ")}.`,
    },
  },
  OWN_IDEA_CHANGED: {
    description: "Another author of an idea of which the viewer is an author edited it (wijziging).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "wijzigingen door medeauteurs",
        [Language.FR]: "modifications par des coauteurs",
        [Language.EN]: "changes by co-authors",
      },
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Een medeauteur"} wijzigde jullie idee${quoted(title, " ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Un coauteur"} a modifié votre idée${guillemets(title, " ")}.`,
      [Language.EN]: (who, title) => `${who ?? "A co-author"} changed your idea${quoted(title, " ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const kind = (name: NotificationKind): Sql => sql`${name}::text`;
const by = sql`(event.data->>'by')::uuid`;
const invited = sql`(event.data->>'memberId')::uuid`;
const idea = sql`(event.data->>'ideaId')::uuid`;
const isAccepted = sql`(event.data->>'accepted')::boolean`;
/** Nobody is notified of a block. */
const isEnded = sql`event.data->>'status' = 'ENDED' AND NOT event.data ? 'isBlock'`;

/** Of one event nobody is notified by two rules. */
export const coAuthorNotificationRules: NotificationRule[] = [
  { on: "co-author.invited", from: empty, member: invited, kind: kind("CO_AUTHOR_INVITED"), actor: by, idea },
  {
    on: "co-author.answered",
    from: sql`JOIN LATERAL (${authorsOf(idea)}) AS author ON ${isAccepted}`,
    ...{ member: sql`author.member_id`, kind: kind("CO_AUTHOR_JOINED"), actor: invited, idea },
  },
  {
    on: "co-author.answered",
    from: sql`JOIN idea ON idea.id = ${idea} AND NOT ${isAccepted}`,
    ...{ member: sql`idea.author_id`, kind: kind("CO_AUTHOR_DECLINED"), actor: invited, idea },
  },
  {
    on: "co-author.ended",
    from: sql`JOIN idea ON idea.id = ${idea} AND ${isEnded} AND ${by} = ${invited}`,
    ...{ member: sql`idea.author_id`, kind: kind("CO_AUTHOR_LEFT"), actor: by, idea },
  },
  {
    on: "co-author.ended",
    from: sql`JOIN idea ON idea.id = ${idea} AND ${isEnded} AND ${by} <> ${invited}`,
    ...{ member: invited, kind: kind("CO_AUTHOR_REMOVED"), actor: by, idea },
  },
  {
    // Who is mentioned is notified of that.
    on: "idea.edited",
    from: sql`JOIN LATERAL (${authorsOf(sql`event."subjectId"`)}) AS author
      ON (event.data->'mentionedIds' @> to_jsonb(author.member_id::text)) IS NOT TRUE`,
    ...{ member: sql`author.member_id`, kind: kind("OWN_IDEA_CHANGED"), idea: sql`event."subjectId"` },
    actor: sql`coalesce(event.data->>'by', event.data->>'authorId')::uuid`,
  },
];
