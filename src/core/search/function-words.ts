import { stopwords as dutchList } from "@orama/stopwords/dutch";
import { stopwords as englishList } from "@orama/stopwords/english";
import { stopwords as frenchList } from "@orama/stopwords/french";
import { fold } from "./folding.js";

const dutch = new Set(dutchList.map(fold));
const french = new Set(frenchList.map(fold));
const others = new Set([...dutchList, ...englishList].map(fold));

/** Whether a word, folded, is a function word of Dutch or English, or of French. */
export const isFunctionWord = (folded: string): boolean => others.has(folded) || french.has(folded);

/** Whether a word is a function word in French alone, as `les`, `dans` and `pas`, which are nouns in Dutch. */
export const isFrenchFunctionWord = (folded: string): boolean => french.has(folded) && !others.has(folded);

/**
 * The function words among the words of a text: those of the three languages, but not a French one in a Dutch sentence,
 * as in `een les over water`. Letters that an apostrophe cuts off say nothing about the language.
 */
export function functionWordsOf(words: readonly string[]): ReadonlySet<string> {
  const found = new Set(words.filter(isFunctionWord));
  const frenchOnes = [...found].filter((word) => word.length > 1 && isFrenchFunctionWord(word));
  const isDutch = [...found].some((word) => word.length > 1 && dutch.has(word) && !french.has(word));
  if (isDutch && frenchOnes.length === 1) found.delete(frenchOnes[0]!);
  return found;
}
