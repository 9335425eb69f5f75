import sql, { join, type Sql } from "sql-template-tag";
import { refuseNullCharacters } from "../database/null-characters.js";
import { Fault } from "../errors/fault.js";
import { measured } from "../texts/graphemes.js";
import { stemsOf } from "./stems.js";
import { termsOf, type Word } from "./words.js";

const longest = 200;

/** What is searched for by one word, or by words that belong together. */
export interface SearchTerm {
  /** As PostgreSQL's tsquery: texts with a word that begins with it, or with another form of it. */
  query: string;
  /** Its words in lower case without accents. */
  words: string[];
}

/**
 * The terms of a search, each once; null when nothing is searched for, because the text is absent or blank. A text
 * without a word, such as an emoji, has none, and so finds nothing. Function words need not be in a text, unless the
 * search has nothing else: `fietsen in Gent` finds “Fietsen – Gent”.
 */
export function searchTerms(search: string | null | undefined): SearchTerm[] | null {
  if (search == null || search.trim() === "") return null;
  if (!measured(search, longest).fits)
    throw new Fault("BAD_USER_INPUT", `"search" must have at most ${longest} characters: shorten it.`, {
      argument: "search",
    });
  refuseNullCharacters([search]);
  const all = termsOf(search);
  const content = all.filter(({ words }) => !words.every(({ functional }) => functional));
  const terms = (content.length > 0 ? content : all).map(({ joined, required }) => {
    const each = required.map(queryOf).join(" & ");
    return { query: joined ? `(${queryOf(joined)} | ${each})` : each, words: required.map(({ folded }) => folded) };
  });
  return [...new Map(terms.map((term) => [term.query, term])).values()];
}

/** The word itself stands beside its beginning, as PostgreSQL knows how frequent words are, not beginnings of words. */
const queryOf = (word: Word): string => {
  const forms = [word.folded, ...stemsOf(word)];
  return `(${[`'${word.folded}':*`, ...forms.map((form) => `'${form}'`)].join(" | ")})`;
};

/** All terms as one tsquery; null when there are none. */
export const allOf = (terms: SearchTerm[]): string | null =>
  terms.length === 0 ? null : terms.map(({ query }) => query).join(" & ");

/** The condition that the tsvector has every term; without a term, nothing has. */
export function hasTerms(vector: Sql, terms: SearchTerm[]): Sql {
  const query = allOf(terms);
  return query === null ? sql`false` : sql`${vector} @@ ${query}::tsquery`;
}

/** Letters from which on the beginning of a word is expected to be rare. */
const rareFrom = 3;

/**
 * A condition that rows have these terms, so that a page of an ordered list is read by the index of the vectors when
 * they are rare. PostgreSQL takes no beginning of a word to be in less than one row of 50, and would look through the
 * whole list in its order; of a condition that is repeated, it takes the power.
 */
export const inOrderedList = (terms: SearchTerm[], condition: Sql, times = 2): Sql =>
  terms.some(({ words }) => words.some((word) => word.length >= rareFrom))
    ? sql`(${join(Array<Sql>(times).fill(condition), " AND ")})`
    : condition;
