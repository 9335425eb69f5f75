import sql from "sql-template-tag";
import { Language } from "../../core/texts/language.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../core/notifications/notification-kind.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    MODERATION_DECIDED: unknown;
    MODERATION_REVERSED: unknown;
  }
}

export const moderationNotifications = {
  MODERATION_DECIDED: {
    description: "A moderator made a decision that affects the viewer (beslissing).",
    mails: null,
    text: {
      [Language.NL]: () => "Een moderator nam een beslissing over iets van jou.",
      [Language.FR]: () => "Un modérateur a pris une décision qui vous concerne.",
      [Language.EN]: () => "A moderator made a decision about something of yours.",
    },
  },
  MODERATION_REVERSED: {
    description: "A moderator reversed a decision that affects the viewer (beslissing teruggedraaid).",
    mails: null,
    text: {
      [Language.NL]: () => "Een beslissing van een moderator over iets van jou is teruggedraaid.",
      [Language.FR]: () => "Une décision d'un modérateur qui vous concernait a été annulée.",
      [Language.EN]: () => "A moderator's decision about something of yours was reversed.",
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const decision = {
  from: sql`JOIN moderation_decision decision ON decision.id = (event.data->>'decisionId')::uuid
    JOIN moderation_case_member affected ON affected.case_id = decision.case_id`,
  member: sql`affected.member_id`,
  decision: sql`decision.id`,
};

export const moderationNotificationRules: NotificationRule[] = [
  { on: "moderation.decided", ...decision, kind: sql`${"MODERATION_DECIDED" satisfies NotificationKind}::text` },
  { on: "moderation.reversed", ...decision, kind: sql`${"MODERATION_REVERSED" satisfies NotificationKind}::text` },
];
