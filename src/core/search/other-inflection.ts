/** How an inflected word ends, and the end of the word that it is a form of. */
const endings: [ending: RegExp, lemma: string][] = [
  [/(eu|ou)x$/, "$1"], // French: jeux, genoux
  [/elles?$/, "eau"], // French: belle, nouvelles
  [/ives$/, "ife"], // English: knives, lives
  [/(l|ea|ee|ie|oa|oo|ar)ves$/, "$1f"], // English: shelves, leaves, thieves, loaves, scarves
  [/ia$/, "ium"], // Latin: criteria, media
  [/ea$/, "eum"], // Latin: musea
  [/([cln])i$/, "$1us"], // Latin: politici, stimuli
];

/** Words whose forms no rule gives. */
const irregular = new Map(
  Object.entries({
    ...{ children: "child", men: "man", people: "person", women: "woman" },
    ...{ nouvel: "nouveau", travaux: "travail", yeux: "oeil" },
  }),
);

/**
 * What the stemmers leave out in French, English and words of Latin. What an ending makes of a word of another language
 * is no word, and so joins nothing.
 * @param word in lower case, without accents
 */
export function otherForms(word: string): string[] {
  const lemma = irregular.get(word);
  const regular = endings.filter(([ending]) => ending.test(word)).map(([ending, end]) => word.replace(ending, end));
  return lemma === undefined ? regular : [lemma, ...regular];
}
