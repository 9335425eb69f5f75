import sql, { type Sql } from "sql-template-tag";
import type { Context } from "../../core/graphql/context.js";
import { Language } from "../../core/texts/language.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationRule,
  NotificationSubject,
} from "../../core/notifications/notification-kind.js";
import { guillemets, quoted } from "../../core/notifications/quotation.js";
import { isAcceptable, requestById } from "./collaboration-request.reads.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    COLLABORATION_REQUESTED: unknown;
    COLLABORATION_ACCEPTED: unknown;
    COLLABORATION_DECLINED: unknown;
    COLLABORATION_PROPOSED: unknown;
    COLLABORATION_JOINED: unknown;
  }
}

export const expiry: Record<Language, string> = {
  [Language.NL]: "Meld je aan om de vraag te lezen en te antwoorden. Ze verloopt na dertig dagen.",
  [Language.FR]: "Connectez-vous pour lire la demande et y répondre. Elle expire après trente jours.",
  [Language.EN]: "Sign in to read the request and to answer it. It runs out after thirty days.",
};

/** The request of the notification `e` can still be answered. */
export const isPending = (now: Date): Sql => sql`EXISTS (
  SELECT FROM collaboration_request r
  WHERE r.id = e.collaboration_request_id AND r.status = 'PENDING' AND r.expires_at > ${now})`;

/** Where the collaboration is that came of a request, or that somebody joined; null while there is none. */
async function collaborationOf(
  ctx: Context,
  { collaborationId, collaborationRequestId }: NotificationSubject,
): Promise<string | null> {
  if (collaborationId !== null) return ctx.linkTo("collaboration", collaborationId);
  const request = collaborationRequestId === null ? null : await requestById(ctx, collaborationRequestId);
  return request?.collaborationId == null ? null : ctx.linkTo("collaboration", request.collaborationId);
}

