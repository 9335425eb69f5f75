import sql, { raw } from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { known } from "../../import/invalid-row.js";
import { distinct } from "../../import/look-up.js";

/** The ids of themes by slug. Themes belong to no source. */
export async function importedThemesBySlug(batch: Batch, slugs: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ slug: string; id: string }>(
    sql`SELECT slug, id FROM theme WHERE slug = ANY(${distinct(slugs)}::text[])`,
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** The ids of the themes that a row names, in its order. */
export const themesOf = (row: { themes: string[] }, found: Map<string, string>): string[] =>
  row.themes.map((slug) => known(found, "themes", slug, "themes.csv"));

/** Writes the themes of new rows of the table `of` into its table of themes, in the order of each. */
export async function insertThemes(
  batch: Batch,
  of: string,
  rows: { id: string; themeIds: string[] }[],
): Promise<void> {
  const ties = rows.flatMap(({ id, themeIds }) => themeIds.map((themeId, position) => ({ id, themeId, position })));
  if (ties.length === 0) return;
  await batch.query(sql`
    INSERT INTO ${raw(`${of}_theme (${of}_id, theme_id, position)`)}
    SELECT * FROM unnest(
      ${ties.map((tie) => tie.id)}::uuid[],
      ${ties.map((tie) => tie.themeId)}::uuid[],
      ${ties.map((tie) => tie.position)}::smallint[])`);
}
