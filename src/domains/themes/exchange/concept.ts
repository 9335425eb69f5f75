import type { Language } from "../../../core/texts/language.js";

/** A theme in a form in which vocabularies are exchanged. */
export interface Concept {
  slug: string;
  labels: Readonly<Record<Language, string | null>>;
  synonyms: readonly string[];
  /** The slug of the broader theme; null at the top. */
  broader: string | null;
  archived: boolean;
}

/** A concept as a document describes it, right or wrong. */
export interface DescribedConcept {
  /** What the document calls it. */
  name: string;
  slugs: readonly string[];
  /** With the tags of their languages, such as `nl-be`; an empty tag where there is none. */
  labels: readonly { tag: string; text: string }[];
  synonyms: readonly string[];
  /** Slugs. */
  broader: readonly string[];
  archived: boolean;
}

/** What a document says. */
export interface DescribedVocabulary {
  concepts: readonly DescribedConcept[];
  /** The columns of `themes.csv` of which it says something, if only that a value is empty. */
  columns: readonly string[];
}

export const conceptColumns = ["slug", "label_nl", "label_fr", "label_en", "broader", "synonyms", "archived"] as const;
