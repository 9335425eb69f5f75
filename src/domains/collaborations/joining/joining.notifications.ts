import sql from "sql-template-tag";
import { MailDelivery } from "../../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
} from "../../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../../core/notifications/quotation.js";
import { Language } from "../../../core/texts/language.js";
import { isAcceptable } from "../collaboration-request.reads.js";
import { expiry, isPending } from "../collaboration.notifications.js";

declare module "../../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    COLLABORATION_JOIN_REQUESTED: unknown;
    COLLABORATION_JOIN_DECLINED: unknown;
    COLLABORATION_INVITED: unknown;
  }
}

export const joiningNotifications = {
  COLLABORATION_JOIN_REQUESTED: {
    description: "A member asks to join a collaboration of the viewer (wil aansluiten).",
    mails: {
      // It is for several, any of whom may answer.
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "wie wil aansluiten bij je samenwerkingen",
        [Language.FR]: "demandes pour se joindre à vos collaborations",
        [Language.EN]: "requests to join your collaborations",
      },
      isDue: (now) => sql`(${isPending(now)} AND EXISTS (
        SELECT FROM collaboration_request r JOIN collaboration_member cm ON cm.collaboration_id = r.joins_id
        WHERE r.id = e.collaboration_request_id AND cm.member_id = e.member_id))`,
      details: (_ctx, _about, language) => Promise.resolve([expiry[language]]),
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} wil aansluiten bij jullie samenwerking${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} souhaite se joindre à votre collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} would like to join your collaboration${quoted(title, " on ")}.`,
    },
  },
  COLLABORATION_JOIN_DECLINED: {
    description:
      "Another member of a collaboration of the viewer declined a request to join it (aansluiting afgewezen).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "afgewezen vragen om aan te sluiten bij je samenwerkingen",
        [Language.FR]: "demandes déclinées pour se joindre à vos collaborations",
        [Language.EN]: "declined requests to join your collaborations",
      },
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} wees een vraag om aan te sluiten bij jullie samenwerking${quoted(title, " rond ")} af.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} a décliné une demande pour se joindre à votre collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} declined a request to join your collaboration${quoted(title, " on ")}.`,
    },
  },
  COLLABORATION_INVITED: {
    description: "A member invited the viewer to a collaboration that exists (uitnodiging om mee te doen).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "uitnodigingen voor samenwerkingen",
        [Language.FR]: "invitations à des collaborations",
        [Language.EN]: "invitations to collaborations",
      },
      isDue: isPending,
      details: (_ctx, _about, language) => Promise.resolve([expiry[language]]),
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} nodigt je uit voor een samenwerking${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} vous invite à une collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} invites you to a collaboration${quoted(title, " on ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

/** The members whom somebody asks to join them; none while a block separates one of them from who asks. */
const askedMembers = {
  from: sql`JOIN collaboration_request request ON request.id = event."subjectId" AND request.to_id IS NULL
      AND ${isAcceptable(sql`request`)}
    JOIN collaboration_member cm ON cm.collaboration_id = request.joins_id`,
  member: sql`cm.member_id`,
  idea: sql`request.idea_id`,
  request: sql`request.id`,
};

export const joiningNotificationRules: NotificationRule[] = [
  {
    on: "collaboration.requested",
    ...askedMembers,
    actor: sql`request.from_id`,
    kind: sql`${"COLLABORATION_JOIN_REQUESTED" satisfies NotificationKind}::text`,
  },
  {
    on: "collaboration.answered",
    ...askedMembers,
    from: sql`${askedMembers.from} AND request.status = 'DECLINED'`,
    actor: sql`request.answered_by_id`,
    kind: sql`${"COLLABORATION_JOIN_DECLINED" satisfies NotificationKind}::text`,
  },
];
