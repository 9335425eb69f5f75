import { z } from "zod";
import { id, invalid, line, optionalNonNull, optionalNullable, text } from "../../core/graphql/validation.js";
import { idOf } from "../../core/graphql/ids.js";
import { webAddress } from "../../core/graphql/web-address.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { InputProblem } from "../../core/texts/input-problem.js";
import { Language } from "../../core/texts/language.js";
import { themeSlugs } from "../themes/theme-slugs.js";
import { PracticeKind } from "./practice.enums.js";
import { practiceWording } from "./practice.wording.js";

const maxSteps = 30;

export const practiceTexts = {
  kind: z.enum(PracticeKind),
  title: line(300),
  summary: text(5_000),
  steps: z
    .array(text(2_000))
    .refine(
      (steps) => steps.length <= maxSteps,
      invalid({ problem: InputProblem.TOO_MANY, wording: practiceWording.tooManySteps(maxSteps) }),
    ),
  link: webAddress(practiceWording.noLink),
  licence: line(100),
};

/** Absent keeps the contact, null makes the sharer the contact; an empty id is as absent. */
const contactId = z
  .string()
  .nullish()
  .transform((contact) => (contact === "" || contact === undefined ? undefined : contact && idOf(contact)));

export const sharePracticeRules = z.object({
  kind: practiceTexts.kind,
  title: practiceTexts.title,
  summary: practiceTexts.summary,
  steps: practiceTexts.steps.nullish(),
  themes: themeSlugs,
  link: practiceTexts.link.nullish(),
  licence: practiceTexts.licence.nullish(),
  language: z.enum(Language).nullish(),
  contactId,
  withOrganisation: z.boolean().nullish(),
  idempotencyKey,
});

export const editPracticeRules = z.object({
  id,
  version: z.number(),
  kind: optionalNonNull(practiceTexts.kind),
  title: optionalNonNull(practiceTexts.title),
  summary: optionalNonNull(practiceTexts.summary),
  steps: optionalNullable(practiceTexts.steps),
  themes: optionalNullable(themeSlugs),
  link: optionalNullable(practiceTexts.link),
  licence: optionalNullable(practiceTexts.licence),
  language: optionalNullable(z.enum(Language)),
  contactId,
  withOrganisation: optionalNonNull(z.boolean()),
});

export type GivenPractice = Omit<z.output<typeof sharePracticeRules>, "idempotencyKey">;
export type GivenEdit = Omit<z.output<typeof editPracticeRules>, "id" | "version" | "themes">;
