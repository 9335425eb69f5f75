import { fold } from "./folding.js";
import { functionWordsOf } from "./function-words.js";

/** Code points of a word that count; more than any word of the languages of the network has. */
export const maxWordLength = 100;

/** A word of a text. */
export interface Word {
  /** In lower case with its accents, as the stemmers need it. */
  written: string;
  /** In lower case without accents and ligatures, as it is compared. */
  folded: string;
  /** Whether it is a function word in its text, such as `in` or `the`: nothing is about it, and it is not inflected. */
  functional: boolean;
}

/** Words that belong together: `co-creatie`, `l’innovation`, `D’hondt`; or a single word. */
export interface Term {
  words: Word[];
  /** All of them written as one word, `cocreatie`; null for a single word. */
  joined: Word | null;
  /** The words without what an apostrophe cuts short or adds: `innovation` of `l’innovation`, `foto` of `foto’s`. */
  required: Word[];
}

/** Characters that people and keyboards use as an apostrophe, and as a hyphen within a word. */
const apostrophes = /[`\u00B4\u02B9\u02BB-\u02BD\u2018\u2019\u201B\u2032\uFF07]/g;
const hyphens = /[\u2010\u2011]/g;
/** Symbols and emoji, also those that are letters and digits to Unicode, as in ™, ℹ️ and 3️⃣; and the zero width space. */
const symbols = /[#*0-9]\uFE0F?\u20E3|[\p{S}\p{ExtPict}\u200B]/gu;
/** Joiners, soft hyphens, variation selectors: they change how a word looks, not which word it is. */
const ignorable = /[\p{DI}\p{Me}]/gu;

const word = String.raw`[\p{L}\p{N}][\p{L}\p{N}\p{M}]*`;
const terms = new RegExp(`${word}(?:['-]${word})*`, "gu");

/**
 * The terms of a text in their order, by Unicode's own classes of characters: whatever is neither a letter, a digit nor
 * a mark on one separates words. PostgreSQL's parser splits by the locale of the database instead.
 */
export function termsOf(text: string): Term[] {
  const plain = text
    .replace(apostrophes, "'")
    .replace(symbols, " ")
    .normalize("NFKC")
    .replace(hyphens, "-")
    .toLowerCase()
    .replace(ignorable, "");
  const found = plain.match(terms) ?? [];
  const functionWords = functionWordsOf(found.flatMap(partsOf).map(fold));
  return found.map((term) => termOf(term, functionWords));
}

const partsOf = (term: string): string[] => term.split(/['-]/);

function termOf(term: string, functionWords: ReadonlySet<string>): Term {
  const parts = partsOf(term);
  const words = parts.map((part) => wordOf(part, functionWords));
  if (words.length === 1) return { words, joined: null, required: words };
  const long = term.includes("'") ? words.filter(({ folded }) => folded.length > 2) : words;
  return { words, joined: wordOf(parts.join(""), functionWords), required: long.length > 0 ? long : words };
}

const wordOf = (text: string, functionWords: ReadonlySet<string>): Word => {
  const written = text.length > maxWordLength ? Array.from(text).slice(0, maxWordLength).join("") : text;
  const folded = fold(written);
  return { written: written.normalize("NFC"), folded, functional: functionWords.has(folded) };
};
