import { searchColumns } from "../../../core/search/searched-table.js";
import { Theme } from "../theme.entity.js";
import { themeSearch } from "../theme.search.js";
import type { ThemeTransaction } from "./theme-lock.js";

/** Gives a theme these values, and its next version. */
export async function writeTheme(tx: ThemeTransaction, theme: Theme, changes: Partial<Theme>): Promise<Theme> {
  const written = { ...changes, version: theme.version + 1 };
  const changed = Object.assign(theme, written);
  await tx.manager.update(Theme, { id: theme.id }, { ...written, ...searchOf(changed) });
  return changed;
}

export const searchOf = (theme: Theme): { search: string; searchRules: number } =>
  searchColumns(themeSearch, {
    ...{ label_nl: theme.labelNl, label_fr: theme.labelFr, label_en: theme.labelEn },
    ...{ synonyms: theme.synonyms, slug: theme.slug },
  });
