import sql from "sql-template-tag";
import type { Batch } from "../../import/batch.js";
import { distinct } from "../../import/look-up.js";

/** The ids of themes by slug. Themes belong to no source. */
export async function importedThemesBySlug(batch: Batch, slugs: string[]): Promise<Map<string, string>> {
  const rows = await batch.query<{ slug: string; id: string }>(
    sql`SELECT slug, id FROM theme WHERE slug = ANY(${distinct(slugs)}::text[])`,
  );
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}
