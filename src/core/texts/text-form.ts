import {
  bidirectionalControls,
  controls,
  controlsWithinLines,
  invisibleIn,
  unpairedSurrogates,
  visible,
} from "./characters.js";
import { graphemesOf, maxGraphemeUnits, measured } from "./graphemes.js";
import type { InvalidInput } from "./input-problem.js";
import { textProblems } from "./text-problems.js";

/** The form of a text that people write. */
export interface TextForm {
  /** Whether it may have several lines. */
  lines: "one" | "many";
  /** Maximum graphemes. */
  max: number;
  /** Whether it identifies something, so that nobody can shorten it: then `max` counts UTF-16 code units. */
  isKey?: boolean;
}

/**
 * The same text in its one stored form: Unicode normalization form C, trimmed, with `\n` as the only line break. One
 * line has none of what comes along, unseen, when people copy from pages and documents: soft hyphens, zero width spaces
 * and the like; a separator of lines that no keyboard has becomes a space.
 */
export function normalized(text: string, { lines }: TextForm): string {
  if (lines === "many")
    return text
      .normalize("NFC")
      .trim()
      .replace(/\r\n?|[\u2028\u2029]/g, "\n");
  return text
    .replace(/[\u2028\u2029]/g, " ")
    .replace(/[\u00AD\u200B\u2060\uFEFF]/g, "")
    .normalize("NFC")
    .trim();
}

/** Why a normalized text does not have the form, and what to do; null when it has. */
export function problemOf(text: string, form: TextForm): InvalidInput | null {
  const { lines, max, isKey } = form;
  const tooLong = isKey ? textProblems.aboveMaximum : textProblems.tooLong;
  if (text.search(unpairedSurrogates) >= 0) return textProblems.halfCharacter;
  if (!visible.test(text)) return textProblems.empty;
  // Before anything that takes longer for longer texts.
  if (text.length > maxUnitsOf(form)) return tooLong(max);
  const control = first(text, lines === "one" ? controls : controlsWithinLines);
  if (control !== null && /[\n\r\u2028\u2029]/.test(control)) return textProblems.severalLines;
  if (control !== null) return textProblems.control(nameOf(control));
  const direction = first(text, bidirectionalControls);
  if (direction !== null) return textProblems.direction(nameOf(direction));
  const unseen = lines === "one" ? first(text, invisibleIn(text)) : null;
  if (unseen !== null) return textProblems.invisible(nameOf(unseen));
  const { fits, overlong } = measured(text, max);
  if (overlong) return textProblems.marks;
  return fits ? null : tooLong(max);
}

/**
 * The text in this form, for texts that nobody can correct: controls become a space, other characters that are not
 * allowed are removed, and it is cut at the maximum. Empty when nothing visible remains.
 */
export function cleaned(text: string, form: TextForm): string {
  const normal = normalized(text.replace(unpairedSurrogates, ""), form);
  const spaced = normal.replace(form.lines === "one" ? controls : controlsWithinLines, " ");
  const shown = spaced.replace(bidirectionalControls, "");
  const clean = shortened(form.lines === "one" ? shown.replace(invisibleIn(shown), "") : shown, form).trim();
  // What was taken out or cut off may have given meaning to its neighbours.
  if (clean !== text) return cleaned(clean, form);
  return visible.test(clean) ? clean : "";
}

/** Maximum UTF-16 code units. */
const maxUnitsOf = ({ max, isKey }: TextForm): number => (isKey ? max : 4 * max);

function shortened(text: string, form: TextForm): string {
  const { max } = form;
  const maxUnits = maxUnitsOf(form);
  if (text.length <= maxUnits && measured(text, max).fits) return text;
  let short = "";
  let length = 0;
  for (const grapheme of graphemesOf(text)) {
    const part = grapheme.slice(0, maxGraphemeUnits).replace(unpairedSurrogates, "");
    if (++length > max || short.length + part.length > maxUnits) break;
    short += part;
  }
  return short;
}

const first = (text: string, pattern: RegExp): string | null => {
  const at = text.search(pattern);
  return at < 0 ? null : String.fromCodePoint(text.codePointAt(at)!);
};

/** `U+202E`. */
const nameOf = (character: string): string =>
  `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
