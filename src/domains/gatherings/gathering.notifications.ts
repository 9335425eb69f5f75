import sql from "sql-template-tag";
import { Language } from "../../core/texts/language.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    PLACE_GIVEN: unknown;
  }
}

export const gatheringNotifications = {
  PLACE_GIVEN: {
    description: "The viewer moved up from the waiting list of a gathering and now has a place (plaats toegekend).",
    text: {
      [Language.NL]: (_, title) => `Er kwam een plaats vrij: je bent ingeschreven${quoted(title, " voor ")}.`,
      [Language.FR]: (_, title) => `Une place s'est libérée : vous êtes inscrit(e)${guillemets(title, " à ")}.`,
      [Language.EN]: (_, title) => `A place came free: you are registered${quoted(title, " for ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

export const gatheringNotificationRules: NotificationRule[] = [
  {
    on: "registration.changed",
    from: sql`JOIN registration ON registration.id = event."subjectId" AND (event.data->>'promoted')::boolean`,
    member: sql`registration.member_id`,
    kind: sql`${"PLACE_GIVEN" satisfies NotificationKind}::text`,
    gathering: sql`registration.gathering_id`,
  },
];
