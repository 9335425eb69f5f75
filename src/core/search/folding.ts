const accents = /[\u0300-\u036F]/g;
/** Letters that Unicode does not decompose. */
const unfolded: Record<string, string> = {
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th" },
  ...{ ø: "o", đ: "d", ð: "d", ħ: "h", ı: "i", ł: "l", ŋ: "n", ŧ: "t", ς: "σ" },
};
const unfoldable = new RegExp(`[${Object.keys(unfolded).join("")}]`, "g");

/** A word in lower case without its accents. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replace(accents, "")
    .replace(unfoldable, (letter) => unfolded[letter]!);
