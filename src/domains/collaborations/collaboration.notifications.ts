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
    COLLABORATION_REQUESTED: unknown;
    COLLABORATION_ACCEPTED: unknown;
    COLLABORATION_DECLINED: unknown;
  }
}

export const collaborationNotifications = {
  COLLABORATION_REQUESTED: {
    description: "A member sent the viewer a collaboration request (samenwerkingsvraag).",
    text: {
      [Language.NL]: (who, title) => `${who ?? "Iemand"} wil met je samenwerken${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} souhaite collaborer avec vous${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) => `${who ?? "Somebody"} would like to collaborate with you${quoted(title, " on ")}.`,
    },
  },
  COLLABORATION_ACCEPTED: {
    description: "A member accepted a collaboration request of the viewer (aanvaard).",
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
    text: {
      [Language.NL]: (who, title) =>
        `${who ?? "Iemand"} ging niet in op je vraag om samen te werken${quoted(title, " rond ")}.`,
      [Language.FR]: (who, title) =>
        `${who ?? "Quelqu'un"} n'a pas donné suite à votre demande de collaboration${guillemets(title, " autour de ")}.`,
      [Language.EN]: (who, title) =>
        `${who ?? "Somebody"} declined your request to collaborate${quoted(title, " on ")}.`,
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const request = {
  from: sql`JOIN collaboration_request request ON request.id = event."subjectId"`,
  idea: sql`request.idea_id`,
  request: sql`request.id`,
};

export const collaborationNotificationRules: NotificationRule[] = [
  {
    on: "collaboration.requested",
    ...request,
    member: sql`request.to_id`,
    actor: sql`request.from_id`,
    kind: sql`${"COLLABORATION_REQUESTED" satisfies NotificationKind}::text`,
  },
  {
    on: "collaboration.answered",
    ...request,
    member: sql`request.from_id`,
    actor: sql`request.to_id`,
    kind: sql`CASE WHEN (event.data->>'accepted')::boolean THEN ${"COLLABORATION_ACCEPTED" satisfies NotificationKind}::text
      ELSE ${"COLLABORATION_DECLINED" satisfies NotificationKind}::text END`,
  },
];
