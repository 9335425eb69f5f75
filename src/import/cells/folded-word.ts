/** A word without what people vary: case, accents, spaces, hyphens and other punctuation. */
export const foldedWord = (word: string): string =>
  word
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
