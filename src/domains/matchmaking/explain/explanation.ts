import type { Language } from "../../../core/texts/language.js";
import { wordings, type ExplanationWording } from "./explanation.wording.js";

/** Why a member is suggested; labels are in the language of the explanation, the rarest theme first. */
export interface CollaboratorReasons {
  /** Whether the suggestion is for an idea rather than for the reader: then its author takes the reader's place. */
  forIdea: boolean;
  shared: string[];
  /** Themes that the member offers and the reader seeks. */
  offered: string[];
  /** Themes that the member seeks and the reader offers. */
  sought: string[];
  /** How many members have worked with both. */
  mutualCollaborators: number;
  /** At how many gatherings both have, or had, a place. */
  sharedGatherings: number;
  /** The name of the organisation where both work; used only when there is no other reason. */
  sameOrganisation: string | null;
}

/** Why an idea or a gathering is suggested; labels are in the language of the explanation, the strongest first. */
export interface ContentReasons {
  /** Themes that help is asked with and the reader offers help with. */
  asked: string[];
  /** The reader's themes that it carries as well. */
  shared: string[];
  /** The reader's themes that it comes close to, each with the broader theme that joins them. */
  close: { theme: string; through: string }[];
}

const maxThemes = 3;
const maxSentences = 4;

/** One to four plain sentences, the strongest reasons first. */
export function collaboratorExplanation(reasons: CollaboratorReasons, language: Language): string {
  const wording = wordings[language];
  const sentences = reasons.forIdea ? wording.forIdea : wording.forReader;
  const { mutualCollaborators, sharedGatherings, sameOrganisation } = reasons;
  const strongest = [
    themeSentence(wording, reasons.offered.map(quoted), sentences.offered),
    themeSentence(wording, reasons.sought.map(quoted), wording.sought),
    themeSentence(wording, reasons.shared.map(quoted), sentences.shared),
    mutualCollaborators > 0 && sentences.mutual(mutualCollaborators),
    sharedGatherings > 0 && sentences.met(sharedGatherings),
  ];
  const weakest = sameOrganisation === null ? sentences.fresh : sentences.organisation(quoted(sameOrganisation));
  return text(strongest) || weakest;
}

/** One to three plain sentences, the strongest reasons first. */
export function contentExplanation({ asked, shared, close }: ContentReasons, language: Language): string {
  const wording = wordings[language];
  const { content } = wording;
  // The reader's own theme may be the broader one: then it says all.
  const closeTheme = ({ theme, through }: { theme: string; through: string }): string =>
    theme === through ? quoted(theme) : content.through(quoted(theme), quoted(through));
  return text([
    themeSentence(wording, asked.map(quoted), content.asked),
    themeSentence(wording, shared.map(quoted), content.shared),
    themeSentence(wording, close.map(closeTheme), content.close),
  ]);
}

const quoted = (name: string): string => `“${name}”`;

/** Names the first three themes and counts the others; null without any. */
function themeSentence(
  { locale, more }: ExplanationWording,
  themes: string[],
  sentence: (themes: string) => string,
): string | null {
  if (themes.length === 0) return null;
  const named = themes.slice(0, maxThemes);
  const others = themes.length - named.length;
  return sentence(new Intl.ListFormat(locale).format(others > 0 ? [...named, more(others)] : named));
}

const text = (sentences: (string | null | false)[]): string =>
  sentences
    .filter((sentence) => sentence !== null && sentence !== false)
    .slice(0, maxSentences)
    .join(" ");
