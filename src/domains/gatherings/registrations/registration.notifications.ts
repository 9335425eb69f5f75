import sql, { type Sql } from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { ownCodeAttachments } from "../attendance/check-in-attachment.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { isGoing, isRegistered, meetingDetails } from "../gathering.mail-details.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    PLACE_GIVEN: unknown;
    REGISTRATION_REQUESTED: unknown;
    REGISTRATION_ACCEPTED: unknown;
    REGISTRATION_DECLINED: unknown;
    GATHERING_INVITED: unknown;
  }
}

export const registrationNotifications = {
  PLACE_GIVEN: {
    description: "The viewer moved up from the waiting list of a gathering and now has a place (plaats toegekend).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "plaatsen die vrijkomen",
        [Language.FR]: "places qui se libèrent",
        [Language.EN]: "places that come free",
      },
      isPlan: true,
      isDue: isGoing,
      details: meetingDetails,
      attachments: ownCodeAttachments,
    },
    text: {
      [Language.NL]: (_, title) => `Er kwam een plaats vrij: je bent ingeschreven${quoted(title, " voor ")}.`,
      [Language.FR]: (_, title) => `Une place s'est libérée : vous êtes inscrit(e)${guillemets(title, " à ")}.`,
      [Language.EN]: (_, title) => `A place came free: you are registered${quoted(title, " for ")}.`,
    },
  },
  REGISTRATION_REQUESTED: {
    description: "A member requests a place at a gathering that the viewer hosts (aanvraag).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "aanvragen voor je bijeenkomsten",
        [Language.FR]: "demandes de place à vos rencontres",
        [Language.EN]: "requests for places at your gatherings",
      },
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} vraagt een plaats aan${quoted(title, " voor ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Quelqu'un"} demande une place${guillemets(title, " à ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} requests a place${quoted(title, " at ")}.`,
    },
  },
  REGISTRATION_ACCEPTED: {
    description: "A host accepted the request of the viewer for a place at a gathering (aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "aanvaarde aanvragen van jou",
        [Language.FR]: "vos demandes de place acceptées",
        [Language.EN]: "requests of yours for places that were accepted",
      },
      isPlan: true,
      isDue: isRegistered,
      details: meetingDetails,
      attachments: ownCodeAttachments,
    },
    text: {
      [Language.NL]: (_, title) => `Je aanvraag${quoted(title, " voor ")} is aanvaard.`,
      [Language.FR]: (_, title) => `Votre demande${guillemets(title, " pour ")} est acceptée.`,
      [Language.EN]: (_, title) => `Your request${quoted(title, " for ")} was accepted.`,
    },
  },
  REGISTRATION_DECLINED: {
    description: "A host declined the registration of the viewer for a gathering (niet aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "inschrijvingen van jou die niet aanvaard zijn",
        [Language.FR]: "vos inscriptions non acceptées",
        [Language.EN]: "registrations of yours that were declined",
      },
      isPlan: true,
    },
    text: {
      [Language.NL]: (_, title) => `Je inschrijving${quoted(title, " voor ")} is niet aanvaard.`,
      [Language.FR]: (_, title) => `Votre inscription${guillemets(title, " à ")} n'est pas acceptée.`,
      [Language.EN]: (_, title) => `Your registration${quoted(title, " for ")} was declined.`,
    },
  },
  GATHERING_INVITED: {
    description: "A host invited the viewer to a gathering (uitnodiging).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "uitnodigingen voor bijeenkomsten",
        [Language.FR]: "invitations à des rencontres",
        [Language.EN]: "invitations to gatherings",
      },
      details: meetingDetails,
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} nodigt je uit${quoted(title, " voor ")}.`,
      [Language.FR]: (who, title) => `${who ?? "Quelqu'un"} vous invite${guillemets(title, " à ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} invites you${quoted(title, " to ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const kind = (name: NotificationKind): Sql => sql`${name}::text`;
const gathering = sql`(event.data->>'gatheringId')::uuid`;
/** Null for a guest, who gets mails alone. */
const registrant = sql`(event.data->>'memberId')::uuid`;
/** The event by itself. */
const alone = sql``;
const actor = sql`(event.data->>'by')::uuid`;
const decided = (statuses: readonly string[]): Sql =>
  sql`CASE WHEN event.data ? 'by' AND event.data->>'status' = ANY(${statuses}) THEN ${registrant} END`;

export const registrationNotificationRules: NotificationRule[] = [
  {
    on: "registration.changed",
    from: alone,
    member: sql`CASE WHEN (event.data->>'promoted')::boolean THEN ${registrant} END`,
    kind: kind("PLACE_GIVEN"),
    gathering,
  },
  {
    on: "registration.changed",
    from: sql`JOIN gathering_host h ON h.gathering_id = ${gathering} AND event.data->>'status' = 'REQUESTED'
      AND NOT event.data ? 'checkedIn'`,
    member: sql`h.member_id`,
    kind: kind("REGISTRATION_REQUESTED"),
    actor: registrant,
    gathering,
  },
  {
    on: "registration.changed",
    from: alone,
    member: decided(["GOING", "WAITLISTED"]),
    kind: kind("REGISTRATION_ACCEPTED"),
    actor,
    gathering,
  },
  {
    on: "registration.changed",
    from: alone,
    member: decided(["DECLINED"]),
    kind: kind("REGISTRATION_DECLINED"),
    actor,
    gathering,
  },
  {
    on: "registration.changed",
    from: alone,
    member: decided(["INVITED"]),
    kind: kind("GATHERING_INVITED"),
    actor,
    gathering,
  },
];
