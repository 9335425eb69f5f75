import { Language } from "../../core/graphql/language.js";
import type { NotificationKind } from "./notification.enums.js";

/** The sentences of notifications, by kind, with the name of the actor and the title of the subject where visible. */
type Sentences = Record<NotificationKind, (who: string | null, title: string | null) => string>;

const about = (title: string | null, before: string, [open, close]: [string, string]): string =>
  title === null ? "" : `${before}${open}${title}${close}`;
const quoted = (title: string | null, before: string): string => about(title, before, ["“", "”"]);
const guillemets = (title: string | null, before: string): string => about(title, before, ["« ", " »"]);

export const wordings: Record<Language, Sentences> = {
  [Language.NL]: {
    IDEA_COMMENTED: (who, title) => `${who ?? "Iemand"} reageerde op je idee${quoted(title, " ")}.`,
    COMMENT_REPLIED: (who, title) => `${who ?? "Iemand"} antwoordde op je reactie${quoted(title, " bij ")}.`,
    COLLABORATION_REQUESTED: (who, title) => `${who ?? "Iemand"} wil met je samenwerken${quoted(title, " rond ")}.`,
    COLLABORATION_ACCEPTED: (who, title) =>
      `${who ?? "Iemand"} aanvaardde je vraag om samen te werken${quoted(title, " rond ")}.`,
    COLLABORATION_DECLINED: (who, title) =>
      `${who ?? "Iemand"} ging niet in op je vraag om samen te werken${quoted(title, " rond ")}.`,
    PLACE_GIVEN: (_, title) => `Er kwam een plaats vrij: je bent ingeschreven${quoted(title, " voor ")}.`,
    MODERATION_DECIDED: () => "Een moderator nam een beslissing over iets van jou.",
    MODERATION_REVERSED: () => "Een beslissing van een moderator over iets van jou is teruggedraaid.",
  },
  [Language.FR]: {
    IDEA_COMMENTED: (who, title) => `${who ?? "Quelqu'un"} a réagi à votre idée${guillemets(title, " ")}.`,
    COMMENT_REPLIED: (who, title) => `${who ?? "Quelqu'un"} a répondu à votre réaction${guillemets(title, " sur ")}.`,
    COLLABORATION_REQUESTED: (who, title) =>
      `${who ?? "Quelqu'un"} souhaite collaborer avec vous${guillemets(title, " autour de ")}.`,
    COLLABORATION_ACCEPTED: (who, title) =>
      `${who ?? "Quelqu'un"} a accepté votre demande de collaboration${guillemets(title, " autour de ")}.`,
    COLLABORATION_DECLINED: (who, title) =>
      `${who ?? "Quelqu'un"} n'a pas donné suite à votre demande de collaboration${guillemets(title, " autour de ")}.`,
    PLACE_GIVEN: (_, title) => `Une place s'est libérée : vous êtes inscrit(e)${guillemets(title, " à ")}.`,
    MODERATION_DECIDED: () => "Un modérateur a pris une décision qui vous concerne.",
    MODERATION_REVERSED: () => "Une décision d'un modérateur qui vous concernait a été annulée.",
  },
  [Language.EN]: {
    IDEA_COMMENTED: (who, title) => `${who ?? "Somebody"} commented on your idea${quoted(title, " ")}.`,
    COMMENT_REPLIED: (who, title) => `${who ?? "Somebody"} replied to your comment${quoted(title, " on ")}.`,
    COLLABORATION_REQUESTED: (who, title) =>
      `${who ?? "Somebody"} would like to collaborate with you${quoted(title, " on ")}.`,
    COLLABORATION_ACCEPTED: (who, title) =>
      `${who ?? "Somebody"} accepted your request to collaborate${quoted(title, " on ")}.`,
    COLLABORATION_DECLINED: (who, title) =>
      `${who ?? "Somebody"} declined your request to collaborate${quoted(title, " on ")}.`,
    PLACE_GIVEN: (_, title) => `A place came free: you are registered${quoted(title, " for ")}.`,
    MODERATION_DECIDED: () => "A moderator made a decision about something of yours.",
    MODERATION_REVERSED: () => "A moderator's decision about something of yours was taken back.",
  },
};
