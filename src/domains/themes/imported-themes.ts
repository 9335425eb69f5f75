import sql, { raw, type Sql } from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { known, unknown } from "../../import/invalid-row.js";
import { distinct } from "../../import/look-up.js";
import { lockedThemes } from "./locked-themes.js";

/** The ids of themes by slug, as `lockedThemes` finds them. Themes belong to no source. */
export async function importedThemesBySlug(batch: Batch, slugs: string[]): Promise<Map<string, string>> {
  const themes = await lockedThemes(batch, distinct(slugs));
  return new Map([...themes].map(([slug, { id }]) => [slug, id]));
}

/** Those of the slugs whose themes were merged into others: what a source says of them is not said of what remains. */
export async function mergedSlugs(batch: Batch, slugs: string[]): Promise<Set<string>> {
  const rows = await batch.query<{ slug: string }>(
    sql`SELECT slug FROM theme WHERE slug = ANY(${distinct(slugs)}::text[]) AND merged_into_id IS NOT NULL`,
  );
  return new Set(rows.map(({ slug }) => slug));
}

/** The slugs that are themes of the network; the others are left out, and reported. */
export function knownThemes(
  slugs: readonly string[],
  found: Map<string, string>,
  leaveOut: (column: string, problem: string) => void,
): string[] {
  for (const slug of slugs) if (!found.has(slug)) leaveOut("themes", unknown("themes", slug, "themes.csv"));
  return slugs.filter((slug) => found.has(slug));
}

/** The ids of the themes that a row names, in its order, each once: two of its slugs may be one theme by now. */
export const themesOf = (row: { themes: string[] }, found: Map<string, string>): string[] => [
  ...new Set(row.themes.map((slug) => known(found, "themes", slug, "themes.csv"))),
];

/** The slugs of the themes of the row `e` of the table `of`, in their order, joined by bars. */
export const themesInOrder = (of: string): Sql => sql`(
  SELECT coalesce(string_agg(t.slug, '|' ORDER BY r.position), '')
  FROM ${raw(`${of}_theme`)} r JOIN theme t ON t.id = r.theme_id WHERE r.${raw(`${of}_id`)} = e.id)`;

/** Gives rows of the table `of` other themes, by slugs joined by bars. */
export async function replaceThemes(
  batch: Batch,
  of: string,
  rows: readonly { id: string; slugs: string }[],
): Promise<void> {
  if (rows.length === 0) return;
  const slugsOf = ({ slugs }: { slugs: string }): string[] => slugs.split("|").filter((slug) => slug !== "");
  const themes = await importedThemesBySlug(batch, rows.flatMap(slugsOf));
  await batch.query(sql`
    WITH gone AS (
      DELETE FROM ${raw(`${of}_theme`)} WHERE ${raw(`${of}_id`)} = ANY(${rows.map(({ id }) => id)}::uuid[]) RETURNING 1)
    SELECT FROM gone`);
  await insertThemes(
    batch,
    of,
    rows.map((row) => ({ id: row.id, themeIds: themesOf({ themes: slugsOf(row) }, themes) })),
  );
}

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
