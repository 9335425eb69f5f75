import { Language } from "../../core/graphql/language.js";
import type { Theme } from "./theme.entity.js";

/** The theme's label in `language`; where it has none, in Dutch, then English, then French. */
export function labelOf(theme: Pick<Theme, "labelNl" | "labelFr" | "labelEn" | "slug">, language: Language): string {
  const labels = { [Language.NL]: theme.labelNl, [Language.FR]: theme.labelFr, [Language.EN]: theme.labelEn };
  return labels[language] ?? theme.labelNl ?? theme.labelEn ?? theme.labelFr ?? theme.slug;
}
