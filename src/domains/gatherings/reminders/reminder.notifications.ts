import sql from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { ownCodeAttachments } from "../attendance/check-in-attachment.js";
import { isGoing, meetingDetails } from "../gathering.mail-details.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    GATHERING_REMINDER: unknown;
  }
}

export const reminderNotifications = {
  GATHERING_REMINDER: {
    description: "A gathering at which the viewer has a place is near, as long before as they chose (herinnering).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "herinneringen aan bijeenkomsten",
        [Language.FR]: "rappels de rencontres",
        [Language.EN]: "reminders of gatherings",
      },
      isPlan: true,
      // Of a gathering that was moved since, members are reminded again, once they know of it.
      isDue: (now) => sql`(${isGoing(now)} AND EXISTS (
        SELECT FROM registration r JOIN gathering g ON g.id = r.gathering_id
        JOIN reminder ON reminder.registration_id = r.id AND reminder.starts_at = g.starts_at
        WHERE r.gathering_id = e.gathering_id AND r.member_id = e.member_id))`,
      after: ["GATHERING_CHANGED"],
      details: meetingDetails,
      attachments: ownCodeAttachments,
    },
    text: {
      [Language.NL]: (_, title) => `Herinnering: je gaat binnenkort naar een bijeenkomst${quoted(title, ": ")}.`,
      [Language.FR]: (_, title) => `Rappel : vous participez bientôt à une rencontre${guillemets(title, " : ")}.`,
      [Language.EN]: (_, title) => `Reminder: you are going to a gathering soon${quoted(title, ": ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

export const reminderNotificationRules: NotificationRule[] = [
  {
    on: "registration.reminded",
    from: sql`JOIN registration r ON r.id = event."subjectId" AND r.status = 'GOING'
      JOIN gathering g ON g.id = r.gathering_id AND g.status = 'SCHEDULED'`,
    member: sql`r.member_id`,
    kind: sql`${"GATHERING_REMINDER" satisfies NotificationKind}::text`,
    gathering: sql`r.gathering_id`,
  },
];
