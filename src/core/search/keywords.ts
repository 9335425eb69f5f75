import { stemsOf } from "./stems.js";
import { termsOf } from "./words.js";

/** A word that says what a text is about, in the forms that it and its inflections have in a vector. */
export type Keyword = ReadonlySet<string>;

/** The keywords of texts in their order, each once: function words are none. */
export function keywordsOf(...texts: string[]): Keyword[] {
  const keywords = new Set<Set<string>>();
  const byForm = new Map<string, Set<string>>();
  const words = texts.flatMap((text) => termsOf(text).flatMap(({ required }) => required));
  for (const word of words) {
    if (word.functional) continue;
    const forms = [word.folded, ...stemsOf(word)];
    const known = forms.map((form) => byForm.get(form)).find((keyword) => keyword !== undefined) ?? new Set();
    for (const form of forms) {
      known.add(form);
      if (!byForm.has(form)) byForm.set(form, known);
    }
    keywords.add(known);
  }
  return [...keywords];
}

/** Whether a keyword is one of those with these forms, or a form of one. */
export const hasFormIn = (keyword: Keyword, forms: ReadonlySet<string>): boolean =>
  [...keyword].some((form) => forms.has(form));

/** As PostgreSQL's tsquery: vectors that have it. */
export const queryOfKeyword = (keyword: Keyword): string => `(${[...keyword].map((form) => `'${form}'`).join(" | ")})`;
