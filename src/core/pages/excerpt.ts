import { graphemesOf } from "../texts/graphemes.js";

/** The beginning of a text in one line, of at most so many characters, cut between two. */
export function excerptOf(text: string, max: number): string {
  let excerpt = "";
  for (const grapheme of graphemesOf(
    text
      .slice(0, 8 * max)
      .replace(/\s+/g, " ")
      .trim(),
  )) {
    if (excerpt.length + grapheme.length >= max) return `${excerpt.trimEnd()}…`;
    excerpt += grapheme;
  }
  return excerpt;
}
