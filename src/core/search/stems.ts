import { stemmer as dutch } from "@orama/stemmers/dutch";
import { stemmer as english } from "@orama/stemmers/english";
import { stemmer as french } from "@orama/stemmers/french";
import { stopwords as dutchStopWords } from "@orama/stopwords/dutch";
import { stopwords as englishStopWords } from "@orama/stopwords/english";
import { stopwords as frenchStopWords } from "@orama/stopwords/french";
import { LRUCache } from "lru-cache";
import { dutchSingulars } from "./dutch-inflection.js";
import { fold, type Word } from "./words.js";

/** Function words: they have no stem, and no word has one of them as its stem, as `overheid` would have `over`. */
const stopWords = new Set([...dutchStopWords, ...englishStopWords, ...frenchStopWords].map(fold));

/** Shorter ones say nothing about the word. */
const minStemLength = 3;
/** Words that nobody inflects: numbers, codes, other scripts, and what is too long to be a word. */
const inflected = /^\p{sc=Latin}{3,40}$/u;

/** Plurals that no rule gives. */
const irregular = new Map(
  Object.entries({
    ...{ musea: "museum", children: "child", lives: "life", men: "man", people: "person", women: "woman" },
    ...{ nouvel: "nouveau", nouvelle: "nouveau", nouvelles: "nouveau", travaux: "travail", yeux: "oeil" },
  }),
);

const known = new LRUCache<string, readonly string[]>({ max: 20_000 });

/**
 * What a word is compared by besides itself, folded: its stems in Dutch, French and English, as texts and searches come
 * in any of them, and neither says reliably in which. French needs the accents, which a search may leave out: so there
 * are the stems of both.
 */
export function stemsOf(word: Word): readonly string[] {
  let stems = known.get(word.written);
  if (!stems) known.set(word.written, (stems = computed(word)));
  return stems;
}

function computed({ written, folded }: Word): string[] {
  if (!inflected.test(folded) || stopWords.has(folded)) return [];
  const stems = new Set<string>();
  for (const form of new Set([written, folded]))
    for (const stem of [dutch(form), english(form), french(form).replace(/iqu$/, "ic")]) stems.add(fold(stem));
  for (const stem of dutchSingulars(folded, dutch)) stems.add(fold(stem));
  const lemma = irregular.get(folded);
  if (lemma !== undefined) stems.add(lemma);
  stems.delete(folded);
  return [...stems].filter(
    (stem) =>
      stem.length >= minStemLength &&
      !stopWords.has(stem) &&
      ![stem, stem.replace(/i$/, "y")].some((one) => joinsOthers(folded, one)),
  );
}

/** Ends of words that stemmers take away, but that no inflection adds: of French verbs in `-a`, of `-ic`, `-if`, `-ig`. */
const noInflection = /^(?:[aeiouy]?[aiouy]|al|ic|if|ig|l)$/;

/** Whether the stem would join words that are different, such as names. */
const joinsOthers = (word: string, stem: string): boolean =>
  word.startsWith(stem) && noInflection.test(word.slice(stem.length));
