import sql from "sql-template-tag";
import { Language } from "../../core/texts/language.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { authorsOf, isAuthor } from "./authors/authorship.js";
import { followersAndSupportersOf, followersOf } from "./followers/follower.reads.js";
import { statusDetails } from "./history/status.mail-details.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    IDEA_COMMENTED: unknown;
    COMMENT_REPLIED: unknown;
    FOLLOWED_IDEA_COMMENTED: unknown;
    IDEA_STATUS_UPDATED: unknown;
  }
}

/** “Ada commented”, “Ada commented 3 times”, or “3 new comments” when several members did. */
function sentence(count: number, who: string | null, once: string, times: string, several: string): string {
  if (count === 1) return once;
  return who === null ? `${count} ${several}` : `${once} ${count} ${times}`;
}

export const ideaNotifications = {
  IDEA_COMMENTED: {
    description:
      "A member commented on an idea of which the viewer is an author, or replied to another member's comment there (reactie).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "reacties op je ideeën",
        [Language.FR]: "réactions à vos idées",
        [Language.EN]: "comments on your ideas",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Iemand"} reageerde`, "keer", "nieuwe reacties")} op je idee${quoted(title, " ")}.`,
      [Language.FR]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Quelqu'un"} a réagi`, "fois", "nouvelles réactions")} à votre idée${guillemets(title, " ")}.`,
      [Language.EN]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Somebody"} commented`, "times", "new comments")} on your idea${quoted(title, " ")}.`,
    },
  },
  COMMENT_REPLIED: {
    description: "A member replied to the viewer's comment (antwoord), on any idea, the viewer's own included.",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "antwoorden op je reacties",
        [Language.FR]: "réponses à vos réactions",
        [Language.EN]: "replies to your comments",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Iemand"} antwoordde`, "keer", "nieuwe antwoorden")} op ${count > 1 ? "reacties van jou" : "je reactie"}${quoted(title, " bij ")}.`,
      [Language.FR]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Quelqu'un"} a répondu`, "fois", "nouvelles réponses")} à ${count > 1 ? "vos réactions" : "votre réaction"}${guillemets(title, " sur ")}.`,
      [Language.EN]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Somebody"} replied`, "times", "new replies")} to your ${count > 1 ? "comments" : "comment"}${quoted(title, " on ")}.`,
    },
  },
  FOLLOWED_IDEA_COMMENTED: {
    description: "A member commented on an idea that the viewer follows (reactie op een gevolgd idee).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "reacties op ideeën die je volgt",
        [Language.FR]: "réactions aux idées que vous suivez",
        [Language.EN]: "comments on ideas that you follow",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Iemand"} reageerde`, "keer", "nieuwe reacties")} op een idee dat je volgt${quoted(title, ": ")}.`,
      [Language.FR]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Quelqu'un"} a réagi`, "fois", "nouvelles réactions")} à une idée que vous suivez${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title, count) =>
        `${sentence(count, who, `${who ?? "Somebody"} commented`, "times", "new comments")} on an idea that you follow${quoted(title, ": ")}.`,
    },
  },
  IDEA_STATUS_UPDATED: {
    description:
      "An author of an idea that the viewer follows or supports, or of which the viewer is an author, changed its status " +
      "or added news to it (stand van zaken).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "de stand van zaken van ideeën van jou, of die je volgt of steunt",
        [Language.FR]: "l'avancement de vos idées, et de celles que vous suivez ou soutenez",
        [Language.EN]: "the status of ideas of yours, or that you follow or support",
      },
      details: statusDetails,
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} werkte de stand van zaken bij van een idee${quoted(title, ": ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} a mis à jour l'avancement d'une idée${guillemets(title, " : ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} updated the status of an idea${quoted(title, ": ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const statusUpdated = {
  kind: sql`${"IDEA_STATUS_UPDATED" satisfies NotificationKind}::text`,
  actor: sql`(event.data->>'memberId')::uuid`,
  idea: sql`event."subjectId"`,
};

export const ideaNotificationRules: NotificationRule[] = [
  {
    on: "comment.added",
    from: sql`JOIN comment ON comment.id = event."subjectId" JOIN comment answered ON answered.id = comment.reply_to_id`,
    member: sql`answered.author_id`,
    kind: sql`${"COMMENT_REPLIED" satisfies NotificationKind}::text`,
    actor: sql`comment.author_id`,
    idea: sql`comment.idea_id`,
    comment: sql`comment.id`,
  },
  {
    // Neither the author of the comment that was answered nor who asked for this one is notified as an author of the idea,
    // too.
    on: "comment.added",
    from: sql`JOIN comment ON comment.id = event."subjectId" LEFT JOIN comment answered ON answered.id = comment.reply_to_id
      JOIN LATERAL (${authorsOf(sql`comment.idea_id`)}) AS author ON author.member_id IS DISTINCT FROM answered.author_id
      AND (event.data->'askedForIds' @> to_jsonb(author.member_id::text)) IS NOT TRUE`,
    member: sql`author.member_id`,
    kind: sql`${"IDEA_COMMENTED" satisfies NotificationKind}::text`,
    actor: sql`comment.author_id`,
    idea: sql`comment.idea_id`,
    comment: sql`comment.id`,
  },
  {
    // Who follows it since the comment is not notified of it; neither the authors of the idea, nor that of the comment
    // that was answered, nor who is mentioned is notified once more.
    on: "comment.added",
    from: sql`JOIN comment ON comment.id = event."subjectId" LEFT JOIN comment answered ON answered.id = comment.reply_to_id
      JOIN idea ON idea.id = comment.idea_id ${followersOf(sql`idea`)}
      AND follower.followed_at <= comment.posted_at AND NOT ${isAuthor(sql`idea`, sql`follower.member_id`)}
      AND follower.member_id IS DISTINCT FROM answered.author_id
      AND (event.data->'mentionedIds' @> to_jsonb(follower.member_id::text)) IS NOT TRUE`,
    member: sql`follower.member_id`,
    kind: sql`${"FOLLOWED_IDEA_COMMENTED" satisfies NotificationKind}::text`,
    actor: sql`comment.author_id`,
    idea: sql`comment.idea_id`,
    comment: sql`comment.id`,
  },
  {
    on: "idea.status-updated",
    from: sql`JOIN idea ON idea.id = event."subjectId" ${followersAndSupportersOf(sql`idea`)}
      AND NOT ${isAuthor(sql`idea`, sql`follower.member_id`)}`,
    member: sql`follower.member_id`,
    ...statusUpdated,
  },
  {
    // An edit of the status is notified to them as an edit.
    on: "idea.status-updated",
    from: sql`JOIN LATERAL (${authorsOf(sql`event."subjectId"`)}) AS author ON NOT event.data ? 'isEdit'`,
    member: sql`author.member_id`,
    ...statusUpdated,
  },
];
