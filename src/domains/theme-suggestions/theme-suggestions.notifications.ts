import sql from "sql-template-tag";
import { moderatorRoles } from "../../core/access/role.js";
import type { Context } from "../../core/graphql/context.js";
import { quotedLines } from "../../core/mail/quoted-words.js";
import { MailDelivery } from "../../core/notifications/mail-delivery.js";
import type {
  NotificationDeclaration,
  NotificationKind,
  NotificationMails,
  NotificationRule,
  NotificationSubject,
} from "../../core/notifications/notification-kind.js";
import { Language } from "../../core/texts/language.js";
import { blockBetween } from "../members/member.visibility.js";
import { themeSuggestionById } from "./theme-suggestion.reads.js";

declare module "../../core/notifications/notification-kind.js" {
  interface NotificationKinds {
    THEME_SUGGESTED: unknown;
    THEME_SUGGESTION_TAKEN: unknown;
    THEME_SUGGESTION_MERGED: unknown;
    THEME_SUGGESTION_DECLINED: unknown;
  }
}

const noteIntroduction: Record<Language, string> = {
  [Language.NL]: "Wat een organisator erover schreef:",
  [Language.FR]: "Ce qu'un organisateur en a écrit :",
  [Language.EN]: "What an organiser wrote about it:",
};

/** The label that was suggested, and what was written about the decision. */
async function details(
  ctx: Context,
  { themeSuggestionId }: NotificationSubject,
  language: Language,
): Promise<string[]> {
  const suggestion = themeSuggestionId === null ? null : await themeSuggestionById(ctx, themeSuggestionId);
  if (!suggestion) return [];
  const { label, note } = suggestion;
  return [quotedLines(label), ...(note === null ? [] : [`${noteIntroduction[language]}\n${quotedLines(note)}`])];
}

/** Mails about what became of a suggestion, to who made it. */
const decisionMails: NotificationMails = {
  delivery: MailDelivery.AT_ONCE,
  topic: {
    [Language.NL]: "thema's die je voorstelde",
    [Language.FR]: "thèmes que vous avez proposés",
    [Language.EN]: "themes that you suggested",
  },
  details,
};

export const themeSuggestionNotifications = {
  THEME_SUGGESTED: {
    description:
      "A member suggested a theme for the vocabulary; for organisers and administrators (voorgesteld thema).",
    mails: {
      delivery: MailDelivery.DAILY,
      topic: {
        [Language.NL]: "voorgestelde thema's",
        [Language.FR]: "thèmes proposés",
        [Language.EN]: "suggested themes",
      },
      isDue: () =>
        sql`EXISTS (SELECT FROM theme_suggestion s WHERE s.id = e.theme_suggestion_id AND s.status = 'PENDING')`,
      details,
    },
    text: {
      [Language.NL]: (who) => `${who ?? "Iemand"} stelt een thema voor.`,
      [Language.FR]: (who) => `${who ?? "Quelqu'un"} propose un thème.`,
      [Language.EN]: (who) => `${who ?? "Somebody"} suggests a theme.`,
    },
  },
  THEME_SUGGESTION_TAKEN: {
    description: "A theme that the viewer suggested was taken into the vocabulary (thema overgenomen).",
    mails: decisionMails,
    text: {
      [Language.NL]: () => "Het thema dat je voorstelde, kan nu gekozen worden.",
      [Language.FR]: () => "Le thème que vous avez proposé peut maintenant être choisi.",
      [Language.EN]: () => "The theme that you suggested can be chosen now.",
    },
  },
  THEME_SUGGESTION_MERGED: {
    description: "A theme that the viewer suggested became a synonym of another one (thema samengevoegd).",
    mails: decisionMails,
    text: {
      [Language.NL]: () => "Het thema dat je voorstelde, is een synoniem geworden van een thema dat er al was.",
      [Language.FR]: () => "Le thème que vous avez proposé est devenu un synonyme d'un thème existant.",
      [Language.EN]: () => "The theme that you suggested became a synonym of one that was there already.",
    },
  },
  THEME_SUGGESTION_DECLINED: {
    description: "A theme that the viewer suggested was declined (thema niet overgenomen).",
    mails: decisionMails,
    text: {
      [Language.NL]: () => "Het thema dat je voorstelde, is niet overgenomen.",
      [Language.FR]: () => "Le thème que vous avez proposé n'a pas été retenu.",
      [Language.EN]: () => "The theme that you suggested was declined.",
    },
  },
} satisfies Partial<Record<NotificationKind, NotificationDeclaration>>;

const suggestion = sql`JOIN theme_suggestion s ON s.id = event."subjectId"`;

export const themeSuggestionNotificationRules: NotificationRule[] = [
  {
    on: "theme.suggested",
    from: sql`${suggestion}
      JOIN account ON account.roles && ${moderatorRoles} AND account.member_id <> s.suggested_by_id`,
    member: sql`account.member_id`,
    // A block takes nothing off the desk of an organiser.
    actor: sql`CASE WHEN NOT ${blockBetween(sql`s.suggested_by_id`, sql`account.member_id`)} THEN s.suggested_by_id END`,
    kind: sql`${"THEME_SUGGESTED" satisfies NotificationKind}::text`,
    themeSuggestion: sql`s.id`,
  },
  {
    // The network decides, whoever does so for it.
    on: "theme.suggestion-decided",
    from: sql`${suggestion} AND s.suggested_by_id <> (event.data->>'by')::uuid`,
    member: sql`s.suggested_by_id`,
    kind: sql`'THEME_SUGGESTION_' || (event.data->>'status')`,
    themeSuggestion: sql`s.id`,
  },
];
