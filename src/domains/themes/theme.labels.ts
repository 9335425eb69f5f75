import { Language } from "../../core/texts/language.js";
import type { Theme } from "./theme.entity.js";

/** The label of the theme in `language`; if there is none, the Dutch, English or French label, in that order. */
export function labelOf(theme: Pick<Theme, "labelNl" | "labelFr" | "labelEn" | "slug">, language: Language): string {
  const labels = { [Language.NL]: theme.labelNl, [Language.FR]: theme.labelFr, [Language.EN]: theme.labelEn };
  return labels[language] ?? theme.labelNl ?? theme.labelEn ?? theme.labelFr ?? theme.slug;
}
