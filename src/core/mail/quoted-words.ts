import { Language } from "../texts/language.js";
import { asLine } from "../texts/line.js";

const marks: Record<Language, [open: string, close: string]> = {
  [Language.NL]: ["“", "”"],
  [Language.FR]: ["«\u00a0", "\u00a0»"],
  [Language.EN]: ["“", "”"],
};

/** A name or a title in quotation marks, which it cannot end itself. */
export function quotedWords(words: string, language: Language): string {
  const [open, close] = marks[language];
  return open + unlinkedLine(words) + close;
}

/** A name or a title that stands in the quotation marks of a sentence. */
export const unlinkedLine = (words: string): string => unlinked(asLine(words)).replace(/[“”„‟«»"]/g, "’");

/** A text of several lines, each marked as quoted. */
export const quotedLines = (text: string): string =>
  text
    .split(/\r\n?|[\n\v\f\u0085\u2028\u2029]/)
    .map((line) => `> ${unlinked(asLine(line))}`.trimEnd())
    .join("\n");

/**
 * The words without anything that mail clients make a link of, in a way that readers see: `https[:]//ino[.]example`,
 * `jan[@]ino[.]example`, `04_70_12_34_56`. Mail clients know URLs, host names, addresses, network paths and telephone
 * numbers.
 */
function unlinked(words: string): string {
  return words
    .replace(/(?<=\S)[.\u3002\uff0e\uff61](?=[\p{L}\p{M}\p{N}-]{2})(?=[\p{N}-]*\p{L})/gu, "[.]")
    .replace(/(?<=\p{L}):(?=\S)|:(?=\/\/)/gu, "[:]")
    .replace(/(?<=\S)[@\uff20](?=\S)/gu, "[@]")
    .replace(/\\(?=\\)/g, "\\ ")
    .replace(/\p{Nd}(?:[\s()./\u2010-\u2015-]{0,3}\p{Nd}){6,}/gu, brokenNumber);
}

/** Years and dates stay as they are. */
const brokenNumber = (number: string): string =>
  /^\d{4}(\s?[-/–]\s?\d{4}|([-/.])\d\d?\2\d\d?)$|^\d\d?([-/.])\d\d?\3\d{4}$/.test(number)
    ? number
    : number.replace(/\P{Nd}+/gu, "_").replace(/\p{Nd}{2}(?=\p{Nd}{2})/gu, "$&_");
