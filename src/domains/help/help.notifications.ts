import sql, { type Sql } from "sql-template-tag";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { Language } from "../../core/texts/language.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    HELP_REQUESTED: unknown;
    HELP_ANSWERED: unknown;
    HELP_DECLINED: unknown;
  }
}

const howTo: Record<Language, string> = {
  [Language.NL]:
    "Je antwoordt met een reactie op de vraag, of laat weten dat het nu niet past. Je hoeft niet te zeggen waarom.",
  [Language.FR]: "Vous répondez par une réaction à la question, ou vous déclinez, sans devoir dire pourquoi.",
  [Language.EN]: "You answer by a comment on the question, or decline; you need not say why.",
};

/** Who is notified by the notification `e` was asked for help with its idea, and can still answer. */
const isPending = (now: Date): Sql => sql`EXISTS (
  SELECT FROM help_request r
  WHERE r.idea_id = e.idea_id AND r.to_id = e.member_id AND r.status = 'PENDING' AND r.expires_at > ${now})`;

export const helpNotifications = {
  HELP_REQUESTED: {
    description: "A member asked the viewer for help with a question (hulpvraag).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "vragen om hulp",
        [Language.FR]: "demandes d'aide",
        [Language.EN]: "requests for help",
      },
      isDue: isPending,
      details: (_ctx, _about, language) => Promise.resolve([howTo[language]]),
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} vraagt je hulp bij een vraag${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} demande votre aide pour une question${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} asks for your help with a question${quoted(title, ": ")}.`,
    },
  },
  HELP_ANSWERED: {
    description: "A member whom the viewer asked for help commented on the viewer's question (hulpvraag beantwoord).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "antwoorden op je vragen om hulp",
        [Language.FR]: "réponses à vos demandes d'aide",
        [Language.EN]: "answers to your requests for help",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        count === 1
          ? `${who ?? "Iemand"} die je om hulp vroeg, reageerde op je vraag${quoted(title, ": ")}.`
          : `${count} leden die je om hulp vroeg, reageerden op je vraag${quoted(title, ": ")}.`,
      [Language.FR]: (who, title, count) =>
        count === 1
          ? `${who ?? "Quelqu'un"}, à qui vous avez demandé de l'aide, a réagi à votre question${guillemets(title, " : ")}.`
          : `${count} membres à qui vous avez demandé de l'aide ont réagi à votre question${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title, count) =>
        count === 1
          ? `${who ?? "Somebody"}, whom you asked for help, commented on your question${quoted(title, ": ")}.`
          : `${count} members whom you asked for help commented on your question${quoted(title, ": ")}.`,
    },
  },
  HELP_DECLINED: {
    description: "A member whom the viewer asked for help declined (hulpvraag afgewezen).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "vragen om hulp waar iemand niet op inging",
        [Language.FR]: "demandes d'aide restées sans suite",
        [Language.EN]: "requests for help that were declined",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        count === 1
          ? `${who ?? "Iemand"} kan je nu niet helpen met je vraag${quoted(title, ": ")}.`
          : `${count} leden kunnen je nu niet helpen met je vraag${quoted(title, ": ")}.`,
      [Language.FR]: (who, title, count) =>
        count === 1
          ? `${who ?? "Quelqu'un"} ne peut pas vous aider en ce moment pour votre question${guillemets(title, " : ")}.`
          : `${count} membres ne peuvent pas vous aider en ce moment pour votre question${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title, count) =>
        count === 1
          ? `${who ?? "Somebody"} cannot help you with your question at the moment${quoted(title, ": ")}.`
          : `${count} members cannot help you with your question at the moment${quoted(title, ": ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const request = sql`JOIN help_request request ON request.id = event."subjectId"`;

export const helpNotificationRules: NotificationRule[] = [
  {
    on: "help.requested",
    from: request,
    member: sql`request.to_id`,
    actor: sql`request.from_id`,
    idea: sql`request.idea_id`,
    kind: sql`${"HELP_REQUESTED" satisfies NotificationKind}::text`,
  },
  {
    // Whose comment it replies to is notified of the reply.
    on: "help.answered",
    from: sql`${request} JOIN comment ON comment.id = request.comment_id
      AND NOT EXISTS (SELECT FROM comment top WHERE top.id = comment.reply_to_id AND top.author_id = request.from_id)`,
    member: sql`request.from_id`,
    actor: sql`request.to_id`,
    idea: sql`request.idea_id`,
    comment: sql`comment.id`,
    kind: sql`${"HELP_ANSWERED" satisfies NotificationKind}::text`,
  },
  {
    on: "help.declined",
    from: request,
    member: sql`request.from_id`,
    actor: sql`request.to_id`,
    idea: sql`request.idea_id`,
    kind: sql`${"HELP_DECLINED" satisfies NotificationKind}::text`,
  },
];
