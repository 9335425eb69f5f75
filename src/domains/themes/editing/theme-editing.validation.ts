import { z } from "zod";
import { id, invalid, line, optionalNonNull, optionalNullable } from "../../../core/graphql/validation.js";
import { slugOf } from "../../../core/graphql/ids.js";
import { idempotencyKey } from "../../../core/idempotency/idempotency-key.field.js";
import { InputProblem } from "../../../core/texts/input-problem.js";
import { maxSynonyms } from "../theme.import-cells.js";
import { editingWording } from "./theme-editing.wording.js";

export const maxSlugLength = 100;

/** A label or a synonym: a merge makes one of the other, and a bar parts synonyms where vocabularies are exchanged. */
export const themeName = line(200).refine(
  (text) => !text.includes("|"),
  invalid({ problem: InputProblem.INVALID_CHARACTER, wording: editingWording.bar }),
);

const synonyms = z
  .array(themeName)
  .refine(
    (texts) => texts.length <= maxSynonyms,
    invalid({ problem: InputProblem.TOO_MANY, wording: editingWording.tooManySynonyms(maxSynonyms) }),
  )
  .transform((texts) => distinctTexts(texts));

export const themeLabels = z.object({
  nl: optionalNullable(themeName),
  fr: optionalNullable(themeName),
  en: optionalNullable(themeName),
});

/** Null and an empty text are as absent. */
const slug = z
  .string()
  .nullish()
  .transform((text) => (text === "" ? null : (text ?? null)))
  .refine(
    (text) => text === null || (text.length <= maxSlugLength && /^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)),
    invalid({ problem: InputProblem.INVALID_FORMAT, wording: editingWording.slugForm(maxSlugLength) }),
  );

export const createThemeRules = z.object({
  slug,
  labels: themeLabels,
  synonyms: synonyms.nullish(),
  broader: z
    .string()
    .nullish()
    .transform((text) => (text ? slugOf(text) : null)),
  idempotencyKey,
});

export const editThemeRules = z.object({
  id,
  version: z.number(),
  labels: optionalNonNull(themeLabels),
  synonyms: optionalNullable(synonyms),
  broader: optionalNullable(z.string().transform(slugOf)),
});

export const archiveThemeRules = z.object({ id });

export const mergeThemesRules = z.object({ themeId: id, intoId: id });

/** A label as a synonym: one from before, or from an import, may have a bar. */
export const asSynonym = (label: string): string => label.replaceAll("|", "/");

/** Texts without those that differ from an earlier one in letter case alone. */
export function distinctTexts(texts: readonly string[]): string[] {
  const byKey = new Map<string, string>();
  for (const text of texts) if (!byKey.has(text.toLowerCase())) byKey.set(text.toLowerCase(), text);
  return [...byKey.values()];
}
