import { stemsOf } from "./stems.js";
import { termsOf, type Word } from "./words.js";

/** PostgreSQL's weight of a text in its vector, from A, such as a title, to D. */
export type Weight = "A" | "B" | "C" | "D";

/** A text with its weight; null for none. */
export type WeighedText = [weight: Weight, text: string | null];

/** PostgreSQL's limits are 16,383 positions, 256 of a lexeme, and 1 MiB of lexemes. */
const maxPosition = 16_383;
const maxPositionsOfLexeme = 100;
const maxUnits = 200_000;

/**
 * The words of texts as PostgreSQL's tsvector, with their stems and positions. Made here and not by `to_tsvector`, so
 * that the same text gives the same vector in every database, whatever its locale and version. Of extremely long texts
 * it has the first 200,000 characters of different words and stems.
 */
export function searchVector(texts: WeighedText[]): string {
  const positions = new Map<string, string[]>();
  let units = 0;
  let at = 0;
  const add = (lexeme: string, weight: Weight): void => {
    let known = positions.get(lexeme);
    if (!known) {
      if (units + lexeme.length > maxUnits) return;
      units += lexeme.length;
      positions.set(lexeme, (known = []));
    }
    if (known.length < maxPositionsOfLexeme) known.push(`${Math.min(at, maxPosition)}${weight}`);
  };
  const addWord = (word: Word, weight: Weight): void => {
    for (const lexeme of [word.folded, ...stemsOf(word)]) add(lexeme, weight);
  };
  for (const [weight, text] of texts)
    for (const { words, joined } of termsOf(text ?? "")) {
      for (const [index, word] of words.entries()) {
        at++;
        addWord(word, weight);
        if (index === 0 && joined) addWord(joined, weight);
      }
    }
  return [...positions].map(([lexeme, at]) => `'${lexeme}':${at.join(",")}`).join(" ");
}
