import { z } from "zod";
import { rejectInput } from "../../../core/errors/user-error.js";
import { id, invalid } from "../../../core/graphql/validation.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { normalized } from "../../../core/texts/text-form.js";
import { mentionWording } from "./mention.wording.js";

const max = 10;

/** Where a text mentions a member, in UTF-16 code units. */
export interface MentionRange {
  memberId: string;
  start: number;
  end: number;
}

export const mentionRules = z
  .array(z.object({ memberId: id, start: z.number(), end: z.number() }))
  .refine(
    (mentions) => mentions.length <= max,
    invalid({ problem: InputProblem.TOO_MANY, wording: mentionWording.tooMany(max) }),
  );

/** A text as it was sent, and in its stored form. */
export interface WrittenText {
  written: string;
  stored: string;
}

/**
 * The mentions of a text as they stand in its stored form.
 * INVALID_INPUT when one points at no words, or at words of another.
 */
export function placedMentions(
  mentions: readonly MentionRange[] | null | undefined,
  text: WrittenText,
): MentionRange[] {
  const placed = (mentions ?? []).map(({ memberId, start, end }) => ({
    memberId,
    start: storedOffset(start, text),
    end: storedOffset(end, text),
  }));
  for (const [index, range] of placed.entries()) {
    const before = placed.slice(0, index);
    if (!pointsAtWords(range, text.stored))
      rejectInput(InputProblem.OUT_OF_RANGE, mentionWording.outside, "mentions", String(index));
    if (before.some(({ start, end }) => range.start < end && start < range.end))
      rejectInput(InputProblem.NOT_ALLOWED, mentionWording.overlapping, "mentions", String(index));
  }
  return placed;
}

/** The same mentions as they follow each other in the text. */
export const inOrder = (mentions: readonly MentionRange[]): [string, number, number][] =>
  mentions
    .map(({ memberId, start, end }): [string, number, number] => [memberId, start, end])
    .sort((one, other) => one[1] - other[1]);

/** The mentions of a text whose words stand in another text where they stood. */
export const unmovedMentions = (mentions: readonly MentionRange[], before: string, after: string): MentionRange[] =>
  mentions.filter(({ start, end }) => before.slice(start, end) === after.slice(start, end));

/** Where a place of a text is in its stored form; a letter in place of what follows keeps the spaces before it. */
function storedOffset(offset: number, { written, stored }: WrittenText): number {
  if (offset < 0 || offset > written.length) return -1;
  if (written === stored) return offset;
  return normalized(`${written.slice(0, offset)}x`, { lines: "many", max: stored.length }).length - 1;
}

function pointsAtWords({ start, end }: MentionRange, text: string): boolean {
  const isWithin = start >= 0 && start < end && end <= text.length;
  return isWithin && /\S/.test(text.slice(start, end)) && isWhole(text, start) && isWhole(text, end);
}

/** Whether no character is cut in two there. */
const isWhole = (text: string, offset: number): boolean => !/^[\uDC00-\uDFFF]/.test(text.slice(offset, offset + 1));
