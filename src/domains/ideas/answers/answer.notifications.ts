import sql from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { followersOf } from "../followers/follower.reads.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    COMMENT_MARKED_AS_ANSWER: unknown;
    FOLLOWED_QUESTION_ANSWERED: unknown;
  }
}

export const answerNotifications = {
  COMMENT_MARKED_AS_ANSWER: {
    description: "A member marked the viewer's comment as the answer to their question (antwoord).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "reacties van jou die een vraag beantwoorden",
        [Language.FR]: "vos réactions qui répondent à une question",
        [Language.EN]: "comments of yours that answer a question",
      },
      // The mark may have been removed since, or be at the comment of another.
      isDue: () => sql`EXISTS (
        SELECT FROM idea_answer marked JOIN comment c ON c.id = marked.comment_id
        WHERE marked.idea_id = e.idea_id AND c.author_id = e.member_id)`,
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} koos jouw reactie als antwoord op een vraag${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} a choisi votre réaction comme réponse à une question${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} marked your comment as the answer to a question${quoted(title, ": ")}.`,
    },
  },
  FOLLOWED_QUESTION_ANSWERED: {
    description: "A question that the viewer follows has an answer, which its author marked (vraag met een antwoord).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "antwoorden op vragen die je volgt",
        [Language.FR]: "réponses aux questions que vous suivez",
        [Language.EN]: "answers to questions that you follow",
      },
      isDue: () => sql`EXISTS (SELECT FROM idea_answer marked WHERE marked.idea_id = e.idea_id)`,
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} koos een antwoord op een vraag die je volgt${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} a choisi une réponse à une question que vous suivez${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} marked an answer to a question that you follow${quoted(title, ": ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const answered = {
  actor: sql`(event.data->>'memberId')::uuid`,
  idea: sql`comment.idea_id`,
  comment: sql`comment.id`,
};
const comment = sql`JOIN comment ON comment.id = (event.data->>'commentId')::uuid`;

export const answerNotificationRules: NotificationRule[] = [
  {
    ...answered,
    on: "idea.answered",
    from: comment,
    member: sql`comment.author_id`,
    kind: sql`${"COMMENT_MARKED_AS_ANSWER" satisfies NotificationKind}::text`,
  },
  {
    // Whose comment it is follows the question since they commented, and is notified as its author alone.
    ...answered,
    on: "idea.answered",
    from: sql`${comment} JOIN idea ON idea.id = comment.idea_id ${followersOf(sql`idea`)}
      AND follower.member_id <> comment.author_id`,
    member: sql`follower.member_id`,
    kind: sql`${"FOLLOWED_QUESTION_ANSWERED" satisfies NotificationKind}::text`,
  },
];
