import type { Language } from "../../core/texts/language.js";
import type { IdeaKind, IdeaStatus } from "./idea.enums.js";

export interface IdeaPageWords {
  kind: string;
  kinds: Record<IdeaKind, string>;
  status: string;
  statuses: Record<IdeaStatus, string>;
  author: string;
  postedAt: string;
  themes: string;
  supports: string;
  /** The comment that its author marked as the answer to a question. */
  answer: string;
  comments: string;
  /** There are more comments, of before those on the page. */
  earlier: string;
  /** Somebody whose profile is not public. */
  member: string;
  /** In place of a comment that is not there any more. */
  removed: string;
}

export const ideaPageWording: Record<Language, IdeaPageWords> = {
  NL: {
    kind: "Soort",
    kinds: { IDEA: "Idee", QUESTION: "Vraag", TRY_OUT: "Probeersel", SHOWCASE: "Toonmoment" },
    status: "Status",
    statuses: { OPEN: "open", IN_PROGRESS: "in uitvoering", DONE: "afgerond", WITHDRAWN: "ingetrokken" },
    author: "Door",
    postedAt: "Geplaatst op",
    themes: "Thema's",
    supports: "Gesteund door",
    answer: "Antwoord",
    comments: "Reacties",
    earlier: "Dit zijn de laatste reacties.",
    member: "Een lid",
    removed: "Deze reactie is verwijderd.",
  },
  FR: {
    kind: "Type",
    kinds: { IDEA: "Idée", QUESTION: "Question", TRY_OUT: "Essai", SHOWCASE: "Présentation" },
    status: "Statut",
    statuses: { OPEN: "ouvert", IN_PROGRESS: "en cours", DONE: "terminé", WITHDRAWN: "retiré" },
    author: "Par",
    postedAt: "Publié le",
    themes: "Thèmes",
    supports: "Soutiens",
    answer: "Réponse",
    comments: "Réactions",
    earlier: "Voici les dernières réactions.",
    member: "Un membre",
    removed: "Cette réaction a été supprimée.",
  },
  EN: {
    kind: "Kind",
    kinds: { IDEA: "Idea", QUESTION: "Question", TRY_OUT: "Try-out", SHOWCASE: "Showcase" },
    status: "Status",
    statuses: { OPEN: "open", IN_PROGRESS: "in progress", DONE: "done", WITHDRAWN: "withdrawn" },
    author: "By",
    postedAt: "Posted on",
    themes: "Themes",
    supports: "Supported by",
    answer: "Answer",
    comments: "Comments",
    earlier: "These are the latest comments.",
    member: "A member",
    removed: "This comment was removed.",
  },
};
