/** Maximum UTF-16 code units of one grapheme: more than any emoji has, or any letter with its marks. */
export const maxGraphemeUnits = 32;

const segmenter = new Intl.Segmenter("nl", { granularity: "grapheme" });

/** Code units that are a grapheme of their own when no other follows: Latin letters, punctuation, currencies. */
const simple = String.raw`\n\t\x20-\x7e\xa0-\xa8\xaa-\xac\xaf-\u02ff\u2010-\u2027\u20a0-\u20bf`;
const simpleText = new RegExp(`^[${simple}]*$`);
/** Only within such a run can a grapheme be overlong. */
const longRun = new RegExp(`[^${simple}]{${maxGraphemeUnits - 1},}`);

/** How much is segmented at once: V8 takes quadratic time for texts of more than about 65,000 code units. */
const windowUnits = 1_024;

/** Graphemes: what readers take for one character (UAX #29). */
export function* graphemesOf(text: string): Generator<string> {
  let units = windowUnits;
  for (let start = 0; start < text.length;) {
    const found = [...segmenter.segment(text.slice(start, start + units))];
    // The last one may go on after the window: the next window begins with it.
    const atEnd = start + units >= text.length;
    if (!atEnd) found.pop();
    for (const { segment } of found) yield segment;
    start = atEnd ? text.length : start + found.reduce((sum, { segment }) => sum + segment.length, 0);
    units = found.length === 0 ? 2 * units : windowUnits;
  }
}

/** Whether the text has at most `max` graphemes, none of them overlong. */
export function measured(text: string, max: number): { fits: boolean; overlong: boolean } {
  if (simpleText.test(text)) return { fits: text.length <= max, overlong: false };
  if (text.length <= max && !longRun.test(text)) return { fits: true, overlong: false };
  let count = 0;
  for (const grapheme of graphemesOf(text)) {
    if (grapheme.length > maxGraphemeUnits) return { fits: false, overlong: true };
    if (++count > max) return { fits: false, overlong: false };
  }
  return { fits: true, overlong: false };
}
