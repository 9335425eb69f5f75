import { z } from "zod";
import { id, line, optionalId, optionalNullable, text } from "../../../core/graphql/validation.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../../core/texts/language.js";
import { themeSlugs } from "../../themes/theme-slugs.js";
import { IdeaKind } from "../idea.enums.js";

/** Maximum drafts of one member. */
export const maxDrafts = 50;

/** A text that may still be empty, which is as null. */
const unfinished = (rule: z.ZodType<string, string>) =>
  z
    .preprocess((value) => (typeof value === "string" && value.trim() === "" ? null : value), rule.nullable())
    .optional();

export const saveIdeaDraftRules = z.object({
  id: optionalId,
  version: z.number().nullish(),
  kind: optionalNullable(z.enum(IdeaKind)),
  title: unfinished(line(300)),
  body: unfinished(text(20_000)),
  themes: optionalNullable(themeSlugs),
  language: optionalNullable(z.enum(Language)),
  idempotencyKey,
});

export const postIdeaDraftRules = z.object({ id, version: z.number() });
