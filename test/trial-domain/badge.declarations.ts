import sql from "sql-template-tag";
import { Language } from "../../src/core/texts/language.js";
import type { NotificationRule } from "../../src/core/notifications/notification-kind.js";
import type { Actor, Policy } from "../../src/core/access/policy.js";
import { Badge } from "./badge.entity.js";

declare module "../../src/core/errors/user-error-code.js" {
  interface UserErrorCodes {
    BADGE_TAKEN: unknown;
  }
}
declare module "../../src/core/access/audit-action.js" {
  interface AuditActions {
    BADGE_GIVEN: unknown;
  }
}
declare module "../../src/core/access/subject-kind.js" {
  interface SubjectKinds {
    BADGE: unknown;
  }
}
declare module "../../src/core/notifications/notification-kind.js" {
  interface NotificationKinds {
    BADGE_GIVEN: unknown;
  }
}
declare module "../../src/core/event-log/events.js" {
  interface EventPayloads {
    "badge.given": { memberId: string };
  }
}
declare module "../../src/core/mail/mail-template.js" {
  interface MailPayloads {
    badgeGiven: { memberId: string };
  }
}
declare module "../../src/import/import-file.js" {
  interface ImportFiles {
    "badges.csv": true;
  }
}

export const badgeErrors = { BADGE_TAKEN: { description: "Another badge has this label." } };

export const badgeAuditActions = { BADGE_GIVEN: { description: "A badge was given (badge gegeven)." } };

export const badgeSubjects = {
  BADGE: {
    description: "A badge (badge).",
    yours: { [Language.NL]: "je badge", [Language.FR]: "votre badge", [Language.EN]: "your badge" },
    reportable: {
      entity: Badge,
      table: sql`badge`,
      title: sql`label`,
      authors: (id: string) => sql`SELECT member_id FROM badge WHERE id = ${id}`,
    },
  },
};

export const badgeNotifications = {
  BADGE_GIVEN: {
    mails: null,
    description: "The viewer got a badge (badge gekregen).",
    text: {
      [Language.NL]: () => "Je kreeg een badge.",
      [Language.FR]: () => "Vous avez reçu un badge.",
      [Language.EN]: () => "You got a badge.",
    },
  },
};

export const badgeNotificationRules: NotificationRule[] = [
  {
    on: "badge.given",
    from: sql`JOIN badge ON badge.id = event."subjectId"`,
    member: sql`badge.member_id`,
    kind: sql`'BADGE_GIVEN'::text`,
    gathering: sql`badge.gathering_id`,
  },
];

export const badgePolicy = {
  /** Renames a badge: whose it is. */
  rename: (actor: Actor, badge: Pick<Badge, "memberId">) => badge.memberId === actor.memberId,
} satisfies Policy;
