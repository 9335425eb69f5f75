import sql, { type Sql } from "sql-template-tag";
import type { EventKind } from "../../../core/event-log/events.js";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { isAuthor } from "../authors/authorship.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    MENTIONED: unknown;
  }
}

export const mentionNotifications = {
  MENTIONED: {
    description: "A member mentioned the viewer in an idea or in a comment (vermelding).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "vermeldingen van jou",
        [Language.FR]: "mentions de vous",
        [Language.EN]: "mentions of you",
      },
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${count === 1 ? `${who ?? "Iemand"} vermeldde je` : `Je werd ${count} keer vermeld`}${quoted(title, " bij ")}.`,
      [Language.FR]: (who, title, count) =>
        `${count === 1 ? `${who ?? "Quelqu'un"} vous a mentionné` : `Vous avez été mentionné ${count} fois`}${guillemets(title, " sur ")}.`,
      [Language.EN]: (who, title, count) =>
        `${count === 1 ? `${who ?? "Somebody"} mentioned you` : `You were mentioned ${count} times`}${quoted(title, " on ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

/** Joins the members of an event to `mentioned`. */
const mentioned = sql`jsonb_array_elements_text(event.data->'mentionedIds') AS mentioned (id)`;

const rule = (on: EventKind, from: Sql, about: Pick<NotificationRule, "idea" | "comment">): NotificationRule => ({
  on,
  concerns: ({ data }) => "mentionedIds" in data && data.mentionedIds !== undefined && data.mentionedIds.length > 0,
  from,
  member: sql`mentioned.id::uuid`,
  kind: sql`${"MENTIONED" satisfies NotificationKind}::text`,
  actor: sql`coalesce(event.data->>'by', event.data->>'authorId')::uuid`,
  ...about,
});

const inIdea = { idea: sql`event."subjectId"` };
const inComment = { idea: sql`comment.idea_id`, comment: sql`comment.id` };
const comment = sql`JOIN comment ON comment.id = event."subjectId"`;

export const mentionNotificationRules: NotificationRule[] = [
  rule("idea.posted", sql`CROSS JOIN ${mentioned}`, inIdea),
  rule("idea.edited", sql`CROSS JOIN ${mentioned}`, inIdea),
  rule(
    "comment.added",
    // The authors of the idea and that of the comment that was answered are notified of the comment already.
    sql`${comment} JOIN idea ON idea.id = comment.idea_id LEFT JOIN comment answered ON answered.id = comment.reply_to_id
      JOIN ${mentioned} ON NOT ${isAuthor(sql`idea`, sql`mentioned.id::uuid`)}
      AND mentioned.id::uuid IS DISTINCT FROM answered.author_id`,
    inComment,
  ),
  rule("comment.edited", sql`${comment} CROSS JOIN ${mentioned}`, inComment),
];
