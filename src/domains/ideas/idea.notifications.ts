import sql from "sql-template-tag";
import { Language } from "../../core/graphql/language.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    IDEA_COMMENTED: unknown;
    COMMENT_REPLIED: unknown;
  }
}

export const ideaNotifications = {
  IDEA_COMMENTED: {
    description: "A member commented on the viewer's idea, or replied to another member's comment there (reactie).",
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} reageerde op je idee${quoted(title, " ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Quelqu'un"} a réagi à votre idée${guillemets(title, " ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} commented on your idea${quoted(title, " ")}.`,
    },
  },
  COMMENT_REPLIED: {
    description: "A member replied to the viewer's comment (antwoord), on any idea, the viewer's own included.",
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} antwoordde op je reactie${quoted(title, " bij ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Quelqu'un"} a répondu à votre réaction${guillemets(title, " sur ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} replied to your comment${quoted(title, " on ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

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
    // The author of the comment that was answered is not notified as the idea's author, too.
    on: "comment.added",
    from: sql`JOIN comment ON comment.id = event."subjectId" LEFT JOIN comment answered ON answered.id = comment.reply_to_id
      JOIN idea ON idea.id = comment.idea_id AND idea.author_id IS DISTINCT FROM answered.author_id`,
    member: sql`idea.author_id`,
    kind: sql`${"IDEA_COMMENTED" satisfies NotificationKind}::text`,
    actor: sql`comment.author_id`,
    idea: sql`comment.idea_id`,
    comment: sql`comment.id`,
  },
];
