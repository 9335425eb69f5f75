import { z } from "zod";
import { slugOf } from "../../core/graphql/ids.js";
import { id, optionalId, optionalNonNull, optionalNullable, text } from "../../core/graphql/validation.js";
import { idempotencyKey } from "../../core/idempotency/idempotency-key.field.js";
import { Language } from "../../core/texts/language.js";
import { themeLabels, themeName } from "../themes/editing/theme-editing.validation.js";
import { ThemeSuggestionStatus } from "./theme-suggestion.enums.js";

/** How many of a member's suggestions may wait at a time. */
export const maxPending = 5;

export const suggestThemeRules = z.object({
  label: themeName,
  language: z.enum(Language),
  broader: z
    .string()
    .nullish()
    .transform((slug) => (slug ? slugOf(slug) : null)),
  reason: text(1_000).nullish(),
  idempotencyKey,
});

export const decideThemeSuggestionRules = z.object({
  id,
  status: z.enum(ThemeSuggestionStatus),
  themeId: optionalId,
  labels: optionalNonNull(themeLabels),
  broader: optionalNullable(z.string().transform(slugOf)),
  note: text(1_000).nullish(),
});
