import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { LRUCache } from "lru-cache";
import { dutchForms } from "./dutch-inflection.js";
import { fold } from "./folding.js";
import { isFrenchFunctionWord, isFunctionWord } from "./function-words.js";
import { otherForms } from "./other-inflection.js";
import type { Word } from "./words.js";

/** Shorter ones say nothing about the word. */
const minStemLength = 3;
/** Words that nobody inflects: numbers, codes, other scripts, and what is too long to be a word. */
const inflected = /^\p{sc=Latin}{3,40}$/u;

const known = new LRUCache<string, readonly string[]>({ max: 20_000 });

/**
 * What a word is compared by besides itself, folded: its stems in Dutch, French and English, as texts and searches come
 * in any of them, and neither says reliably in which. French needs the accents, which a search may leave out: so there
 * are the stems of both. Function words have no stem.
 */
export function stemsOf(word: Word): readonly string[] {
  if (word.functional) return [];
  let stems = known.get(word.written);
  if (!stems) known.set(word.written, (stems = computed(word)));
  return stems;
}

function computed({ written, folded }: Word): string[] {
  if (!inflected.test(folded)) return [];
  const stems = new Set<string>();
  for (const form of new Set([written, folded]))
    for (const stem of [dutch(form), english(form), french(form).replace(/iqu$/, "ic")]) stems.add(fold(stem));
  for (const form of [...dutchForms(folded, dutch), ...otherForms(folded)]) stems.add(fold(form));
  stems.delete(folded);
  const found = [...stems].filter((stem) => !joinsOthers(folded, stem)).map(markedIfFrench);
  return isFrenchFunctionWord(folded) ? [...found, markedIfFrench(folded)] : found;
}

/** The stem `les` of `lessen` is not the `les` of a French text, but that of a Dutch one. */
const markedIfFrench = (stem: string): string => (isFrenchFunctionWord(stem) ? `${stem}+` : stem);

/** Ends of words that stemmers take away, but that no inflection adds: of French verbs in `-a`, of `-ic`, `-if`, `-ig`. */
const noInflection = /^(?:[aeiouy]?[aiouy]|al|ic|if|ig|l)$/;

/** Whether a stem says nothing about the word, as `over` of `overheid`, or would join words that are different. */
const joinsOthers = (word: string, stem: string): boolean =>
  stem.length < minStemLength ||
  (isFunctionWord(stem) && !isFrenchFunctionWord(stem)) ||
  [stem, stem.replace(/i$/, "y")].some((one) => word.startsWith(one) && noInflection.test(word.slice(one.length)));
