import { DateTime } from "luxon";
import { z } from "zod";
import { id, invalid, line, optionalNonNull, optionalNullable, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { practiceWording } from "../practice.wording.js";

const firstDay = "1900-01-01";
const form = /^\d{4}-\d\d-\d\d$/;

const isDay = (day: string): boolean => form.test(day) && DateTime.fromISO(day, { zone: "utc" }).isValid;

/** The day in Belgium, in the same form. */
export const dayInBelgium = (moment: Date): string =>
  DateTime.fromJSDate(moment, { zone: "Europe/Brussels" }).toFormat("yyyy-MM-dd");

/** Days in this form are in the order of their texts. */
const pastDay = (now: Date) =>
  z
    .string()
    .trim()
    .refine(isDay, invalid({ problem: InputProblem.INVALID_FORMAT, wording: practiceWording.noDay }))
    .refine(
      (day) => !isDay(day) || (day >= firstDay && day <= dayInBelgium(now)),
      invalid({ problem: InputProblem.OUT_OF_RANGE, wording: practiceWording.dayOutOfRange }),
    );

export const practiceUseTexts = { place: line(200), result: text(5_000) };

export const practiceUseRules = (now: Date) =>
  z.object({
    practiceId: id,
    place: practiceUseTexts.place.nullish(),
    result: practiceUseTexts.result,
    wouldUseAgain: z.boolean(),
    usedOn: pastDay(now).nullish(),
    idempotencyKey,
  });

export const editPracticeUseRules = (now: Date) =>
  z.object({
    id,
    version: z.int(),
    place: optionalNullable(practiceUseTexts.place),
    result: optionalNonNull(practiceUseTexts.result),
    wouldUseAgain: optionalNonNull(z.boolean()),
    usedOn: optionalNullable(pastDay(now)),
  });