export const collaborationNotifications = {
  COLLABORATION_REQUESTED: {
    description: "A member sent the viewer a collaboration request (samenwerkingsvraag).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "vragen om samen te werken",
        [Language.FR]: "demandes de collaboration",
        [Language.EN]: "requests to collaborate",
      },
      isDue: isPending,
      details: (_ctx, _about, language) => Promise.resolve([expiry[language]]),
    },
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} wil met je samenwerken${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} souhaite collaborer avec vous${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} would like to collaborate with you${quoted(title, " on ")}.`,
    },
  },
  COLLABORATION_ACCEPTED: {
    description: "A member accepted a collaboration request of the viewer (aanvaard).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "aanvaarde vragen om samen te werken",
        [Language.FR]: "demandes de collaboration acceptées",
        [Language.EN]: "requests to collaborate that were accepted",
      },
      // Who brings others together is no party to it.
      isDue: () => sql`NOT EXISTS (
        SELECT FROM collaboration_request r JOIN collaboration_start s ON s.id = r.start_id
        WHERE r.id = e.collaboration_request_id AND NOT s.takes_part)`,
      link: collaborationOf,
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} aanvaardde je vraag om samen te werken${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} a accepté votre demande de collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} accepted your request to collaborate${quoted(title, " on ")}.`,
    },
  },
  COLLABORATION_DECLINED: {
    description: "A member declined a collaboration request of the viewer (afgewezen).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "vragen om samen te werken waar iemand niet op inging",
        [Language.FR]: "demandes de collaboration restées sans suite",
        [Language.EN]: "requests to collaborate that were declined",
      },
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} ging niet in op je vraag om samen te werken${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} n'a pas donné suite à votre demande de collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} declined your request to collaborate${quoted(title, " on ")}.`,
    },
  },
  COLLABORATION_PROPOSED: {
    description:
      "A member sent the viewer a request for a collaboration that begins at a gathering (voorstel om samen te werken).",
    mails: {
      delivery: MailDelivery.AT_ONCE,
      topic: {
        [Language.NL]: "vragen om samen te werken na een bijeenkomst",
        [Language.FR]: "propositions de collaboration après une rencontre",
        [Language.EN]: "requests to collaborate after a gathering",
      },
      isDue: isPending,
      details: (_ctx, _about, language) => Promise.resolve([expiry[language]]),
    },
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} vraagt je voor een samenwerking na een bijeenkomst${quoted(title, ", rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} vous propose une collaboration après une rencontre${guillemets(title, ", autour de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} asks you for a collaboration after a gathering${quoted(title, ", on ")}.`,
    },
  },
  COLLABORATION_JOINED: {
    description: "Members joined a collaboration of the viewer, which may begin with that (doet mee).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "wie meedoet aan je samenwerkingen",
        [Language.FR]: "les membres qui rejoignent vos collaborations",
        [Language.EN]: "members who join your collaborations",
      },
      link: collaborationOf,
    },
    text: {
      [Language.NL]: (who, title, count) =>
        `${count > 1 ? `${count} leden doen` : `${who ?? "Iemand"} doet`} mee aan jullie samenwerking${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title, count) =>
        `${count > 1 ? `${count} membres rejoignent` : `${who ?? "Quelqu'un"} rejoint`} votre collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title, count) =>
        `${count > 1 ? `${count} members` : (who ?? "Somebody")} joined your collaboration${quoted(title, " on ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const request = {
  from: sql`JOIN collaboration_request request ON request.id = event."subjectId"`,
  idea: sql`request.idea_id`,
  request: sql`request.id`,
};

const joined = sql`${"COLLABORATION_JOINED" satisfies NotificationKind}::text`;

export const collaborationNotificationRules: NotificationRule[] = [
  {
    on: "collaboration.requested",
    ...request,
    from: sql`${request.from} AND ${isAcceptable(sql`request`)}`,
    member: sql`request.to_id`,
    actor: sql`request.from_id`,
    kind: sql`CASE WHEN request.joins_id IS NOT NULL THEN ${"COLLABORATION_INVITED" satisfies NotificationKind}::text
      WHEN request.start_id IS NULL THEN ${"COLLABORATION_REQUESTED" satisfies NotificationKind}::text
      ELSE ${"COLLABORATION_PROPOSED" satisfies NotificationKind}::text END`,
  },
  {
    on: "collaboration.answered",
    ...request,
    member: sql`request.from_id`,
    actor: sql`coalesce(request.to_id, request.answered_by_id)`,
    kind: sql`CASE WHEN (event.data->>'accepted')::boolean THEN ${"COLLABORATION_ACCEPTED" satisfies NotificationKind}::text
      ELSE ${"COLLABORATION_DECLINED" satisfies NotificationKind}::text END`,
  },
  {
    on: "collaboration.started",
    // The others who accepted; the sender is notified of each answer.
    from: sql`JOIN collaboration_request request ON request.collaboration_id = event."subjectId"
      AND request.start_id IS NOT NULL AND request.status = 'ACCEPTED'
      JOIN collaboration_member cm ON cm.collaboration_id = request.collaboration_id AND cm.member_id = request.to_id`,
    member: sql`request.to_id`,
    kind: joined,
    actor: sql`(event.data->>'by')::uuid`,
    idea: sql`request.idea_id`,
    request: sql`request.id`,
  },
  {
    on: "collaboration.joined",
    // Without those between whom the request was: the sender is notified of the answer, and the other gave it.
    from: sql`JOIN collaboration c ON c.id = event."subjectId"
      LEFT JOIN collaboration_request request ON request.id = (event.data->>'requestId')::uuid
      JOIN collaboration_member cm ON cm.collaboration_id = c.id AND cm.member_id IS DISTINCT FROM request.from_id
        AND cm.member_id IS DISTINCT FROM coalesce(request.to_id, request.answered_by_id)`,
    member: sql`cm.member_id`,
    kind: joined,
    actor: sql`(event.data->>'memberId')::uuid`,
    idea: sql`c.idea_id`,
    collaboration: sql`c.id`,
  },
];
