import sql from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { authorsOf } from "../../ideas/authors/authorship.js";
import { Language } from "../../../core/texts/language.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    OUTCOME_RECORDED: unknown;
  }
}

export const outcomeNotifications = {
  OUTCOME_RECORDED: {
    description:
      "A host recorded what came of a gathering where the viewer was, that they host, or with an idea of theirs on the " +
      "agenda (uitkomst).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "wat bijeenkomsten opleverden",
        [Language.FR]: "les résultats des rencontres",
        [Language.EN]: "what came of gatherings",
      },
    },
    text: {
      [Language.NL]: (_, title) => `Lees wat de bijeenkomst${quoted(title, " ")} opleverde.`,
      [Language.FR]: (_, title) => `Lisez ce que la rencontre${guillemets(title, " ")} a donné.`,
      [Language.EN]: (_, title) => `Read what came of the gathering${quoted(title, " ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const gathering = sql`(event.data->>'gatheringId')::uuid`;

/** Of a gathering where nobody was checked in, all who had a place count as having been there. */
const concerned = sql`
  SELECT member_id FROM registration r WHERE r.gathering_id = ${gathering} AND r.status = 'GOING'
    AND (r.checked_in_at IS NOT NULL OR NOT EXISTS (
      SELECT FROM registration c WHERE c.gathering_id = ${gathering} AND c.checked_in_at IS NOT NULL))
  UNION SELECT author.member_id FROM agenda_item a, LATERAL (${authorsOf(sql`a.idea_id`)}) AS author
    WHERE a.gathering_id = ${gathering} AND a.status = 'ACCEPTED'
  UNION SELECT h.member_id FROM gathering_host h WHERE h.gathering_id = ${gathering}`;

export const outcomeNotificationRules: NotificationRule[] = [
  {
    on: "outcome.recorded",
    from: sql`JOIN LATERAL (${concerned}) AS concerned ON event.data ? 'first'`,
    member: sql`concerned.member_id`,
    kind: sql`${"OUTCOME_RECORDED" satisfies NotificationKind}::text`,
    actor: sql`(event.data->>'by')::uuid`,
    gathering,
  },
];
