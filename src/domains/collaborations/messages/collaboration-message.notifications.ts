import sql from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { hasUnreadMessages } from "./collaboration-message.reads.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    MESSAGE_RECEIVED: unknown;
  }
}

type Words = [somebody: string, wrote: string, one: string, several: string, unnamed: string];

/** “Ada wrote a message”, “Ada wrote 3 messages”, or “3 new messages” when several members did. */
function written(count: number, who: string | null, [somebody, wrote, one, several, unnamed]: Words): string {
  if (count === 1) return `${who ?? somebody} ${wrote} ${one}`;
  return who === null ? `${count} ${unnamed}` : `${who} ${wrote} ${count} ${several}`;
}

export const collaborationMessageNotifications = {
  MESSAGE_RECEIVED: {
    description: "Other members wrote messages in a collaboration of the viewer (bericht).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "berichten in je samenwerkingen",
        [Language.FR]: "messages dans vos collaborations",
        [Language.EN]: "messages in your collaborations",
      },
      // Nobody is mailed about what they have read meanwhile.
      isDue: () => hasUnreadMessages({ callerId: sql`e.member_id` }, sql`e.collaboration_id`),
      link: (ctx, { collaborationId }) =>
        Promise.resolve(collaborationId === null ? null : ctx.linkTo("collaboration", collaborationId)),
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${written(count, who, ["Iemand", "schreef", "een bericht", "berichten", "nieuwe berichten"])} in jullie samenwerking${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title, count) =>
        `${written(count, who, ["Quelqu'un", "a écrit", "un message", "messages", "nouveaux messages"])} dans votre collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title, count) =>
        `${written(count, who, ["Somebody", "wrote", "a message", "messages", "new messages"])} in your collaboration${quoted(title, " on ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

export const collaborationMessageNotificationRules: NotificationRule[] = [
  {
    on: "collaboration.messaged",
    from: sql`JOIN collaboration_message message ON message.id = event."subjectId" AND message.hidden_at IS NULL
        AND message.removed_at IS NULL
      JOIN collaboration c ON c.id = message.collaboration_id
      JOIN collaboration_member cm ON cm.collaboration_id = c.id AND cm.joined_after < message.number`,
    member: sql`cm.member_id`,
    kind: sql`${"MESSAGE_RECEIVED" satisfies NotificationKind}::text`,
    actor: sql`message.author_id`,
    idea: sql`c.idea_id`,
    collaboration: sql`c.id`,
  },
];
