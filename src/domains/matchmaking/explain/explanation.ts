import type { Language } from "../../../core/graphql/language.js";
import { wordings } from "./explanation.wording.js";

/** What an explanation is told from; labels are in the language of telling, the rarest theme first. */
export interface Reasons {
  /** Whether the suggestion is for an idea rather than for the reader: then its author stands in the reader's place. */
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
  /** The name of the organisation where both work; told only when there is no other reason. */
  sameOrganisation: string | null;
}

const namedThemes = 3;
const maxSentences = 4;

/** Why a member is suggested, in one to four plain sentences, the strongest reasons first. */
export function explain(reasons: Reasons, language: Language): string {
  const wording = wordings[language];
  const sentences = reasons.forIdea ? wording.forIdea : wording.forReader;
  const listed = (labels: string[]): string => {
    const named = labels.slice(0, namedThemes).map(quoted);
    const left = labels.length - named.length;
    return new Intl.ListFormat(wording.locale).format(left > 0 ? [...named, wording.more(left)] : named);
  };
  const ofThemes = (labels: string[], sentence: (themes: string) => string): string[] =>
    labels.length === 0 ? [] : [sentence(listed(labels))];
  const ofCount = (count: number, sentence: (count: number) => string): string[] =>
    count === 0 ? [] : [sentence(count)];
  const told = [
    ...ofThemes(reasons.offered, sentences.offered),
    ...ofThemes(reasons.sought, wording.sought),
    ...ofThemes(reasons.shared, sentences.shared),
    ...ofCount(reasons.mutualCollaborators, sentences.mutual),
    ...ofCount(reasons.sharedGatherings, sentences.met),
  ];
  if (told.length > 0) return told.slice(0, maxSentences).join(" ");
  return reasons.sameOrganisation === null ? sentences.fresh : sentences.organisation(quoted(reasons.sameOrganisation));
}

const quoted = (name: string): string => `“${name}”`;
